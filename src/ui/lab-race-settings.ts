/**
 * The settings that teach, folded away: how many workers, and what each model lets one turn. Emits `lab-workers` and
 * `lab-settings`; a setting is open only while a model that heeds it takes part,
 * and the program is one in which it matters.
 */
import { eitherOf } from '../base/listed.ts';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ModelId } from '../models/index.ts';
import { type PlaySettings, USUAL_SETTINGS } from '../models/play/play.ts';
import { modelName } from '../charts/model-names.ts';
import { type HeedingProgram, SETTING_ROWS, type SettingRow, workerChoices } from './race-settings.ts';
import { raceStyles } from './race-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-race-settings')
export class LabRaceSettings extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    raceStyles,
    css`
      summary {
        cursor: pointer;
        color: var(--accent);
        width: fit-content;
      }
      dl {
        display: grid;
        grid-template-columns: max-content max-content minmax(0, 62ch);
        gap: 0.5rem 1.2rem;
        align-items: baseline;
        margin: 0.6rem 0 0;
      }
      .row {
        display: contents;
      }
      dd {
        margin: 0;
        min-width: 0;
      }
      dt label {
        color: var(--ink);
      }
      select {
        margin: 0;
      }
      @media (max-width: 52rem) {
        dl {
          grid-template-columns: minmax(0, 1fr) minmax(0, max-content);
        }
        .hint {
          grid-column: 1 / -1;
          margin-bottom: 0.5rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) workers: number | null = null;
  @property({ attribute: false }) settings: PlaySettings = USUAL_SETTINGS;
  /** Those that take part. */
  @property({ attribute: false }) models: readonly ModelId[] = [];
  /** Null while it is not known. */
  @property({ attribute: false }) program: HeedingProgram | null = null;
  /** One of them at least runs on workers. */
  @property({ type: Boolean }) working = false;
  @property({ type: Number }) cores = 2;

  override render(): TemplateResult {
    return html`<details>
      <summary>Settings</summary>
      <dl>${this.#workers()} ${SETTING_ROWS.map((row) => this.#setting(row))}</dl>
    </details>`;
  }

  #workers(): TemplateResult {
    const counts = workerChoices(this.cores);
    const odd = this.workers !== null && !counts.includes(this.workers) ? [this.workers] : [];
    return html`<div class="row">
      <dt><label for="workers">Workers</label></dt>
      <dd>
        <select id="workers" ?disabled=${!this.working} aria-describedby="workers-hint" @change=${this.#chooseWorkers}>
          <option value="" ?selected=${this.workers === null}>as usual</option>
          ${[...counts, ...odd].map(
            (count) => html`<option value=${count} ?selected=${count === this.workers}>${count}</option>`,
          )}
        </select>
      </dd>
      <dd class="note hint" id="workers-hint">
        usually one for each task that waits, or for each core; beyond the cores nothing is computed sooner, waits still
        overlap
      </dd>
    </div>`;
  }

  #setting(row: SettingRow): TemplateResult {
    const { key, title, shows, choices, models, programs } = row;
    const { program } = this;
    const matters = !programs || (program !== null && programs.heed(program));
    const heeded = matters && models.some((model) => this.models.includes(model));
    const given = this.settings[key];
    return html`<div class="row">
      <dt><label for=${key}>${title}</label></dt>
      <dd>
        <select
          id=${key}
          ?disabled=${!heeded}
          aria-describedby="${key}-hint"
          @change=${(event: Event) => this.#choose(row, event)}
        >
          ${choices.map(
            ({ value, text }, index) => html`<option value=${index} ?selected=${value === given}>${text}</option>`,
          )}
          ${choices.some(({ value }) => value === given) ? nothing : html`<option value="given" selected>${given}</option>`}
        </select>
      </dd>
      <dd class="note hint" id="${key}-hint">
        ${shows}${heeded ? '' : `; for ${eitherOf(models.map(modelName))}${programs ? `, in ${programs.what}` : ''}`}
      </dd>
    </div>`;
  }

  #chooseWorkers(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const detail = value === '' ? null : Number(value);
    this.dispatchEvent(new CustomEvent<number | null>('lab-workers', { detail }));
  }

  #choose({ key, choices }: SettingRow, event: Event): void {
    const chosen = choices[Number((event.target as HTMLSelectElement).value)];
    if (!chosen) return;
    const detail: PlaySettings = { ...this.settings, [key]: chosen.value };
    this.dispatchEvent(new CustomEvent<PlaySettings>('lab-settings', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-settings': LabRaceSettings;
  }
}
