/**
 * What a visitor decides about a sustained run: start or stop, how long. Emits `lab-start` (with the duration) and
 * `lab-stop`; starts and stops nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Milliseconds } from '../base/units.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { DEFAULT_DURATION_MS, DURATIONS_MS } from './sustained-options.ts';
import { spoken } from './sustained-words.ts';

@customElement('lab-sustained-controls')
export class LabSustainedControls extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1.5rem;
        margin: 1.1rem 0 1.4rem;
      }
    `,
  ];

  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  @property({ type: Boolean }) disabled = false;
  /** What the button says while nothing runs. */
  @property() invitation = 'Watch its pace';
  @state() private durationMs = DEFAULT_DURATION_MS;

  override render(): TemplateResult {
    const idle = this.state === 'idle';
    return html`<button
        class="primary ${idle ? '' : 'stop'}"
        type="button"
        ?disabled=${this.disabled}
        aria-disabled=${this.state === 'stopping' ? 'true' : nothing}
        @click=${this.#press}
      >
        ${idle ? this.invitation : this.state === 'stopping' ? 'Stopping' : 'Stop'}
      </button>
      <slot></slot>
      ${idle && !this.disabled ? this.#choice() : nothing}`;
  }

  #choice(): TemplateResult {
    return html`<label
      >For
      <select @change=${this.#choose}>
        ${DURATIONS_MS.map((ms) => html`<option value=${ms} ?selected=${ms === this.durationMs}>${spoken(ms)}</option>`)}
      </select></label
    >`;
  }

  #choose(event: Event): void {
    this.durationMs = Number((event.target as HTMLSelectElement).value);
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1 || this.state === 'stopping') return;
    const start = new CustomEvent<Milliseconds>('lab-start', { detail: this.durationMs });
    this.dispatchEvent(this.state === 'idle' ? start : new Event('lab-stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-sustained-controls': LabSustainedControls;
  }
}
