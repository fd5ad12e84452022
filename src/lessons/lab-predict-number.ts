/** Asks for a number: a field and a slider that say the same, and a button that holds the visitor to it. Keeps nothing. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import type { Question } from './prediction.ts';
import { fieldStyles } from './lesson-styles.ts';
import { PREDICT } from './lessons-words.ts';

type NumberQuestion = Extract<Question, { kind: 'number' }>;

@customElement('lab-predict-number')
export class LabPredictNumber extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: block;
      }
      .field {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1.2rem;
        margin-bottom: 0.8rem;
      }
      label {
        white-space: normal;
        font-size: var(--size-text);
        color: var(--ink);
      }
      input[type='number'] {
        width: 6.5rem;
        margin: 0 0.3rem;
        text-align: right;
      }
      input[type='range'] {
        flex: 1 1 12rem;
        max-width: 24rem;
        min-height: 2.75rem;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) question: NumberQuestion | null = null;
  /** What the number is, as in "Threads at the same instant". */
  @property() heading = '';
  @state() private said: number | null = null;

  override render(): TemplateResult {
    const { question } = this;
    if (!question) return html``;
    const { least, most, step, unit } = question;
    const middle = least + Math.round((most - least) / 2 / step) * step;
    return html`<form novalidate @submit=${this.#hold}>
      <div class="field">
        <label
          >${this.heading}:
          <input
            type="number"
            inputmode="decimal"
            min=${least}
            max=${most}
            .step=${'any'}
            .value=${this.said === null ? '' : String(this.said)}
            @input=${this.#type}
          />${unit}</label
        >
        <input
          type="range"
          aria-label=${this.heading}
          min=${least}
          max=${most}
          step=${step}
          .value=${String(this.said ?? middle)}
          @input=${this.#type}
        />
      </div>
      <button class="primary" ?disabled=${this.said === null}>${PREDICT}</button>
    </form>`;
  }

  #type(event: Event): void {
    const { least = 0, most = 0 } = this.question ?? {};
    const text = (event.target as HTMLInputElement).value;
    const value = Number(text);
    this.said = text === '' || !Number.isFinite(value) ? null : Math.max(least, Math.min(most, value));
  }

  #hold(event: Event): void {
    event.preventDefault();
    if (this.said === null) return;
    this.dispatchEvent(new CustomEvent('lab-predict', { detail: { kind: 'number', value: this.said } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-predict-number': LabPredictNumber;
  }
}
