/**
 * How much room the site takes in this browser, and, on a click, the wish that the browser does not clear it by itself. Asks the browser for
 * nothing before.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { NOT_PERSISTED, PERSISTED, type Room, roomWords } from './history-words.ts';
import { historyRoomStyles } from './history-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-history-room')
export class LabHistoryRoom extends LitElement {
  static override styles = [textStyles, controlStyles, historyRoomStyles];

  /** What was listed last: a new list, another room. */
  @property({ attribute: false }) listed: unknown = null;
  @state() private room: Room | null = null;
  @state() private told = '';

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('listed')) void this.#look();
  }

  override render(): TemplateResult | typeof nothing {
    const { room } = this;
    if (!room) return nothing;
    return html`<p class="note">
      ${roomWords(room)}
      ${
        room.persisted === false && this.told === ''
          ? html`<button type="button" @click=${this.#persist}>Ask it not to</button>`
          : nothing
      }
      <span role="status">${this.told}</span>
    </p>`;
  }

  async #look(): Promise<void> {
    this.room = await room();
  }

  async #persist(): Promise<void> {
    const isGiven = await navigator.storage.persist().catch(() => false);
    this.told = isGiven ? PERSISTED : NOT_PERSISTED;
    await this.#look();
  }
}

async function room(): Promise<Room> {
  // Over plain http there is no storage manager, whatever the types say.
  const manager: Partial<StorageManager> | undefined = 'storage' in navigator ? navigator.storage : undefined;
  const [estimate, persisted] = await Promise.all([
    manager?.estimate?.().catch(() => null) ?? null,
    manager?.persisted?.().catch(() => null) ?? null,
  ]);
  return { usage: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-history-room': LabHistoryRoom;
  }
}
