/**
 * The advice for one kind of work, for Python with a GIL and for free-threaded Python apart: what to take, with its numbers, why, what else
 * would do and what to beware of; and the times behind it. Shows what it is given.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import { type Advice, sameAdvice } from '../measure/advisor/advice.ts';
import type { AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import type { ModelId } from '../models/index.ts';
import {
  adviceOf,
  bewareWords,
  BOTH_BUILDS,
  BUILD_NAMES,
  capital,
  named,
  othersWords,
  pieceWords,
  releasedWords,
  takeWords,
  whyWords,
} from './advisor-words.ts';
import './lab-advisor-grid.ts';
import './lab-warnings.ts';
import type { Contender } from './race-catalogue.ts';
import { reportStyles } from './report-styles.ts';
import { textStyles } from './shared-styles.ts';

@customElement('lab-advisor-advice')
export class LabAdvisorAdvice extends LitElement {
  static override styles = [
    textStyles,
    modelColours,
    reportStyles,
    css`
      .row {
        gap: 2.5rem;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        margin-top: 1.6rem;
      }
      .python {
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      em {
        font-style: normal;
        font-weight: 600;
        color: var(--model);
      }
      .piece {
        margin-top: 1rem;
      }
      lab-advisor-grid,
      lab-warnings {
        margin-top: 1.4rem;
      }
      @media (max-width: 52rem) {
        .row {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) report: AdvisorReport | null = null;
  @property({ attribute: false }) row: AdvisorRow | null = null;
  @property({ attribute: false }) found: ReadonlyMap<ModelId, Contender> = new Map();

  override render(): TemplateResult | typeof nothing {
    const { row, report } = this;
    if (!row || !report) return nothing;
    const { gil, freeThreaded } = adviceOf(row, report.seed);
    const piece = row.state === 'waiting' ? null : pieceWords(row);
    return html`${piece === null ? nothing : html`<p class="note piece">${piece}</p>`}
      ${gil && freeThreaded ? html`<div class="row">${this.#advices(gil, freeThreaded, row)}</div>` : nothing}
      <lab-advisor-grid
        .rows=${[row]}
        .seed=${report.seed}
        caption="Makespan of your work under each model, median and 95 % interval"
      ></lab-advisor-grid>
      ${report.warnings.length > 0 ? html`<lab-warnings .warnings=${report.warnings}></lab-warnings>` : nothing}`;
  }

  #advices(gil: Advice, freeThreaded: Advice, row: AdvisorRow): readonly TemplateResult[] {
    if (sameAdvice(gil, freeThreaded)) return [this.#advice(gil, row, BOTH_BUILDS)];
    return [gil, freeThreaded].map((advice) => this.#advice(advice, row, BUILD_NAMES[advice.build]));
  }

  #advice(advice: Advice, row: AdvisorRow, heading: string): TemplateResult {
    const { take, build } = advice;
    const counterpart = this.found.get(take)?.counterpart;
    const others = othersWords(advice);
    const released = build === 'gil' ? releasedWords(row) : null;
    return html`<div>
      <h2>${heading}</h2>
      <p>
        <em class=${take}>${capital(named(take))}</em>: ${takeWords(advice, row)} ${others} ${whyWords(advice, row)}
      </p>
      ${counterpart ? html`<p class="note">In Python: <span class="python">${counterpart}</span></p>` : nothing}
      <p class="note">Beware: ${bewareWords(advice)}</p>
      ${released === null ? nothing : html`<p class="note">${released}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-advisor-advice': LabAdvisorAdvice;
  }
}
