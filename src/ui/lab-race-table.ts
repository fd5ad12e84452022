/**
 * Who has come how far: one row a model with its makespan as a bar that grows until the result is verified. A function of the
 * report; the words for a state are others'.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { modelName } from '../charts/model-names.ts';
import { duration } from '../charts/number-format.ts';
import type { RaceEntry, RaceReport } from '../measure/race/race-report.ts';
import { againstWhom, entryWord, raceRows, type RaceRow, roughly } from './race-words.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

@customElement('lab-race-table')
export class LabRaceTable extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    chartStyles,
    css`
      :host {
        display: block;
      }
      table {
        font-size: 0.95rem;
      }
      th,
      td {
        vertical-align: middle;
      }
      tbody th {
        color: var(--model);
        font-weight: 600;
        white-space: nowrap;
      }
      .makespan {
        width: 34%;
        min-width: 12rem;
      }
      .makespan div {
        display: flex;
        align-items: center;
        gap: 0.8rem;
        padding-right: 0.6rem;
      }
      .makespan span {
        flex: none;
        min-width: 4.2rem;
        text-align: right;
        font-family: var(--mono);
      }
      .word {
        width: 6.5rem;
        padding-left: 0.8rem;
        color: var(--soft);
      }
      td.bad {
        color: var(--ink);
        font-weight: 600;
      }
      thead th {
        white-space: nowrap;
      }
      svg {
        flex: 1;
        width: 0;
        height: 10px;
      }
      rect {
        fill: var(--model);
      }
      .open rect {
        fill: color-mix(in srgb, var(--model) 45%, var(--paper));
      }
      .reason td {
        color: var(--soft);
        font-size: var(--size-small);
        padding-top: 0;
      }
      .told th,
      .told td {
        border-bottom: 0;
      }
      @media (max-width: 52rem) {
        svg {
          display: none;
        }
        .makespan {
          width: auto;
          min-width: 0;
        }
      }
      @media (max-width: 34rem) {
        .wide {
          display: none;
        }
        tbody th {
          white-space: normal;
        }
        th,
        td {
          padding-right: 0.5rem;
        }
        .makespan,
        .word {
          min-width: 0;
          width: auto;
        }
        .makespan span {
          min-width: 0;
        }
        .makespan div {
          padding: 0;
        }
        .word {
          padding-left: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) report: RaceReport | null = null;

  override render(): TemplateResult {
    const { report } = this;
    if (!report) return html``;
    const { entries, state } = report;
    const longest = Math.max(1, ...entries.map(({ played }) => played?.wallMs ?? 0));
    // How many at once is counted when all are in: it is read from every span.
    const rows = state === 'running' ? entries.map(growing) : raceRows(report);
    return html`<div class="scroll" role="region" aria-label="Makespans and speed-ups" tabindex="0">
      <table>
        <caption>
          ${
            state === 'running'
              ? 'A makespan grows until its result has been checked.'
              : html`Speed-up ${againstWhom(report)}<span class="wide"
                    >; in progress and executing: tasks at once, at most</span
                  >`
          }
        </caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" class="n wide">Workers</th>
            <th scope="col" class="makespan">Makespan</th>
            <th scope="col" class="n">Speed-up</th>
            <th scope="col" class="n wide">In progress</th>
            <th scope="col" class="n wide">Executing</th>
            <th scope="col" class="word">Result</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, index) => this.#row(row, entries[index], longest))}
        </tbody>
      </table>
    </div>`;
  }

  #row(row: RaceRow, entry: RaceEntry | undefined, longestMs: number): TemplateResult {
    const { model, name, workers, makespan, speedup, inProgress, executing, word, reason } = row;
    const bad = entry?.verified === false || entry?.state === 'failed';
    const share = (entry?.played?.wallMs ?? 0) / longestMs;
    return html`<tr class="${model} ${entry?.verified ? '' : 'open'} ${reason ? 'told' : ''}">
        <th scope="row">${name}</th>
        <td class="n wide">${workers || '–'}</td>
        <td class="makespan">
          <div>
            <svg aria-hidden="true"><rect height="10" rx="1" width="${100 * share}%" /></svg>
            <span>${makespan}</span>
          </div>
        </td>
        <td class="n">${speedup}</td>
        <td class="n wide">${inProgress ?? '–'}</td>
        <td class="n wide">${executing ?? '–'}</td>
        <td class="word ${bad ? 'bad' : ''}">${word}</td>
      </tr>
      ${
        reason
          ? html`<tr class="reason">
              <td colspan="7">${reason}</td>
            </tr>`
          : nothing
      }`;
  }
}

/** What can be said of an entry, frame by frame, without looking through its spans. */
function growing(entry: RaceEntry): RaceRow {
  const { model, workers, played, speedup } = entry;
  return {
    model,
    name: modelName(model),
    workers: workers > 0 ? String(workers) : '',
    makespan: played ? duration(played.wallMs) : '–',
    speedup: speedup === null ? '–' : roughly(speedup),
    executing: null,
    inProgress: null,
    word: entryWord(entry),
    reason: entry.fault ?? entry.reason,
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-table': LabRaceTable;
  }
}
