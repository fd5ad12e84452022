/**
 * The view of the kernels: what was found of all of them as its answer, the button that runs them, and the list, each kernel with its pace. Every state
 * (empty, unable, running, whole, stopped, failed) is a sentence that says what is and what to do.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MeasureOptions, Progress } from '../experiments/run.ts';
import type { Kernel } from '../kernels/index.ts';
import type {
  KernelSpeedsOptions,
  KernelSpeedsProgress,
  KernelSpeedsReport,
} from '../measure/kernels/kernel-speed-report.ts';
import type { Report } from '../measure/report.ts';
import { plainText } from './answer-sentence.ts';
import { copyText } from './copy-text.ts';
import { dateLine } from './date-line.ts';
import { downloadKernels } from './download-kernels.ts';
import { kernelsStyles } from './kernels-styles.ts';
import { kernelCatalogue, kernelIds } from './kernel-catalogue.ts';
import { KernelsLedger } from './kernels-ledger.ts';
import { KernelsLinkController } from './kernels-link-controller.ts';
import { kernelSpeedsOptions } from './kernels-options.ts';
import * as words from './kernels-words.ts';
import './lab-advisor-bar.ts';
import './lab-answer.ts';
import './lab-contention.ts';
import './lab-kernel.ts';
import type { Curve } from './lab-kernel-curve.ts';
import './lab-kernel-picture.ts';
import './lab-kernels-table.ts';
import './lab-progress.ts';
import './lab-schedules.ts';
import './lab-warnings.ts';
import { measureOptions } from './measure-options.ts';
import { measureStyles } from './measure-styles.ts';
import { environment, type Environment, type Notice, obstacle } from './mode-notice.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { startKernelSpeedsRun, type StartKernelSpeeds, startRun, type StartRun } from './start-run.ts';

@customElement('lab-kernels')
export class LabKernels extends LitElement {
  static override styles = [textStyles, controlStyles, measureStyles, kernelsStyles];

  /** How the kernels are run, and how one's speed-up is measured; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartKernelSpeeds = startKernelSpeedsRun;
  @property({ attribute: false }) startCurve: StartRun = startRun;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ attribute: false }) catalogue: readonly Kernel[] = [];
  /** What was done last with the result or the link, or why it could not be. */
  @state() private told = '';
  @state() private unread = '';
  readonly #run = new RunController<KernelSpeedsOptions, KernelSpeedsReport, KernelSpeedsProgress>(this);
  readonly #curveRun = new RunController<MeasureOptions, Report, Progress>(this);
  readonly #ledger = new KernelsLedger();
  readonly #link = new KernelsLinkController(this, kernelIds);
  /** The kernel whose speed-up was asked for last, and what the others' came to. */
  #curved = '';
  readonly #curves = new Map<string, Report>();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
    void this.#readCatalogue();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override willUpdate(): void {
    if (this.#run.report) this.#ledger.take(this.#run.report);
    if (this.#curveRun.report) this.#curves.set(this.#curved, this.#curveRun.report);
  }

  override updated(_: PropertyValues<this>): void {
    const { toShow } = this.#link;
    if (toShow === null) return;
    const found = this.renderRoot.querySelector(`#${toShow}`);
    if (!found) return;
    this.#link.toShow = null;
    requestAnimationFrame(() => found.scrollIntoView({ block: 'start' }));
  }

  override render(): TemplateResult {
    const { state: phase, progress } = this.#run;
    const barred = obstacle(this.environment);
    const report = this.#ledger.merged(this.catalogue.map(({ id }) => id));
    const isIdle = phase === 'idle';
    return html`${report && report.kernels.length > 0 ? answerOf(report) : this.#opening(barred, report)}
      <div class="top ${isIdle ? '' : 'running'}">
        <lab-advisor-bar
          .invitation=${report ? 'Run all again' : `Run all ${kernelIds.length}, ${words.courseLength(kernelIds.length)}`}
          .state=${phase}
          ?disabled=${!this.#able || this.catalogue.length === 0}
          @lab-start=${() => void this.#begin(this.catalogue.map(({ id }) => id))}
          @lab-stop=${() => this.#run.stop()}
        >
          ${isIdle && !barred ? this.#takeAway(report) : nothing}
        </lab-advisor-bar>
        ${isIdle ? this.#notes(barred, report) : html`<lab-progress .progress=${progress}></lab-progress>`}
      </div>
      ${isIdle ? nothing : html`<p class="note">${words.MEANWHILE}</p>`}
      <p class="unseen" aria-live="polite">${this.#announcement(report)}</p>
      ${this.unread ? html`<p role="alert">${this.unread}</p>` : nothing} ${this.#list()}
      ${this.catalogue.length === 0 ? nothing : this.#besides(report, isIdle)}`;
  }

  /** Below the list: nothing of it is pushed down by the list's coming. */
  #besides(report: KernelSpeedsReport | null, isIdle: boolean): TemplateResult {
    return html`<lab-kernels-table .report=${report} .kernels=${this.catalogue}></lab-kernels-table>
      ${
        report && report.warnings.length > 0 && isIdle
          ? html`<div class="doubts"><lab-warnings .warnings=${report.warnings}></lab-warnings></div>`
          : nothing
      }
      <lab-schedules class="beside" .environment=${this.environment}></lab-schedules>
      <lab-contention class="beside" .environment=${this.environment}></lab-contention>`;
  }

  #opening(barred: Notice | null, report: KernelSpeedsReport | null): TemplateResult {
    const heading = barred
      ? barred.text
      : report
        ? plainText(words.kernelsAnswer(report))
        : words.promise(kernelIds.length);
    return html`<p class="kicker">${words.KICKER}</p>
      <h1>${heading}</h1>`;
  }

  #takeAway(report: KernelSpeedsReport | null): TemplateResult {
    return html`<button type="button" @click=${this.#copy}>Copy link</button> ${
        report && report.kernels.length > 0
          ? html`<button type="button" @click=${() => this.#save(report)}>Download JSON</button>`
          : nothing
      }`;
  }

  /** What stands under the button while nothing runs. */
  #notes(barred: Notice | null, report: KernelSpeedsReport | null): TemplateResult {
    const { fault } = this.#run;
    const { faults } = this.#link;
    return html`${fault === null ? nothing : html`<p role="alert">The kernels could not be run. ${fault}</p>`}
      ${report?.failure ? html`<p role="alert">${report.failure}</p>` : nothing}
      ${faults.length > 0 ? html`<div role="alert">${faults.map((sentence) => html`<p>${sentence}</p>`)}</div>` : nothing}
      <p role="status">${this.told}</p>
      ${barred ? html`<p>${barred.remedy}</p>` : nothing}
      ${report || barred ? nothing : html`<p class="note">${words.COURSE} <a href="#/method">How it is measured</a></p>`}`;
  }

  #announcement(report: KernelSpeedsReport | null): string {
    const { state: phase, fault } = this.#run;
    if (phase !== 'idle') return words.MEASURING;
    return report && fault === null ? plainText(words.kernelsAnswer(report)) : '';
  }

  #list(): TemplateResult {
    if (this.catalogue.length === 0)
      return html`<p class="note">${this.unread ? '' : 'The kernels are being loaded.'}</p>`;
    return html`<ul @lab-curve=${this.#measureCurve} @lab-stop=${() => this.#curveRun.stop()}>
      ${repeat(
        this.catalogue,
        ({ id }) => id,
        (kernel) => html`<li>${this.#kernel(kernel)}</li>`,
      )}
    </ul>`;
  }

  #kernel(kernel: Kernel): TemplateResult {
    const { id } = kernel;
    return html`<lab-kernel
      id=${id}
      .kernel=${kernel}
      .speed=${this.#ledger.speedOf(id)}
      .curve=${this.#curveOf(id)}
      .standing=${this.#run.state === 'idle' ? 'idle' : this.#ledger.standingOf(id)}
      ?open=${this.#link.open.includes(id)}
      ?able=${this.#able}
      ?busy=${this.#run.state !== 'idle' || this.#curveRun.state !== 'idle'}
      @lab-open=${(event: CustomEvent<boolean>) => this.#open(id, event.detail)}
      @lab-run=${() => this.#runOne(id)}
    ></lab-kernel>`;
  }

  /** Nothing is under way, and something can be. */
  get #able(): boolean {
    return this.#run.state === 'idle' && this.#curveRun.state === 'idle' && obstacle(this.environment) === null;
  }

  #curveOf(id: string): Curve | null {
    const { state: phase, report, progress, fault } = this.#curveRun;
    if (id === this.#curved) return { state: phase, report: report ?? this.#curves.get(id) ?? null, progress, fault };
    const known = this.#curves.get(id);
    return known ? { state: 'idle', report: known, progress: null, fault: null } : null;
  }

  #begin(kernels: readonly string[]): Promise<void> {
    this.told = '';
    return this.#run.start(this.start, kernelSpeedsOptions({ kernels }));
  }

  /** Its button is gone while a run is under way: the keyboard goes on at the one that stops, and comes back from there. */
  async #runOne(id: string): Promise<void> {
    const over = this.#begin([id]);
    const bar = this.renderRoot.querySelector('lab-advisor-bar');
    await bar?.focusButton();
    await over;
    await this.updateComplete;
    if (bar?.isFocused) await this.renderRoot.querySelector<HTMLElementTagNameMap['lab-kernel']>(`#${id}`)?.focusRun();
  }

  readonly #measureCurve = (event: Event): void => {
    this.#curved = (event as CustomEvent<string>).detail;
    this.#curves.delete(this.#curved);
    void this.#curveRun.start(this.startCurve, measureOptions({ kernels: [this.#curved] }));
  };

  /** A measurement that nobody sees any more is not gone on with. */
  #open(id: string, isOpen: boolean): void {
    this.told = '';
    this.#link.set(id, isOpen);
    if (!isOpen && id === this.#curved) this.#curveRun.stop();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    this.#run.stop();
    this.#curveRun.stop();
  };

  async #copy(): Promise<void> {
    this.told = (await copyText(this.#link.link)) ? words.COPIED : words.NOT_COPIED;
  }

  #save(report: KernelSpeedsReport): void {
    this.told = '';
    try {
      downloadKernels(report);
    } catch (error) {
      this.told = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  async #readCatalogue(): Promise<void> {
    if (this.catalogue.length > 0) return;
    try {
      this.catalogue = await kernelCatalogue();
    } catch {
      this.unread = 'The kernels could not be loaded. Check the connection and reload the page.';
    }
  }
}

function answerOf(report: KernelSpeedsReport): TemplateResult {
  return html`<p class="kicker">${dateLine(report)}</p>
    <lab-answer
      .sentence=${words.kernelsAnswer(report)}
      .evidence=${words.kernelsEvidence(report)}
      .failure=${report.failure}
    ></lab-answer>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernels': LabKernels;
  }
}
