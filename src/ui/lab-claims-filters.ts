/**
 * Which claims are shown: those of one introduction, with one model, with one verdict. Emits `lab-choice` with what changed; filters
 * nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { modelName } from '../charts/model-names.ts';
import { counted } from '../charts/number-format.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';
import { type ClaimsChoice, EVERY_CLAIM, NOTE_IDS, OUTCOMES } from '../results/claims-link.ts';
import { NOTES, OUTCOME_WORDS } from './claims-words.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

interface Option {
  readonly value: string;
  readonly text: string;
}

@customElement('lab-claims-filters')
export class LabClaimsFilters extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.4rem 1.6rem;
      }
      label {
        min-width: 0;
        max-width: 100%;
      }
      select {
        max-width: 16rem;
      }
      .count {
        color: var(--soft);
        font-size: var(--size-small);
      }
      button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.2rem 0;
      }
      @media (max-width: 34rem) {
        label {
          flex: 1 0 100%;
          display: flex;
          align-items: baseline;
        }
        select {
          flex: 1;
          min-width: 0;
          max-width: none;
        }
        label span {
          width: 4.2rem;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) choice: ClaimsChoice = EVERY_CLAIM;
  /** Models that any claim is about. */
  @property({ attribute: false }) models: readonly ModelId[] = MODEL_IDS;
  @property({ type: Number }) all = 0;
  @property({ type: Number }) shown = 0;

  override render(): TemplateResult {
    const { note, model, verdict } = this.choice;
    const isFiltered = note !== null || model !== null || verdict !== null;
    return html`${this.#select(
        'Note',
        'note',
        note,
        NOTE_IDS.map((value) => ({ value, text: `${value}: ${NOTES[value]}` })),
      )}
      ${this.#select(
        'Model',
        'model',
        model,
        this.models.map((value) => ({ value, text: modelName(value) })),
      )}
      ${this.#select(
        'Verdict',
        'verdict',
        verdict,
        OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
      )}
      <span class="count" role="status">${isFiltered ? `${this.shown} of ${counted(this.all, 'claim')}` : ''}</span>
      ${
        isFiltered
          ? html`<button type="button" @click=${() => this.#choose({ note: null, model: null, verdict: null })}>
              Show all
            </button>`
          : nothing
      }`;
  }

  #select(name: string, key: 'note' | 'model' | 'verdict', value: string | null, options: readonly Option[]) {
    return html`<label
      ><span>${name}</span>
      <select
        .value=${live(value ?? '')}
        @change=${(event: Event) => this.#choose({ [key]: (event.target as HTMLSelectElement).value || null })}
      >
        <option value="" ?selected=${value === null}>any</option>
        ${options.map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.text}</option>`)}
      </select></label
    >`;
  }

  #choose(detail: Partial<ClaimsChoice>): void {
    this.dispatchEvent(new CustomEvent<Partial<ClaimsChoice>>('lab-choice', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-claims-filters': LabClaimsFilters;
  }
}
