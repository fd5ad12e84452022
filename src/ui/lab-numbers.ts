/**
 * All numbers: one row a series, opened down to its single samples.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import { curvesOf } from '../charts/curves.ts';
import { modelName } from '../charts/model-names.ts';
import { estimate, inMs, range } from '../charts/number-format.ts';
import type { Series } from '../measure/report.ts';
import { tableStyles, textStyles } from './shared-styles.ts';

@customElement('lab-numbers')
export class LabNumbers extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    modelColours,
    css`
      :host {
        display: block;
      }
      table {
        min-width: 44rem;
      }
      th[scope='row'] {
        color: var(--model);
        white-space: nowrap;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      details p {
        font: var(--size-small) / 1.6 var(--mono);
        max-width: 22rem;
        margin: 0.3rem 0;
      }
      .wrong {
        font-weight: 600;
        color: var(--gil-threads);
      }
    `,
  ];

  @property({ attribute: false }) series: readonly Series[] = [];

  override render(): TemplateResult {
    const rows = curvesOf(this.series).flatMap((curve) => curve.points);
    return html`<h2>All numbers</h2>
      <div class="scroll" role="region" aria-label="All numbers" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" class="n">Workers</th>
              <th scope="col" class="n">Median, ms</th>
              <th scope="col" class="n">95 % interval</th>
              <th scope="col" class="n">Speed-up</th>
              <th scope="col" class="n">95 % interval</th>
              <th scope="col">Result</th>
              <th scope="col">Samples</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(row)}
          </tbody>
        </table>
      </div>`;
  }
}

function row({ model, workers, wallMs, speedup, verified }: Series): TemplateResult {
  return html`<tr>
    <th scope="row" class=${model}>${modelName(model)}</th>
    <td class="n">${workers === 0 ? '–' : workers}</td>
    <td class="n">${inMs(wallMs.median)}</td>
    <td class="n">${inMs(wallMs.low)}–${inMs(wallMs.high)}</td>
    <td class="n">${estimate(speedup)}</td>
    <td class="n">${range(speedup.low, speedup.high)}</td>
    <td class=${verified ? '' : 'wrong'}>${verified ? 'verified' : 'wrong'}</td>
    <td>
      ${
        wallMs.samples.length > 0
          ? html`<details>
              <summary>${wallMs.samples.length}</summary>
              <p>${wallMs.samples.map(inMs).join('  ')}</p>
            </details>`
          : 'not here'
      }
    </td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-numbers': LabNumbers;
  }
}
