/**
 * One kept result in the history: whether it is selected, what it found, what it was, its name and note, and what can be done with it. Owns
 * nothing: fires `lab-select`, `lab-change`, `lab-save` and `lab-delete`.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type KeptHead, NAME_LIMIT, NOTE_LIMIT } from '../results/store/kept.ts';
import { RESULT_FORMAT, resultAddress } from './history-links.ts';
import { historyRowStyles } from './history-styles.ts';
import { answerOf, explanationOf, factsOf, rowName } from './history-words.ts';
import './lab-editable.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-history-row')
export class LabHistoryRow extends LitElement {
  static override styles = [textStyles, controlStyles, historyRowStyles];

  @property({ attribute: false }) head: KeptHead | null = null;
  @property({ type: Boolean }) selected = false;

  override render(): TemplateResult | typeof nothing {
    const { head } = this;
    if (!head) return nothing;
    const name = rowName(head);
    const explanation = explanationOf(head);
    return html`<label class="tick">
        <input
          type="checkbox"
          aria-label="Select ${name}"
          .checked=${this.selected}
          ?disabled=${head.state === 'running'}
          @change=${(event: Event) => this.#fire('lab-select', (event.target as HTMLInputElement).checked)}
        />
      </label>
      <div>
        <h2>${opens(head) ? html`<a href=${resultAddress(head.id)}>${answerOf(head)}</a>` : answerOf(head)}</h2>
        <p class="facts">${factsOf(head).map((fact, at) => html`${at > 0 ? ' · ' : ''}<span>${fact}</span>`)}</p>
        ${explanation === null ? nothing : html`<p class="note">${explanation}</p>`}
        <div class="foot">
          ${head.state === 'damaged' ? nothing : this.#words(head, name)} ${this.#actions(head, name)}
        </div>
      </div>`;
  }

  #words(head: KeptHead, name: string): TemplateResult {
    return html`<p class="words">
      <lab-editable
        label="Name"
        .of=${name}
        .text=${head.name}
        .most=${NAME_LIMIT}
        @lab-edit=${(event: CustomEvent<string>) => this.#fire('lab-change', { name: event.detail })}
      ></lab-editable>
      <lab-editable
        label="Note"
        .of=${name}
        .text=${head.note}
        .most=${NOTE_LIMIT}
        @lab-edit=${(event: CustomEvent<string>) => this.#fire('lab-change', { note: event.detail })}
      ></lab-editable>
    </p>`;
  }

  #actions(head: KeptHead, name: string): TemplateResult | typeof nothing {
    if (head.state === 'running') return nothing;
    const save = html`<button
      type="button"
      aria-label="Download JSON: ${name}"
      @click=${() => this.#fire('lab-save', null)}
    >
      Download JSON
    </button>`;
    return html`<p class="actions">
      ${head.state === 'damaged' ? nothing : save}
      <button type="button" aria-label="Delete ${name}" @click=${() => this.#fire('lab-delete', null)}>Delete</button>
    </p>`;
  }

  #fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The other kinds are shown by the page that measured them, from its own reports; what is kept of them is the document. */
function opens({ format, state }: KeptHead): boolean {
  return format === RESULT_FORMAT && state !== 'damaged';
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-history-row': LabHistoryRow;
  }
}
