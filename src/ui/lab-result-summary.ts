/**
 * A summary as it is shown: its curve, what it says of cores, and a small table. Draws no more than is in it: no times of single
 * configurations, no account, no laws.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelName } from '../charts/model-names.ts';
import { estimate, range } from '../charts/number-format.ts';
import type { ChartTable } from '../charts/picture.ts';
import type { Report } from '../measure/report.ts';
import type { KernelSummary, Summary } from '../results/summary.ts';
import { coresSentence } from './core-sentences.ts';
import { answerSource } from './figure-source.ts';
import './lab-speed-up.ts';
import { reportStyles } from './report-styles.ts';
import { serialNote } from './result-words.ts';
import { tableStyles, textStyles } from './shared-styles.ts';
import { tableView } from './table-view.ts';

@customElement('lab-result-summary')
export class LabResultSummary extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    reportStyles,
    css`
      table {
        max-width: 40rem;
      }
    `,
  ];

  @property({ attribute: false }) summary: Summary | null = null;
  /** The same as a report, as far as it goes. */
  @property({ attribute: false }) report: Report | null = null;
  @property() kernel = '';

  constructor() {
    super();
    answerSource(this, () => this.summary);
  }

  override render(): TemplateResult {
    const { summary, report } = this;
    if (!summary || !report) return html``;
    const kernel = summary.kernels.find((one) => one.kernel === this.kernel);
    return html`${kernel ? this.#curve(report, kernel) : html``}
      <section>
        <h2>How many cores</h2>
        <p>${coresSentence(report.cores)}</p>
      </section>
      ${kernel ? html`<section>${tableView(tableOf(kernel))}</section>` : html``}`;
  }

  #curve({ series, cores }: Report, kernel: KernelSummary): TemplateResult {
    const { proven, reported } = cores;
    const own = series.filter((one) => one.kernel === kernel.kernel);
    return html`<section>
      <lab-speed-up .data=${{ series: own, proven, reported, laws: [], recommended: null }}></lab-speed-up>
      <p class="note">${serialNote(kernel)}</p>
    </section>`;
  }
}

function tableOf({ curves }: KernelSummary): ChartTable {
  return {
    caption: 'What the link carries: speed-up against the best serial form, with 95 % intervals',
    headers: ['Model', 'Workers', 'Speed-up', 'Interval'],
    rows: curves.flatMap(({ model, points }) =>
      points.map(({ workers, speedup }) => [
        modelName(model),
        workers === 0 ? 'none' : String(workers),
        estimate(speedup),
        range(speedup.low, speedup.high),
      ]),
    ),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-result-summary': LabResultSummary;
  }
}
