/**
 * The results of a comparison as a table that can be sorted: who each is (to be renamed), what it is worth, how it differs from the reference, and why
 * it is not drawn where it is not. Changes nothing itself: tells what was wished.
 */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { machineColours } from '../charts/machine-colours.ts';
import { machineClass, machineMark } from '../charts/machine-marks.ts';
import { LIMITS } from '../results/limits.ts';
import type { Compared, Comparison } from '../results/compare/comparison.ts';
import { nameOf, type Placed } from './compare-bench.ts';
import { type Column, columnsOf, pressed, sorted, type Sorting } from './compare-columns.ts';
import { compareTableStyles } from './compare-table-styles.ts';
import { letterOf } from './compare-words.ts';
import { controlStyles, tableStyles, textStyles } from './shared-styles.ts';

type Row = Compared<Placed>;

const ARROWS = { ascending: '↑', descending: '↓' } as const;

@customElement('lab-compare-table')
export class LabCompareTable extends LitElement {
  static override styles = [textStyles, controlStyles, tableStyles, machineColours, compareTableStyles];

  @property({ attribute: false }) comparison: Comparison<Placed> | null = null;
  @state() private sorting: Sorting | null = null;

  override render(): TemplateResult | typeof nothing {
    const { comparison } = this;
    if (!comparison) return nothing;
    const columns = columnsOf(comparison);
    const rows = this.sorting ? sorted(comparison.all, columns, this.sorting) : comparison.all;
    return html`<div class="scroll" role="region" aria-label="Results side by side" tabindex="0">
      <table>
        <caption>
          <span
            >Results side by side; ratios against the reference with 95 % intervals, none narrower than the noise floors
            of both</span
          >
        </caption>
        <thead>
          <tr>
            ${columns.map((column) => this.#head(column))}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            ({ result }) => result.id,
            (row) => this.#row(row, columns),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #head(column: Column): TemplateResult {
    const { id, title, isNumber } = column;
    const own = this.sorting?.column === id ? this.sorting.direction : null;
    return html`<th scope="col" class=${isNumber ? 'n' : ''} aria-sort=${own ?? nothing}>
      <button type="button" @click=${() => (this.sorting = pressed(column, this.sorting))}>
        ${title}<span aria-hidden="true">${own ? ARROWS[own] : ''}</span>
      </button>
    </th>`;
  }

  #row(row: Row, [, ...columns]: readonly Column[]): TemplateResult {
    const { result, isDrawn } = row;
    return html`<tr class=${isDrawn ? '' : 'left'}>
      <th scope="row" class=${machineClass(result.place)}>${this.#name(row)}${this.#acts(row)}</th>
      ${columns.map((column) => html`<td class=${column.isNumber ? 'n' : ''}>${column.cell(row)}</td>`)}
    </tr>`;
  }

  #acts({ result, isReference }: Row): TemplateResult {
    const who = `${letterOf(result)}, ${nameOf(result.summary)}`;
    const does = isReference ? 'Reference' : 'Make reference';
    return html`<span class="acts">
      <button
        type="button"
        aria-pressed=${isReference}
        aria-label="${does}: ${who}"
        @click=${() => this.#tell('lab-reference', result.id)}
      >
        ${does}
      </button>
      <button type="button" aria-label="Remove ${who}" @click=${() => this.#tell('lab-remove', result.id)}>
        Remove
      </button>
    </span>`;
  }

  #name({ result, reasons }: Row): TemplateResult {
    const letter = letterOf(result);
    return html`<span class="who"
        ><svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
          ${svg`${machineMark(result.place, 0, 0)}`}</svg
        ><b>${letter}</b
        ><input
          aria-label="Name of ${letter}"
          maxlength=${LIMITS.label}
          autocomplete="off"
          spellcheck="false"
          placeholder=${nameOf({ ...result.summary, name: '' })}
          .value=${result.summary.name}
          @change=${(event: Event) => this.#rename(result.id, event)}
      /></span>
      ${reasons.map(({ kind, text }) => html`<small class=${kind}>${text}</small>`)}`;
  }

  #rename(id: string, event: Event): void {
    const name = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent('lab-rename', { detail: { id, name } }));
  }

  #tell(event: string, id: string): void {
    this.dispatchEvent(new CustomEvent<string>(event, { detail: id }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-compare-table': LabCompareTable;
  }
}
