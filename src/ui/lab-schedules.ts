/**
 * How chunks are dealt out, compared: a sentence that answers, the button that measures it, and for each work the four schedules as bars
 * with the lanes of one run under them. Owns its run; stands by itself on any page.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Schedule } from '../base/schedule.ts';
import { timeline } from '../charts/timeline.ts';
import type { ScheduledWork, ScheduleFound, SchedulesOptions } from '../measure/schedules/schedules-report.ts';
import type { SchedulesProgress, SchedulesReport } from '../measure/schedules/schedules-report.ts';
import { plainText } from './answer-sentence.ts';
import { answerSource } from './figure-source.ts';
import './lab-advisor-bar.ts';
import './lab-figure.ts';
import './lab-progress.ts';
import './lab-warnings.ts';
import { freshSeed } from './measure-options.ts';
import { environment, type Environment, obstacle } from './mode-notice.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, tableStyles, textStyles } from './shared-styles.ts';
import * as words from './schedules-words.ts';
import { startSchedulesRun, type StartSchedules } from './start-run.ts';
import { tableView } from './table-view.ts';

@customElement('lab-schedules')
export class LabSchedules extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    tableStyles,
    css`
      :host {
        display: block;
      }
      h2 {
        margin: 0 0 0.4rem;
      }
      .answer {
        font: 400 1.35rem / 1.3 var(--serif);
        max-width: 44ch;
        margin: 0.2rem 0 0.4rem;
        text-wrap: pretty;
      }
      .evidence {
        color: var(--soft);
        font: var(--size-small) / 1.5 var(--mono);
        max-width: none;
      }
      .evidence span {
        display: inline-block;
        margin-right: 1.2rem;
      }
      h3 {
        margin: 1.6rem 0 0.2rem;
      }
      ul {
        list-style: none;
        margin: 0.4rem 0 0;
        padding: 0;
        border-bottom: 1px solid var(--rule);
      }
      li {
        display: grid;
        grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr) minmax(0, 19rem);
        gap: 0.1rem 1.5rem;
        align-items: center;
        padding-block: 0.5rem;
        border-top: 1px solid var(--rule);
      }
      li svg {
        display: block;
        width: 100%;
        height: 5px;
      }
      li rect {
        fill: var(--free-threads);
      }
      .figure {
        font: var(--size-small) / 1.5 var(--mono);
      }
      lab-figure {
        display: block;
        margin-top: 0.8rem;
      }
      small {
        display: block;
        color: var(--soft);
        font-size: var(--size-small);
      }
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        margin: 0;
      }
      @media (max-width: 44rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.35rem;
        }
      }
      @media (forced-colors: active) {
        li rect {
          fill: CanvasText;
        }
      }
    `,
  ];

  /** How the comparison is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartSchedules = startSchedulesRun;
  @property({ attribute: false }) environment: Environment = environment();
  /** Another run is under way on the page. */
  @property({ type: Boolean }) disabled = false;
  /** Whose lanes are shown, by kernel. */
  @state() private shown: Readonly<Record<string, Schedule>> = {};
  @state() private tabled = false;
  readonly #run = new RunController<SchedulesOptions, SchedulesReport, SchedulesProgress>(this);

  constructor() {
    super();
    answerSource(this, () => this.#run.report);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override render(): TemplateResult {
    const { state: phase, report, progress, fault } = this.#run;
    const barred = obstacle(this.environment);
    const isIdle = phase === 'idle';
    return html`<h2>${words.HEADING}</h2>
      ${report ? this.#answer(report) : html`<p>${barred ? `${barred.text} ${barred.remedy}` : words.COURSE}</p>`}
      <lab-advisor-bar
        second
        .invitation=${report ? 'Compare again' : words.INVITATION}
        .state=${phase}
        ?disabled=${this.disabled || barred !== null}
        @lab-start=${() => this.#run.start(this.start, { seed: freshSeed() })}
        @lab-stop=${() => this.#run.stop()}
      ></lab-advisor-bar>
      ${fault === null ? nothing : html`<p role="alert">The comparison could not start. ${fault}</p>`}
      ${isIdle ? nothing : html`<lab-progress .progress=${progress}></lab-progress>`}
      <p class="unseen" aria-live="polite">
        ${isIdle ? (report ? plainText(words.schedulesAnswer(report)) : '') : words.MEASURING}
      </p>
      ${report ? this.#found(report, isIdle) : nothing}`;
  }

  #answer(report: SchedulesReport): TemplateResult {
    return html`<p class="answer">${plainText(words.schedulesAnswer(report))}</p>
      <p class="evidence">${words.schedulesEvidence(report).map((part) => html`<span>${part}</span>`)}</p>
      ${report.failure === null ? nothing : html`<p role="alert">The comparison ended early: ${report.failure}.</p>`}`;
  }

  #found(report: SchedulesReport, isIdle: boolean): TemplateResult {
    const told = report.works.filter(({ schedules }) => schedules.length > 0);
    return html`${told.map((work) => this.#work(work, report.workers))}
    ${
      told.length > 0 && isIdle
        ? html`<p>
              <button type="button" aria-expanded=${this.tabled} @click=${() => (this.tabled = !this.tabled)}>
                ${this.tabled ? 'Hide table' : 'Table'}
              </button>
            </p>
            ${this.tabled ? tableView(words.schedulesTable(report)) : nothing}`
        : nothing
    }
    ${report.warnings.length > 0 && isIdle ? html`<lab-warnings .warnings=${report.warnings}></lab-warnings>` : nothing}`;
  }

  #work(work: ScheduledWork, workers: number | null): TemplateResult {
    const longest = Math.max(...work.schedules.map(({ medianMs }) => medianMs));
    const chosen = this.shown[work.kernel] ?? 'static';
    const lanes = work.schedules.find(({ schedule }) => schedule === chosen);
    return html`<h3>${work.title}</h3>
      <small>${words.workNote(work, workers)}</small>
      <ul>
        ${work.schedules.map((one) => bar(one, longest))}
      </ul>
      ${
        lanes
          ? html`<lab-figure
              heading="Who ran when"
              note=${`the run nearest the median, under ${chosen}`}
              .picture=${timeline(lanes.timeline)}
            >
              <label slot="controls"
                >Schedule
                <select @change=${(event: Event) => this.#show(work.kernel, event)}>
                  ${work.schedules.map(
                    ({ schedule }) =>
                      html`<option value=${schedule} ?selected=${schedule === chosen}>${schedule}</option>`,
                  )}
                </select></label
              >
            </lab-figure>`
          : nothing
      }`;
  }

  #show(kernel: string, event: Event): void {
    this.shown = { ...this.shown, [kernel]: (event.target as HTMLSelectElement).value as Schedule };
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };
}

/** The lengths are told beside them in words. */
function bar(one: ScheduleFound, longest: number): TemplateResult {
  return html`<li>
    <div>${words.scheduleName(one.schedule)}</div>
    <div>
      <svg aria-hidden="true"><rect width="${((100 * one.medianMs) / longest).toFixed(1)}%" height="100%" /></svg>
    </div>
    <div class="figure">${words.foundWords(one)}</div>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-schedules': LabSchedules;
  }
}
