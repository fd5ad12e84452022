/**
 * The machines of a fleet one by one: sorted by any column, a page at a time, up to a dozen of them ticked to be compared. Emits `lab-pick` with
 * indices of results.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { coresWord, MOST_NAMED, shareWord } from '../charts/fleet-marks.ts';
import { grouped, withRange } from '../charts/number-format.ts';
import type { Machine } from '../results/machine.ts';
import { inOrder, SORT_KEYS, type SortColumns, type SortKey, sortedBy, type Sorting } from './fleet-sorting.ts';
import { compareWords } from './fleet-words.ts';
import { controlStyles, tableStyles, textStyles } from './shared-styles.ts';

const PAGE = 20;

const HEADINGS: Readonly<Record<SortKey, string>> = {
  name: 'Machine',
  effective: 'Effective',
  efficiency: 'Efficiency',
  proven: 'Proven',
  reported: 'Reported',
  browser: 'Browser',
  doubts: 'Doubts',
};

@customElement('lab-fleet-list')
export class LabFleetList extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    tableStyles,
    css`
      :host {
        display: block;
      }
      th button {
        font: inherit;
        color: inherit;
        padding: 0.2rem 0;
        white-space: nowrap;
      }
      th[aria-sort] button {
        color: var(--ink);
        font-weight: 600;
      }
      tbody th {
        min-width: 11rem;
        overflow-wrap: anywhere;
      }
      td,
      tbody th {
        vertical-align: middle;
      }
      .tick {
        width: 2rem;
        padding-right: 0.4rem;
      }
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      @media (pointer: coarse) {
        input {
          width: 1.5rem;
          height: 1.5rem;
        }
      }
      input {
        accent-color: var(--ink);
        margin: 0;
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1.4rem;
        font-size: var(--size-small);
        color: var(--soft);
        min-height: 2.6rem;
      }
      .bar button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.5rem 0;
      }
      .bar button.main {
        font-weight: 600;
      }
      .places {
        flex: none;
      }
      @media print {
        .bar > :not(.places),
        .tick {
          display: none;
        }
        table {
          font-size: 7.5pt;
        }
        th button {
          white-space: normal;
        }
        tbody th {
          min-width: 0;
        }
        td.n {
          white-space: normal;
        }
        th,
        td {
          padding-right: 0.5rem;
        }
      }
      .browser {
        padding-left: 1rem;
        white-space: nowrap;
      }
      @media (max-width: 34rem) {
        tbody th {
          min-width: 8rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) machines: readonly Machine[] = [];
  @property({ attribute: false }) names: readonly string[] = [];
  @property({ attribute: false }) columns: SortColumns | null = null;
  /** What is left by group and filters. */
  @property({ attribute: false }) rows: Int32Array = new Int32Array();
  @state() private sorting: Sorting = { key: 'effective', isDescending: true };
  @state() private page = 0;
  @state() private ticked: readonly number[] = [];
  #sorted: Int32Array = new Int32Array();

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('machines')) this.ticked = [];
    if (changed.has('rows') || changed.has('sorting')) this.page = 0;
    if (changed.has('rows') || changed.has('sorting') || changed.has('columns'))
      this.#sorted = this.columns ? inOrder(this.rows, this.columns, this.sorting) : this.rows;
  }

  override render(): TemplateResult {
    const shown = this.#sorted.subarray(this.page * PAGE, (this.page + 1) * PAGE);
    return html`${this.#bar(shown.length)}
      <div class="scroll" role="region" aria-label="Machines" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col" class="tick"><span class="unseen">Compare</span></th>
              ${SORT_KEYS.map((key) => this.#heading(key))}
            </tr>
          </thead>
          <tbody>
            ${[...shown].map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>`;
  }

  #bar(count: number): TemplateResult {
    const all = this.#sorted.length;
    const from = this.page * PAGE;
    const ticked = this.ticked.length;
    return html`<div class="bar">
      <span class="places" role="status">
        ${all === 0 ? 'No machine' : `${grouped(from + 1)}–${grouped(from + count)} of ${grouped(all)}`}
      </span>
      <button type="button" ?disabled=${this.page === 0} @click=${() => (this.page -= 1)}>Previous</button>
      <button type="button" ?disabled=${from + count >= all} @click=${() => (this.page += 1)}>Next</button>
      ${
        ticked === 0
          ? html`<span>Tick up to ${MOST_NAMED} to compare them.</span>`
          : html`<button type="button" class="main" @click=${this.#pick}>${compareWords(ticked, MOST_NAMED)}</button>
              <button type="button" @click=${() => (this.ticked = [])}>Untick</button>
              ${ticked === MOST_NAMED ? html`<span>${MOST_NAMED} is the most.</span>` : nothing}`
      }
    </div>`;
  }

  #heading(key: SortKey): TemplateResult {
    const { key: current, isDescending } = this.sorting;
    const isNumber = key !== 'name' && key !== 'browser';
    const button = html`<button type="button" @click=${() => (this.sorting = sortedBy(this.sorting, key))}>
      ${HEADINGS[key]}${key === current ? (isDescending ? ' ↓' : ' ↑') : ''}
    </button>`;
    const className = isNumber ? 'n' : key;
    return key === current
      ? html`<th scope="col" class=${className} aria-sort=${isDescending ? 'descending' : 'ascending'}>${button}</th>`
      : html`<th scope="col" class=${className}>${button}</th>`;
  }

  #row(row: number): TemplateResult {
    const summary = this.machines[row]?.summary;
    const efficiency = this.columns?.efficiency[row] ?? NaN;
    const isTicked = this.ticked.includes(row);
    const name = this.names[row] ?? '';
    const number = (cores: number | null | undefined): string =>
      cores === null || cores === undefined ? '–' : coresWord(cores);
    return html`<tr>
      <td class="tick">
        <input
          type="checkbox"
          aria-label=${`Compare ${name}`}
          .checked=${live(isTicked)}
          ?disabled=${!isTicked && this.ticked.length >= MOST_NAMED}
          @change=${() => this.#tick(row)}
        />
      </td>
      <th scope="row">${name}</th>
      <td class="n">${summary?.effective ? withRange(summary.effective) : '–'}</td>
      <td class="n">${Number.isNaN(efficiency) ? '–' : shareWord(efficiency)}</td>
      <td class="n">${number(summary?.proven)}</td>
      <td class="n">${number(summary?.reported)}</td>
      <td class="browser">${summary?.browser.name} ${summary?.browser.version}</td>
      <td class="n">${summary?.doubts ?? 0}</td>
    </tr>`;
  }

  #tick(row: number): void {
    this.ticked = this.ticked.includes(row) ? this.ticked.filter((one) => one !== row) : [...this.ticked, row];
  }

  #pick(): void {
    this.dispatchEvent(new CustomEvent<readonly number[]>('lab-pick', { detail: this.ticked }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet-list': LabFleetList;
  }
}
