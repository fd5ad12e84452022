/** All measured speeds side by side: a kernel a row, a build a column. A function of the report. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { THIN, withRange } from '../charts/number-format.ts';
import type { ChartTable } from '../charts/picture.ts';
import type { Kernel } from '../kernels/index.ts';
import type { KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import { rate } from './kernel-rate.ts';
import { BUILD_NAMES } from './kernels-words.ts';
import { tableStyles, textStyles } from './shared-styles.ts';
import { tableView } from './table-view.ts';

@customElement('lab-kernels-table')
export class LabKernelsTable extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    css`
      :host {
        display: block;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        width: fit-content;
        padding-block: 0.3rem;
      }
      .scroll {
        margin-top: 0.6rem;
      }
    `,
  ];

  @property({ attribute: false }) report: KernelSpeedsReport | null = null;
  @property({ attribute: false }) kernels: readonly Kernel[] = [];

  override render(): TemplateResult | typeof nothing {
    const { report } = this;
    if (!report || report.kernels.length === 0) return nothing;
    return html`<details>
      <summary>All speeds as a table</summary>
      ${tableView(tableOf(report, this.kernels))}
    </details>`;
  }
}

function tableOf({ kernels: measured, builds }: KernelSpeedsReport, catalogue: readonly Kernel[]): ChartTable {
  return {
    caption: `One thread: the pace of the fastest build, and each build’s share of it with its 95${THIN}% interval`,
    headers: ['Kernel', 'Pace', ...builds.map((build) => BUILD_NAMES[build])],
    rows: measured.map(({ kernel, work, fastest, builds: own }) => {
      const best = own.find(({ build }) => build === fastest);
      return [
        catalogue.find(({ id }) => id === kernel)?.title ?? kernel,
        work && best?.ms ? rate(work, best.ms.estimate) : '–',
        ...builds.map((build) => {
          const one = own.find((each) => each.build === build);
          if (one?.fault) return 'wrong';
          return one?.pace ? (build === fastest ? 'fastest' : withRange(one.pace)) : '–';
        }),
      ];
    }),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernels-table': LabKernelsTable;
  }
}
