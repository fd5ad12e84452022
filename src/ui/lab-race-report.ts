/**
 * Everything a race shows below its answer: lanes, makespans, what there is to notice, what was printed, and what to bear in mind.
 * A function of the report.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RaceReport } from '../measure/race/race-report.ts';
import './lab-lanes.ts';
import './lab-race-printed.ts';
import './lab-race-table.ts';
import './lab-warnings.ts';
import { honesty } from './race-honesty.ts';
import { reportStyles } from './report-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-race-report')
export class LabRaceReport extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    reportStyles,
    css`
      .notice {
        font: 400 var(--size-heading) / 1.5 var(--serif);
        text-wrap: pretty;
      }
      lab-race-table {
        max-width: 56rem;
        margin-top: 1.2rem;
      }
    `,
  ];

  @property({ attribute: false }) report: RaceReport | null = null;
  /** What there is to notice about the program. */
  @property() notice = '';

  override render(): TemplateResult {
    const { report } = this;
    if (!report || report.entries.length === 0) return html``;
    const { entries, state, warnings } = report;
    const over = state !== 'running';
    const prints = entries.some(({ played }) => played && played.printed.length > 0);
    return html`<lab-race-table .report=${report}></lab-race-table>
      <section><lab-lanes .report=${entries.some(({ played }) => played) ? report : null}></lab-lanes></section>
      ${
        over && this.notice
          ? html`<section>
              <h2>What to notice</h2>
              <p class="notice">${this.notice}</p>
            </section>`
          : nothing
      }
      ${prints ? html`<section><lab-race-printed .entries=${entries}></lab-race-printed></section>` : nothing}
      ${warnings.length > 0 ? html`<section><lab-warnings .warnings=${warnings}></lab-warnings></section>` : nothing}
      ${over ? this.#bearInMind(report) : nothing}`;
  }

  #bearInMind(report: RaceReport): TemplateResult {
    return html`<section>
      <h2>What to bear in mind</h2>
      ${honesty(report).map((sentence) => html`<p class="note">${sentence}</p>`)}
      <p class="note"><a href="#/method">How it is measured</a></p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-report': LabRaceReport;
  }
}
