/**
 * The view of the advisor: a visitor's own work and what to take for it, and below it the table of the introductions, measured here. Every state
 * (empty, unable, running, whole, stopped, failed) is a sentence that says what is and what to do.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AdvisorOptions, AdvisorProgress, AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { emptyRows } from '../measure/advisor/empty-row.ts';
import { KIND_IDS, type Work } from '../measure/advisor/work.ts';
import type { ModelId } from '../models/index.ts';
import { AdvisorLinkController } from './advisor-link-controller.ts';
import { advisorOptions } from './advisor-options.ts';
import {
  COPIED,
  COUNTED,
  COURSE,
  KICKER,
  MEASURING,
  NOT_COPIED,
  PROMISE,
  TABLE_CAPTION,
  TABLE_LEAD,
  TABLE_TITLE,
} from './advisor-page-words.ts';
import { advisorAnswer, advisorEvidence } from './advisor-words.ts';
import { plainText } from './answer-sentence.ts';
import { copyText } from './copy-text.ts';
import { dateLine } from './date-line.ts';
import { downloadAdvisor } from './download-advisor.ts';
import './lab-advisor-advice.ts';
import './lab-advisor-bar.ts';
import './lab-advisor-grid.ts';
import './lab-advisor-work.ts';
import './lab-answer.ts';
import './lab-progress.ts';
import './lab-warnings.ts';
import { measureStyles } from './measure-styles.ts';
import { environment, type Environment, modeNotice, type Notice, obstacle } from './mode-notice.ts';
import { type Contender, contenders } from './race-catalogue.ts';
import { absence } from './race-places.ts';
import { reportStyles } from './report-styles.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { type StartAdvisor, startAdvisorRun } from './start-run.ts';

type Run = RunController<AdvisorOptions, AdvisorReport, AdvisorProgress>;

@customElement('lab-advisor')
export class LabAdvisor extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    reportStyles,
    measureStyles,
    css`
      section {
        margin-top: 3rem;
      }
      lab-advisor-work {
        margin-top: 1.8rem;
      }
      .counted,
      lab-warnings {
        margin-top: 1.6rem;
      }
    `,
  ];

  /** How a run is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartAdvisor = startAdvisorRun;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ attribute: false }) found: ReadonlyMap<ModelId, Contender> = contenders();
  /** What was done last with a result or the link, or why it could not be. */
  @state() private told = '';
  readonly #own: Run = new RunController(this);
  readonly #table: Run = new RunController(this);
  readonly #link = new AdvisorLinkController(this, () => this.#stop());

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override render(): TemplateResult {
    const barred = obstacle(this.environment);
    return html`${this.#head(barred)}
      <lab-advisor-work
        .work=${this.#link.work}
        ?disabled=${this.#own.state !== 'idle'}
        @lab-work=${(event: CustomEvent<Work>) => this.#choose(event.detail)}
      ></lab-advisor-work>
      ${this.#bar(this.#own, this.#own.report ? 'Measure again' : 'Measure it', barred)}
      ${this.#own.state === 'idle' ? this.#notes(barred) : html`<lab-progress .progress=${this.#own.progress}></lab-progress>`}
      <p class="unseen" aria-live="polite">${this.#announcement()}</p>
      <lab-advisor-advice
        .report=${this.#own.report}
        .row=${ownRow(this.#own.report)}
        .found=${this.found}
      ></lab-advisor-advice>
      ${this.#tableSection(barred)}`;
  }

  #head(barred: Notice | null): TemplateResult {
    const { report, state: phase } = this.#own;
    const row = ownRow(report);
    if (report && row) {
      return html`<p class="kicker">${dateLine(report)}</p>
        <lab-answer .sentence=${advisorAnswer(report, row)} .evidence=${advisorEvidence(report, row)}></lab-answer>`;
    }
    return html`<p class="kicker">${KICKER}</p>
      <h1>${barred ? barred.text : phase === 'idle' ? PROMISE : MEASURING}</h1>`;
  }

  #tableSection(barred: Notice | null): TemplateResult {
    const { report, state: phase, progress, fault } = this.#table;
    return html`<section>
      <h2>${TABLE_TITLE}</h2>
      <p>${TABLE_LEAD}</p>
      ${this.#bar(this.#table, report ? 'Measure the table again' : 'Measure the table, about 40 seconds', barred)}
      ${phase === 'idle' ? nothing : html`<lab-progress .progress=${progress}></lab-progress>`}
      ${fault === null ? nothing : html`<p role="alert">The table could not be measured. ${fault}</p>`}
      ${report && phase === 'idle' ? stateOfTable(report) : nothing}
      <lab-advisor-grid
        .rows=${report?.rows ?? emptyRows(KIND_IDS)}
        .seed=${report?.seed ?? 1}
        caption=${TABLE_CAPTION}
      ></lab-advisor-grid>
      ${report && report.warnings.length > 0 ? html`<lab-warnings .warnings=${report.warnings}></lab-warnings>` : nothing}
      <p class="note counted">${COUNTED}</p>
    </section>`;
  }

  #bar(run: Run, invitation: string, barred: Notice | null): TemplateResult {
    const own = run === this.#own;
    const other = own ? this.#table : this.#own;
    const { report, state: phase } = run;
    const idle = phase === 'idle';
    return html`<lab-advisor-bar
      .invitation=${invitation}
      .state=${phase}
      ?second=${!own}
      ?disabled=${barred !== null || other.state !== 'idle'}
      @lab-start=${() => this.#begin(run)}
      @lab-stop=${() => run.stop()}
    >
      ${own && idle && !barred ? html`<button type="button" @click=${this.#copy}>Copy link</button>` : nothing}
      ${idle && report ? html`<button type="button" @click=${() => this.#save(report)}>Download JSON</button>` : nothing}
    </lab-advisor-bar>`;
  }

  /** What stands under the button while nothing runs. */
  #notes(barred: Notice | null): TemplateResult {
    const { fault, report } = this.#own;
    const { faults } = this.#link;
    const missing = barred
      ? null
      : report
        ? modeNotice(report.mode, this.environment)
        : absence(this.environment, this.found);
    return html`${fault === null ? nothing : html`<p role="alert">The run could not start. ${fault}</p>`}
      ${faults.length > 0 ? html`<div role="alert">${faults.map((sentence) => html`<p>${sentence}</p>`)}</div>` : nothing}
      <p role="status">${this.told}</p>
      ${barred ? html`<p>${barred.remedy}</p>` : missing ? html`<p class="notice">${missing.text} <span>${missing.remedy}</span></p>` : nothing}
      ${report || barred ? nothing : html`<p class="note">${COURSE} <a href="#/method">How it is measured</a></p>`}`;
  }

  #announcement(): string {
    const { report, state: phase, fault } = this.#own;
    if (phase !== 'idle') return MEASURING;
    const row = ownRow(report);
    return report && row && fault === null ? plainText(advisorAnswer(report, row)) : '';
  }

  #choose(work: Work): void {
    this.told = '';
    this.#link.choose(work);
  }

  #begin(run: Run): void {
    this.told = '';
    const asked = run === this.#own ? { own: this.#link.work } : { kinds: KIND_IDS };
    void run.start(this.start, advisorOptions(asked));
  }

  #stop(): void {
    this.#own.stop();
    this.#table.stop();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#stop();
  };

  async #copy(): Promise<void> {
    this.told = (await copyText(this.#link.link)) ? COPIED : NOT_COPIED;
  }

  async #save(report: AdvisorReport): Promise<void> {
    this.told = await downloadAdvisor(report).then(
      () => '',
      (error: unknown) => `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function ownRow(report: AdvisorReport | null): AdvisorRow | null {
  return report?.rows.find(({ id }) => id === 'own') ?? null;
}

function stateOfTable(report: AdvisorReport): TemplateResult | typeof nothing {
  if (report.state === 'complete') return html`<p class="note">${dateLine(report)}</p>`;
  const words =
    report.state === 'stopped'
      ? 'Stopped early: rows with fewer than 6 rounds have no winner.'
      : `The run broke off: ${report.failure ?? 'nobody knows why'}`;
  return html`<p role="status">${words}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-advisor': LabAdvisor;
  }
}
