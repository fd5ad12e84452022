/**
 * The view of the race: what to run and under which models, start, the answer, the lanes as they fill. Every state (empty, unable,
 * running, whole, stopped, failed) is a sentence that says what is and what to do.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RaceOptions, RaceProgress, RaceReport } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';
import type { RaceChoice } from '../results/race-link.ts';
import { plainText } from './answer-sentence.ts';
import { copyText } from './copy-text.ts';
import { dateLine } from './date-line.ts';
import { downloadRace } from './download-race.ts';
import { type KernelChoice, kernelChoices } from './kernel-choices.ts';
import './lab-answer.ts';
import './lab-progress.ts';
import './lab-race-controls.ts';
import { measureStyles } from './measure-styles.ts';
import { environment, type Environment, modeNotice, type Notice, obstacle } from './mode-notice.ts';
import { COPIED, COURSE, KICKER, NOBODY, NOT_COPIED, PROMISE, RACING } from './models-words.ts';
import { type Contender, contenders, racePrograms, type RaceProgram } from './race-catalogue.ts';
import { MIXED, RACE_KERNEL, raceOf } from './race-choice.ts';
import { RaceLinkController } from './race-link-controller.ts';
import { absence, canRace } from './race-places.ts';
import { onceIdle } from './once-idle.ts';
import { raceAnswer, raceEvidence } from './race-words.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { itemsAMillisecond, type StartRace, startRaceRun } from './start-run.ts';

@customElement('lab-models')
export class LabModels extends LitElement {
  static override styles = [textStyles, controlStyles, measureStyles];

  /** How a race is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartRace = startRaceRun;
  @property({ attribute: false }) environment: Environment = environment();
  @property({ type: Number }) cores = navigator.hardwareConcurrency || 2;
  @property({ attribute: false }) programs: readonly RaceProgram[] = racePrograms();
  @property({ attribute: false }) found: ReadonlyMap<ModelId, Contender> = contenders();
  @property({ attribute: false }) kernels: readonly KernelChoice[] = kernelChoices().filter(
    ({ isStepped }) => !isStepped,
  );
  /** How many items last a millisecond on this device; null until it has been found out. */
  @property({ attribute: false }) itemsAMs: number | null = null;
  /** What was done last with the result or the link, or why it could not be. */
  @state() private told = '';
  @state() private unread = '';
  readonly #run = new RunController<RaceOptions, RaceReport, RaceProgress>(this);
  readonly #link = new RaceLinkController(this, {
    onLeave: () => this.#run.stop(),
    parametersOf: (program) => this.programs.find(({ id }) => id === program)?.parameters ?? null,
  });
  /** It has been asked for, and waits until the page has nothing else to do. */
  #isTimingDue = false;
  /** The timing of an item that is under way. */
  #timing: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // What fails now is tried again, and told of, when a race begins.
    onceIdle(() => void this.#loadReport().catch(() => undefined));
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
    this.#timing?.abort();
  }

  override updated(): void {
    if (this.#isTimingDue || !this.#wantsTiming()) return;
    this.#isTimingDue = true;
    onceIdle(() => {
      this.#isTimingDue = false;
      void this.#timeItems();
    });
  }

  override render(): TemplateResult {
    const { report, state: phase, progress } = this.#run;
    const idle = phase === 'idle';
    const barred = obstacle(this.environment);
    const { choice } = this.#link;
    return html`${report ? answerOf(report) : this.#opening(barred)}
      <lab-race-controls
        .state=${phase}
        ?again=${report !== null}
        ?disabled=${barred !== null || !choice.models.some(this.#able)}
        .choice=${choice}
        .programs=${this.programs}
        .found=${this.found}
        .kernels=${this.kernels}
        .able=${this.#able}
        .cores=${this.cores}
        .itemsAMs=${this.itemsAMs}
        @lab-choice=${(event: CustomEvent<RaceChoice>) => this.#choose(event.detail)}
        @lab-start=${this.#begin}
        @lab-stop=${() => this.#run.stop()}
      >
        ${idle && !barred ? this.#takeAway(report) : nothing}
        <div slot="under">
          ${idle ? this.#notes(barred) : html`<lab-progress .progress=${progress}></lab-progress>`}
        </div>
      </lab-race-controls>
      <p class="unseen" aria-live="polite">${this.#announcement()}</p>
      ${
        report ? html`<lab-race-report .report=${report} .notice=${this.#noticeOf(report)}></lab-race-report>` : nothing
      }`;
  }

  #opening(barred: Notice | null): TemplateResult {
    return html`<p class="kicker">${KICKER}</p>
      <h1>${barred ? barred.text : this.#run.state === 'idle' ? PROMISE : RACING}</h1>`;
  }

  #takeAway(report: RaceReport | null): TemplateResult {
    return html`<button type="button" @click=${this.#copy}>Copy link</button>
      ${report ? html`<button type="button" @click=${() => this.#save(report)}>Download JSON</button>` : nothing}`;
  }

  /** What stands under the button while nothing runs. */
  #notes(barred: Notice | null): TemplateResult {
    const { fault, report } = this.#run;
    const missing = barred
      ? null
      : report
        ? modeNotice(report.mode, this.environment)
        : absence(this.environment, this.found);
    const { faults, choice } = this.#link;
    return html`${fault === null ? nothing : html`<p role="alert">The race could not start. ${fault}</p>`}
      ${this.unread ? html`<p role="alert">${this.unread}</p>` : nothing}
      ${faults.length > 0 ? html`<div role="alert">${faults.map((sentence) => html`<p>${sentence}</p>`)}</div>` : nothing}
      <p role="status">${this.told}</p>
      ${barred ? html`<p>${barred.remedy}</p>` : missing ? html`<p class="notice">${missing.text} <span>${missing.remedy}</span></p>` : nothing}
      ${barred || choice.models.some(this.#able) ? nothing : html`<p role="status">${NOBODY}</p>`}
      ${report || barred ? nothing : html`<p class="note">${COURSE} <a href="#/method">How it is measured</a></p>`}`;
  }

  #announcement(): string {
    const { report, state: phase, fault } = this.#run;
    if (phase !== 'idle') return RACING;
    return report && fault === null ? plainText(raceAnswer(report)) : '';
  }

  #noticeOf(report: RaceReport | null): string {
    return this.programs.find(({ id }) => id === report?.program.id)?.notice ?? '';
  }

  readonly #able = (model: ModelId): boolean => canRace(model, this.environment, this.found);

  /** The element that stands there with the first report takes it up by itself. */
  #loadReport(): Promise<unknown> {
    return import('./lab-race-report.ts');
  }

  #choose(choice: RaceChoice): void {
    this.told = '';
    this.#link.choose(choice);
  }

  #begin(): void {
    this.told = '';
    this.#timing?.abort();
    this.#loadReport().catch((error: unknown) => {
      this.unread = `What shows the race could not be loaded: ${String(error)}. Check the connection and race again.`;
    });
    void this.#run.start(this.start, raceOf(this.#link.choice, this.#able));
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };

  async #copy(): Promise<void> {
    this.told = (await copyText(this.#link.link)) ? COPIED : NOT_COPIED;
  }

  #save(report: RaceReport): void {
    this.told = '';
    try {
      downloadRace(report);
    } catch (error) {
      this.told = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  /** What a mix needs to know of the device, as soon as it is wanted and nothing runs. */
  #wantsTiming(): boolean {
    const isTold = this.itemsAMs !== null || this.#link.choice.program !== MIXED;
    return (
      !isTold && this.#run.state === 'idle' && !this.#timing && !obstacle(this.environment) && this.checkVisibility()
    );
  }

  async #timeItems(): Promise<void> {
    if (!this.#wantsTiming()) return;
    const timing = new AbortController();
    this.#timing = timing;
    try {
      this.itemsAMs = await itemsAMillisecond(RACE_KERNEL, timing.signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!timing.signal.aborted) this.unread = `How long work takes here could not be found out: ${why}.`;
    }
    // After a fault it would fail again and again.
    if (timing.signal.aborted || this.unread === '') this.#timing = null;
  }
}

function answerOf(report: RaceReport): TemplateResult {
  return html`<p class="kicker">${dateLine(report)}</p>
    <lab-answer .sentence=${raceAnswer(report)} .evidence=${raceEvidence(report)}></lab-answer>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-models': LabModels;
  }
}
