/**
 * A short text that is changed where it stands: a button that shows it, and a field while it is edited. Enter or leaving the field keeps what
 * was written, Escape takes it back. Fires `lab-edit` with the new text where it differs.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { textStyles } from './shared-styles.ts';

@customElement('lab-editable')
export class LabEditable extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: inline-block;
        max-width: 100%;
        font-size: var(--size-small);
      }
      button {
        font: inherit;
        color: var(--ink);
        text-align: left;
        overflow-wrap: anywhere;
        background: none;
        border: 0;
        text-decoration: underline dotted var(--soft);
        text-underline-offset: 0.25em;
        padding: 0.2rem 0;
        cursor: text;
      }
      button.empty {
        color: var(--soft);
      }
      input {
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 0;
        border-bottom: 1px solid var(--accent);
        padding: 0.2rem 0;
        width: min(26rem, 70vw);
        max-width: 100%;
      }
      @media (pointer: coarse) {
        button,
        input {
          padding-block: 0.6rem;
        }
      }
      @media print {
        button.empty {
          display: none;
        }
      }
    `,
  ];

  @property() text = '';
  /** What it is, as in "Name". */
  @property() label = '';
  /** Of what, for who cannot see it: "Measure, 30 November 2026". */
  @property() of = '';
  @property({ type: Number }) most = 100;
  @state() private isOpen = false;

  override render(): TemplateResult {
    const name = `${this.label} of ${this.of}`;
    if (this.isOpen) {
      return html`<input
        aria-label=${name}
        maxlength=${this.most}
        .value=${this.text}
        autocomplete="off"
        @keydown=${this.#onKey}
        @blur=${this.#onBlur}
      />`;
    }
    return html`<button
      type="button"
      class=${this.text === '' ? 'empty' : ''}
      aria-label=${this.text === '' ? `Add a ${this.label.toLowerCase()}: ${this.of}` : `${name}: ${this.text}`}
      @click=${this.#onOpen}
    >
      ${this.text === '' ? `Add a ${this.label.toLowerCase()}` : this.text}
    </button>`;
  }

  async #onOpen(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    const field = this.renderRoot.querySelector('input');
    field?.focus();
    field?.select();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Elsewhere Escape stops a run; and the rest of the key stroke would press the button that is focused next.
    event.stopPropagation();
    event.preventDefault();
    void this.#close(event.target as HTMLInputElement, event.key === 'Enter');
  }

  #onBlur(event: FocusEvent): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#tell((event.target as HTMLInputElement).value);
  }

  async #close({ value }: HTMLInputElement, isKept: boolean): Promise<void> {
    this.isOpen = false;
    if (isKept) this.#tell(value);
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  #tell(written: string): void {
    const text = written.trim();
    if (text === this.text) return;
    this.text = text;
    this.dispatchEvent(new CustomEvent('lab-edit', { detail: text }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-editable': LabEditable;
  }
}
