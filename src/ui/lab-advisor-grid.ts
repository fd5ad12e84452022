/**
 * Kinds of work in rows, models in columns, the measured time with its interval in each cell. Where there is little room each row becomes a
 * block with a line for each model. Marks who came first only where that can be told. Shows what it is given.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { advisorBar, longestOf } from '../charts/advisor-bar.ts';
import { modelColours } from '../charts/chart-styles.ts';
import { modelName, shortModelName } from '../charts/model-names.ts';
import { ADVISED_MODELS, type AdvisorCell, type AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { standingOf, timesAtLeast } from '../measure/advisor/standing.ts';
import { KINDS } from '../measure/advisor/work.ts';
import type { ModelId } from '../models/index.ts';
import { advisorGridStyles } from './advisor-grid-styles.ts';
import { time, timeRange, verdictWords, workWords } from './advisor-words.ts';
import { textStyles } from './shared-styles.ts';

/** Who is marked in a row, and with which word. */
interface Marks {
  readonly word: 'first' | 'level' | '';
  readonly models: readonly ModelId[];
  readonly fastest: ModelId | null;
}

function marksOf({ cells }: AdvisorRow, seed: number): Marks {
  const standing = standingOf(cells, ADVISED_MODELS, seed);
  if (!standing) return { word: '', models: [], fastest: null };
  const { level, fastest } = standing;
  return { word: level.length > 1 ? 'level' : 'first', models: level, fastest };
}

function titleOf({ id }: AdvisorRow): string {
  return id === 'own' ? 'Your work' : KINDS[id].title;
}

@customElement('lab-advisor-grid')
export class LabAdvisorGrid extends LitElement {
  static override styles = [textStyles, modelColours, advisorGridStyles];

  @property({ attribute: false }) rows: readonly AdvisorRow[] = [];
  @property({ type: Number }) seed = 1;
  @property() caption = '';

  override render(): TemplateResult {
    // Roles are named since a table that is laid out as blocks loses them in some browsers.
    return html`<table role="table">
        <caption>
          ${this.caption}
        </caption>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">work</th>
            ${ADVISED_MODELS.map(
              (model) =>
                html`<th role="columnheader" scope="col" class="model ${model}">
                  <span aria-hidden="true">${shortModelName(model)}</span
                  ><span class="unseen">${modelName(model)}</span>
                </th>`,
            )}
          </tr>
        </thead>
        ${this.rows.map((row) => this.#row(row))}
      </table>
      ${this.#reasons()}`;
  }

  #row(row: AdvisorRow): TemplateResult {
    const marks = marksOf(row, this.seed);
    const verdict = verdictWords(row, this.seed);
    const longest = longestOf(row.cells);
    return html`<tbody>
      <tr role="row" class="${row.state}">
        <th role="rowheader" scope="row"><b>${titleOf(row)}</b><span>${workWords(row.measured)}</span></th>
        ${row.cells.map((cell) => this.#cell(cell, row, marks, longest))}
      </tr>
      ${
        verdict === ''
          ? nothing
          : html`<tr role="row" class="verdict">
              <td role="cell" colspan=${ADVISED_MODELS.length + 1}>${verdict}</td>
            </tr>`
      }
    </tbody>`;
  }

  #cell(cell: AdvisorCell, row: AdvisorRow, marks: Marks, longest: number): TemplateResult {
    const marked = marks.models.includes(cell.model);
    const bar = advisorBar(cell, longest);
    return html`<td role="cell" class="${cell.model} ${cell.state} ${marked ? marks.word : ''}">
      <span class="who">${shortModelName(cell.model)}</span>
      <svg class="plot" aria-hidden="true" height="10">${bar ?? nothing}</svg>
      ${this.#number(cell, row, marks)}
      <span class="mark">${marked ? marks.word : nothing}</span>
    </td>`;
  }

  #number(cell: AdvisorCell, { state, cells }: AdvisorRow, { fastest }: Marks): TemplateResult {
    const { wallMs, cutAtMs } = cell;
    if (wallMs) {
      return html`<span class="number">${time(wallMs.estimate)}</span><span class="range">${timeRange(wallMs)}</span>`;
    }
    if (cutAtMs !== null) {
      const winner = cells.find(({ model }) => model === fastest);
      const times = timesAtLeast(cell, winner);
      return html`<span class="number">${times === null ? 'given up' : `> ${Math.min(times, 5)}×`}</span
        ><span class="range">> ${time(cutAtMs)}</span>`;
    }
    const words =
      cell.state === 'waiting' ? (state === 'running' ? '…' : '–') : cell.state === 'failed' ? 'failed' : '–';
    return html`<span class="number none">${words}</span><span class="range"></span>`;
  }

  /** Why a model is missing, once for all rows. */
  #reasons(): TemplateResult | typeof nothing {
    const told = new Map<string, string>();
    for (const { cells } of this.rows) {
      for (const { model, reason } of cells)
        if (reason !== null) told.set(`${model} ${reason}`, `${modelName(model)}: ${reason}`);
    }
    if (told.size === 0) return nothing;
    return html`<ul class="reasons">
      ${[...told.values()].map((line) => html`<li>${line.charAt(0).toUpperCase()}${line.slice(1)}</li>`)}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-advisor-grid': LabAdvisorGrid;
  }
}
