/**
 * Which models race: a checkbox each, in its colour, with what it stands for. Emits `lab-models` with the new selection; one that
 * cannot run here is there to be seen and cannot be taken.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { modelColours } from '../charts/chart-styles.ts';
import { modelName } from '../charts/model-names.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';
import type { Contender } from './race-catalogue.ts';
import { raceStyles } from './race-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

/** The models with one more or one less, in the order in which they are always named. */
export function toggled(models: readonly ModelId[], model: ModelId): readonly ModelId[] {
  const chosen = new Set(models);
  if (!chosen.delete(model)) chosen.add(model);
  return MODEL_IDS.filter((id) => chosen.has(id));
}

@customElement('lab-race-models')
export class LabRaceModels extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    raceStyles,
    modelColours,
    css`
      .models {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: 0.2rem 1.5rem;
      }
      input {
        accent-color: var(--model);
      }
      b {
        display: block;
        font-weight: 600;
        color: var(--model);
      }
      small {
        display: block;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      .absent {
        cursor: default;
      }
      .absent b {
        color: var(--soft);
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) chosen: readonly ModelId[] = [];
  @property({ attribute: false }) found: ReadonlyMap<ModelId, Contender> = new Map();
  @property({ attribute: false }) able: (model: ModelId) => boolean = () => true;

  override render(): TemplateResult {
    return html`<fieldset>
      <legend>Models</legend>
      <div class="models">${MODEL_IDS.map((model) => this.#model(model))}</div>
    </fieldset>`;
  }

  #model(model: ModelId): TemplateResult {
    const able = this.able(model);
    const counterpart = this.found.get(model)?.counterpart;
    return html`<label class="line ${model} ${able ? '' : 'absent'}">
      <input
        type="checkbox"
        .checked=${live(able && this.chosen.includes(model))}
        ?disabled=${!able}
        @change=${() => this.#toggle(model)}
      />
      <span>
        <b>${modelName(model)}</b>
        ${able ? (counterpart ? html`<small>${counterpart}</small>` : nothing) : html`<small>not in this page</small>`}
      </span>
    </label>`;
  }

  #toggle(model: ModelId): void {
    const detail = toggled(this.chosen, model);
    this.dispatchEvent(new CustomEvent<readonly ModelId[]>('lab-models', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-models': LabRaceModels;
  }
}
