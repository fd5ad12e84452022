/**
 * Everything a sustained run shows below its answer: the picture, why, the levels, what to doubt, all numbers. A function of
 * the report.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { counted, range } from '../charts/number-format.ts';
import { clockTime, paceOverTime } from '../charts/pace-over-time.ts';
import { paceCurve } from '../measure/sustained/pace-curve.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { answerSource } from './figure-source.ts';
import './lab-figure.ts';
import './lab-warnings.ts';
import { reportStyles } from './report-styles.ts';
import { tableStyles, textStyles } from './shared-styles.ts';
import { causeSentence, levelRows, stillSentence, UNSEEN, type LevelRow } from './sustained-words.ts';

@customElement('lab-sustained-report')
export class LabSustainedReport extends LitElement {
  static override styles = [
    textStyles,
    tableStyles,
    reportStyles,
    css`
      lab-figure {
        margin-top: 1rem;
      }
      table {
        min-width: 34rem;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      details p {
        font: var(--size-small) / 1.6 var(--mono);
        max-width: 24rem;
        margin: 0.3rem 0;
      }
    `,
  ];

  @property({ attribute: false }) report: SustainedReport | null = null;

  constructor() {
    super();
    answerSource(this, () => this.report);
  }

  override render(): TemplateResult {
    const { report } = this;
    if (!report || report.state === 'unavailable') return html``;
    const { finding, windows, workers, durationMs, warnings } = report;
    const curve = paceCurve(windows, finding);
    const isEmpty = curve.together.length === 0;
    const cause = causeSentence(finding);
    return html`<lab-figure
        heading="Pace over time"
        note=${this.#note(report)}
        waiting=${report.state === 'running' ? 'The curve begins with the first second of work.' : 'No window was sound.'}
        .picture=${isEmpty ? null : paceOverTime({ curve, finding, durationMs, workers })}
      ></lab-figure>
      ${
        isEmpty || report.state === 'running'
          ? nothing
          : html`<section>
              <h2>${cause ? 'Why, as far as a page can tell' : 'What a page cannot see'}</h2>
              ${cause ? html`<p>${cause}</p>` : nothing}
              <p class="note">${stillSentence(finding, workers)} ${UNSEEN}</p>
            </section>`
      }
      ${warnings.length > 0 ? html`<section><lab-warnings .warnings=${warnings}></lab-warnings></section>` : nothing}
      ${isEmpty || report.state === 'running' ? nothing : html`<section>${numbers(levelRows(report, curve))}</section>`}`;
  }

  #note({ workers, cores }: SustainedReport): string {
    const who = workers > 1 ? `${workers} threads at once` : 'one thread';
    const proof = cores.proven === null ? ', as many as the browser reports,' : '';
    return `what ${who}${proof} got done each second, in units of the first ten · dots are windows, the band holds eight in ten`;
  }
}

function numbers(rows: readonly LevelRow[]): TemplateResult {
  return html`<h2>All numbers</h2>
    <div class="scroll" role="region" aria-label="All numbers" tabindex="0">
      <table>
        <caption>
          Stretches of about equal pace
        </caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col" class="n">From</th>
            <th scope="col" class="n">To</th>
            <th scope="col" class="n">Pace</th>
            <th scope="col" class="n">95 % interval</th>
            <th scope="col">Samples</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ who, startMs, endMs, pace, samples, noun }) =>
              html`<tr>
                <th scope="row">${who}</th>
                <td class="n">${clockTime(startMs)}</td>
                <td class="n">${clockTime(endMs)}</td>
                <td class="n">${pace.estimate.toFixed(3)}</td>
                <td class="n">${range(pace.low, pace.high)}</td>
                <td>
                  <details>
                    <summary>${counted(samples.length, noun)}</summary>
                    <p>${samples.map((sample) => sample.toFixed(3)).join('  ')}</p>
                  </details>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-sustained-report': LabSustainedReport;
  }
}
