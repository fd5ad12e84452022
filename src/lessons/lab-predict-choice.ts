/**
 * Asks for one of some options, to predict or to explain, and a button that holds the visitor to it. Keeps nothing; afterwards it shows
 * what was chosen, and what was so.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import { fieldStyles } from './lesson-styles.ts';
import { PREDICT } from './lessons-words.ts';

export interface Option {
  readonly id: string;
  readonly text: string;
}

@customElement('lab-predict-choice')
export class LabPredictChoice extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: block;
      }
      fieldset {
        border: 0;
        margin: 0 0 0.8rem;
        padding: 0;
        max-width: 62ch;
      }
      legend {
        padding: 0;
        color: var(--soft);
        font-size: var(--size-small);
        margin-bottom: 0.3rem;
      }
      label {
        display: flex;
        align-items: baseline;
        gap: 0.6rem;
        padding: 0.55rem 0;
        border-bottom: 1px solid var(--rule);
        color: var(--ink);
        font-size: var(--size-text);
        white-space: normal;
        cursor: pointer;
      }
      input {
        accent-color: var(--accent);
        flex: none;
        width: 1.1rem;
        height: 1.1rem;
        margin: 0;
        translate: 0 0.15rem;
      }
    `,
  ];

  @property({ attribute: false }) options: readonly Option[] = [];
  @property() legend = '';
  @property() invitation: string = PREDICT;
  @state() private chosen: string | null = null;

  override render(): TemplateResult {
    return html`<form @submit=${this.#hold}>
      <fieldset>
        ${this.legend ? html`<legend>${this.legend}</legend>` : nothing}
        ${this.options.map(
          ({ id, text }) =>
            html`<label
              ><input
                type="radio"
                name="option"
                .checked=${this.chosen === id}
                @change=${() => (this.chosen = id)}
              /><span>${text}</span></label
            >`,
        )}
      </fieldset>
      <button class="primary" ?disabled=${this.chosen === null}>${this.invitation}</button>
    </form>`;
  }

  #hold(event: Event): void {
    event.preventDefault();
    if (this.chosen === null) return;
    this.dispatchEvent(new CustomEvent('lab-predict', { detail: { kind: 'choice', id: this.chosen } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-predict-choice': LabPredictChoice;
  }
}
