/**
 * The landing view: one button, the answer, the pictures. Puts together what the run gives; every state
 * (empty, running, whole, partial, failed, unable) is a sentence that says what is and what to do.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MeasureOptions, Progress } from '../experiments/run.ts';
import type { Report } from '../measure/report.ts';
import { downloadReport } from './download-report.ts';
import { latestKept, watchKept } from './kept-runs.ts';
import { type KernelChoice, kernelChoices } from './kernel-choices.ts';
import './lab-controls.ts';
import type { Choice } from './lab-controls.ts';
import './lab-progress.ts';
import { asked, DEFAULT_KERNEL, measureOptions, type Time } from './measure-options.ts';
import { measureStyles } from './measure-styles.ts';
import { environment, type Environment, forecast, modeNotice, type Notice, obstacle } from './mode-notice.ts';
import { COURSE, PROMISE } from './measure-words.ts';
import { onceIdle } from './once-idle.ts';
import { queryIn, viewIn } from './route-controller.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { startRun, type StartRun } from './start-run.ts';

@customElement('lab-measure')
export class LabMeasure extends LitElement {
  static override styles = [textStyles, controlStyles, measureStyles];

  /** How a run is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartRun = startRun;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ attribute: false }) kernels: readonly KernelChoice[] = kernelChoices();
  @state() private kernel = DEFAULT_KERNEL;
  /** The kernel that a link asked for last: the choice then stands on it until another is made. */
  @state() private linked = linkedKernel();
  @state() private time: Time = 'quick';
  @state() private attemptFault = '';
  /** How a report is shown; null until that is loaded. */
  @state() private result: typeof import('./measure-result.ts') | null = null;
  @state() private sharing = false;
  #unwatch = (): void => undefined;
  readonly #run = new RunController<MeasureOptions, Report, Progress>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
    addEventListener('hashchange', this.#follow);
    this.#unwatch = watchKept(() => this.requestUpdate());
    // What fails now is tried again, and told of, when a run begins.
    onceIdle(() => void this.#loadResult().catch(() => undefined));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
    removeEventListener('hashchange', this.#follow);
    this.#unwatch();
  }

  override render(): TemplateResult {
    const { state: phase, progress } = this.#run;
    const { report, result } = this.#shown();
    const idle = phase === 'idle';
    const barred = obstacle(this.environment);
    return html`<div class="top">
        ${report ? result.measureAnswer(report, this.kernel) : this.#opening(barred)}
        <lab-controls
          .kernels=${this.kernels}
          .kernel=${this.kernels.some(({ id }) => id === this.linked) ? this.linked : DEFAULT_KERNEL}
          .invitation=${report && idle ? 'Measure again' : 'Measure this device'}
          .state=${phase}
          ?disabled=${barred !== null}
          @lab-start=${this.#begin}
          @lab-stop=${() => this.#run.stop()}
          @lab-time=${(event: CustomEvent<Time>) => (this.time = event.detail)}
        >
          ${
            report && idle
              ? html`<button type="button" @click=${() => this.#download(report)}>Download JSON</button>
                  <button type="button" aria-expanded=${this.sharing} @click=${this.#share}>Share</button>`
              : nothing
          }
        </lab-controls>
        ${idle ? this.#notes(report) : html`<lab-progress .progress=${progress}></lab-progress>`}
        ${report && idle && this.sharing ? html`<lab-share .report=${report}></lab-share>` : nothing}
      </div>
      <p class="unseen" aria-live="polite">${this.#announcement()}</p>
      ${report ? result.measureReport(report, this.kernel) : nothing}`;
  }

  /** A report, once there is one and what shows it. */
  #shown(): { report: null; result: null } | { report: Report; result: typeof import('./measure-result.ts') } {
    const { result } = this;
    const { report } = this.#run;
    return report && result ? { report, result } : { report: null, result: null };
  }

  async #loadResult(): Promise<void> {
    this.result ??= await import('./measure-result.ts');
  }

  #opening(barred: Notice | null): TemplateResult {
    return html`<p class="kicker">On your own cores, in this page. Nothing leaves the device.</p>
      <h1>
        ${barred ? barred.text : this.#run.state !== 'idle' ? 'Counting what runs at once.' : PROMISE[this.time]}
      </h1>`;
  }

  /** What stands under the button while nothing runs. */
  #notes(report: Report | null): TemplateResult {
    const barred = obstacle(this.environment);
    const notice = report ? modeNotice(report.mode, this.environment) : forecast(this.environment);
    const { fault } = this.#run;
    return html`${fault === null ? nothing : html`<p role="alert">The run could not start. ${fault}</p>`}
    ${this.attemptFault ? html`<p role="alert">${this.attemptFault}</p>` : nothing}
    ${barred ? html`<p>${barred.remedy}</p>` : notice ? html`<p class="notice">${notice.text} <span>${notice.remedy}</span></p>` : nothing}
    ${
      report && latestKept('overlap-result/1')?.state === 'kept'
        ? html`<p class="note">Kept on this device, in <a href="#/history">History</a>.</p>`
        : nothing
    }
    ${
      report || barred
        ? nothing
        : html`<p class="note">
            ${notice ? nothing : COURSE} Leave this tab in front while it runs.
            <a href="#/method">How it is measured</a>
          </p>`
    }`;
  }

  #announcement(): string {
    const { state: phase, fault } = this.#run;
    if (phase !== 'idle') return 'Measuring.';
    const shown = this.#shown();
    return shown.report && fault === null ? shown.result.measureSaid(shown.report, this.kernel) : '';
  }

  #begin(event: CustomEvent<Choice>): void {
    const { kernel, time, schedule } = event.detail;
    this.kernel = kernel;
    this.attemptFault = '';
    this.sharing = false;
    void this.#run.start(this.#begun, measureOptions({ ...asked(time, kernel), schedule }));
  }

  /** What shows the result is loaded along with the run. */
  readonly #begun: StartRun = (...asked) => {
    void this.#attempt(this.#loadResult());
    return this.start(...asked);
  };

  readonly #follow = (): void => {
    this.linked = linkedKernel() || this.linked;
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };

  async #download(report: Report): Promise<void> {
    await this.#attempt(downloadReport(report));
  }

  async #share(): Promise<void> {
    await this.#attempt(import('./lab-share.ts').then(() => (this.sharing = !this.sharing)));
  }

  async #attempt(doing: Promise<unknown>): Promise<void> {
    this.attemptFault = '';
    await doing.catch((error: unknown) => {
      this.attemptFault = `That could not be done: ${error instanceof Error ? error.message : String(error)}.`;
    });
  }
}

/** As in `#/measure?kernel=heat`; empty where the address asks for none. */
function linkedKernel(): string {
  if (viewIn(location.hash, '') !== 'measure') return '';
  return new URLSearchParams(queryIn(location.hash)).get('kernel') ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-measure': LabMeasure;
  }
}
