/**
 * One round of a lesson: its question, the visitor's prediction, the run, both laid over each other, and the explanation asked for. A run
 * cannot begin before something was predicted. What was said and found stands in the notebook; the pictures last as long as the page.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../ui/lab-progress.ts';
import { RunController } from '../ui/run-controller.ts';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import {
  findingOf,
  shortfallOf,
  startRound,
  type RoundProgress,
  type RoundReport,
  type StartRound,
  type Wish,
} from './experiment.ts';
import './lab-predict-choice.ts';
import './lab-predict-curve.ts';
import './lab-predict-number.ts';
import './lab-round-setting.ts';
import type { Option } from './lab-predict-choice.ts';
import type { Known, Round } from './lesson.ts';
import { lessonStyles, proseStyles } from './lesson-styles.ts';
import * as words from './lessons-words.ts';
import { notebook, type Entry, type Notebook } from './notebook.ts';
import type { Prediction, Question } from './prediction.ts';
import { filled, type LessonText, type Values } from './text/lesson-text.ts';

type Pictures = typeof import('./round-pictures.ts');

@customElement('lab-round')
export class LabRound extends LitElement {
  static override styles = [textStyles, controlStyles, lessonStyles, proseStyles];

  @property() lesson = '';
  @property({ attribute: false }) round: Round | null = null;
  @property({ attribute: false }) text: LessonText | null = null;
  @property({ attribute: false }) known: Known = { reported: 2, found: {} };
  @property({ attribute: false }) entry: Entry | null = null;
  /** How a round is run; tests put their own here. */
  @property({ attribute: false }) start: StartRound = startRound;
  @property({ attribute: false }) notebook: Notebook = notebook();
  /** False where the page lacks what the round needs. */
  @property({ attribute: false }) able = true;
  @state() private pictures: Pictures | null = null;
  @state() private fault = '';
  /** Where the slider stands before a prediction is held. */
  @state() private set: number | null = null;
  @query('.verdict') private verdict!: HTMLElement | null;
  @query('button.run') private runButton!: HTMLButtonElement | null;
  readonly #run = new RunController<Wish, RoundReport, RoundProgress>(this);
  #taken: RoundReport | null = null;
  #areLoading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('round') && changed.get('round') !== undefined) this.#run.stop();
    if (changed.has('round')) this.set = null;
    const { report, state: phase } = this.#run;
    if (phase === 'idle' && report && report !== this.#taken) this.#take(report);
    if (changed.has('entry') && this.entry?.finding) this.#loadPictures();
  }

  override render(): TemplateResult {
    const { round, text, entry } = this;
    if (!round || !text) return html``;
    const question = round.question(this.known);
    const before = round.values?.(this.known) ?? {};
    return html`<h2>${filled(text.headings[`${round.id}/ask`] ?? '', before)}</h2>
      <div class="prose">${text.prose[`${round.id}/ask`]?.(before)}</div>
      ${this.able ? (entry ? this.#held(question, entry) : html`${this.#slider(before)} ${this.#ask(question, before)}`) : this.#without(before)}
      ${entry?.finding && this.#run.state === 'idle' ? this.#found(question, entry) : nothing}`;
  }

  #without(values: Values): TemplateResult {
    return html`<div class="prose">${this.text?.prose[`${this.round?.id}/without`]?.(values)}</div>
      ${this.#goOn()}`;
  }

  #goOn(): TemplateResult {
    return html`<p>
      <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('lab-pass'))}>${words.GO_ON}</button>
    </p>`;
  }

  get #setting(): number | undefined {
    const { round, entry } = this;
    return round?.setting ? (entry?.setting ?? this.set ?? round.setting.usual) : undefined;
  }

  #slider(values: Values): TemplateResult | typeof nothing {
    const setting = this.round?.setting;
    if (!setting) return nothing;
    return html`<lab-round-setting
      heading=${filled(this.text?.headings[`${this.round?.id}/setting`] ?? '', values)}
      .setting=${setting}
      .value=${this.#setting ?? setting.usual}
      @lab-set=${(event: CustomEvent<number>) => (this.set = event.detail)}
    ></lab-round-setting>`;
  }

  #ask(question: Question, values: Values): TemplateResult {
    const heading = filled(this.text?.headings[`${this.round?.id}/number`] ?? '', values);
    const hold = (event: CustomEvent<Prediction>): void => this.#predict(event.detail);
    switch (question.kind) {
      case 'number':
        return html`<lab-predict-number
          .question=${question}
          heading=${heading}
          @lab-predict=${hold}
        ></lab-predict-number>`;
      case 'choice':
        return html`<lab-predict-choice
          .options=${this.#options('options', values)}
          @lab-predict=${hold}
        ></lab-predict-choice>`;
      case 'curve':
        return html`<lab-predict-curve .workers=${question.workers} @lab-predict=${hold}></lab-predict-curve>`;
    }
  }

  #held(question: Question, entry: Entry): TemplateResult {
    const { state: phase, progress } = this.#run;
    const idle = phase === 'idle';
    return html`<p class="said">${words.saidWords(entry.prediction, this.#told(question))} ${this.#setWords()}</p>
      ${
        idle
          ? html`<p>
              <button type="button" class="primary run" @click=${this.#begin}>
                ${entry.finding ? words.RERUN : words.RUN}
              </button>
              <button type="button" @click=${this.#unsay}>${words.AGAIN}</button>
              ${entry.finding ? nothing : html`<span class="note">${words.usualWords(this.round?.usualSeconds ?? 0)}</span>`}
            </p>`
          : html`<p>
                <button
                  type="button"
                  class="primary stop"
                  ?disabled=${phase === 'stopping'}
                  @click=${() => this.#run.stop()}
                >
                  Stop
                </button>
              </p>
              <lab-progress .progress=${progress}></lab-progress>`
      }
      ${this.fault && idle ? html`<p role="alert">${this.fault}</p>` : nothing}
      ${this.fault && idle && !entry.finding ? this.#goOn() : nothing}
      ${!idle && this.#run.report && this.pictures && this.round ? this.pictures.experimentView(this.round, this.#run.report) : nothing}`;
  }

  /** "Share that only one can do: 25 %." */
  #setWords(): string {
    const { round, text } = this;
    if (!round?.setting) return '';
    const said = words.settingWords(this.#setting ?? round.setting.usual, round.setting.unit);
    return `${text?.headings[`${round.id}/setting`] ?? ''}: ${said}.`;
  }

  #found(question: Question, entry: Entry): TemplateResult {
    const { round, text, pictures } = this;
    const { finding } = entry;
    if (!round || !text || !finding) return html``;
    const report = this.#run.report;
    const heading = filled(text.headings[`${round.id}/number`] ?? '', finding.values);
    return html`<p class="verdict" tabindex="-1" role="status">
        ${words.verdictWords(entry.prediction, finding.answer, this.#told(question))}
      </p>
      ${pictures ? pictures.overlayView({ round, question, said: entry.prediction, finding, heading }) : nothing}
      <div class="prose">${text.prose[`${round.id}/found.${finding.says}`]?.(finding.values)}</div>
      ${report && pictures ? pictures.experimentView(round, report) : nothing} ${this.#why(entry)}`;
  }

  #why({ finding, reason }: Entry): TemplateResult | typeof nothing {
    const { round, text } = this;
    if (!round || !text || !finding) return nothing;
    const reasons = this.#options('reasons', finding.values);
    const after = html`<div class="prose">
      ${text.prose[`${round.id}/because`]?.(finding.values)} ${text.prose[`${round.id}/notice`]?.(finding.values)}
    </div>`;
    if (reasons.length === 0) return after;
    if (reason === null)
      return html`<lab-predict-choice
        .options=${reasons}
        legend=${words.WHY}
        invitation=${words.EXPLAIN}
        @lab-predict=${(event: CustomEvent<Prediction>) => this.#explain(event.detail)}
      ></lab-predict-choice>`;
    const chosen = reasons.find(({ id }) => id === reason)?.text ?? reason;
    const real = reasons.find(({ id }) => id === finding.reason)?.text;
    return html`<h3>${words.WHY}</h3>
      <p class="said">You said: ${chosen}</p>
      ${real === undefined ? nothing : html`<p role="status">${reason === finding.reason ? 'That is it.' : html`It is rather this: ${real}`}</p>`}
      ${after}`;
  }

  #options(list: 'options' | 'reasons', values: Values): Option[] {
    const items = this.text?.lists[`${this.round?.id}/${list}`] ?? [];
    return items.flatMap(({ id, text }) => (id === null ? [] : [{ id, text: filled(text, values) }]));
  }

  #told(question: Question): words.Told {
    const values = this.round?.values?.(this.known) ?? {};
    const options = Object.fromEntries(this.#options('options', values).map(({ id, text }) => [id, text]));
    return { unit: question.kind === 'number' ? question.unit : question.kind === 'curve' ? '×' : '', options };
  }

  #predict(prediction: Prediction): void {
    if (!this.round) return;
    this.notebook.predict(this.lesson, this.round.id, prediction, this.#setting);
    void this.updateComplete.then(() => this.runButton?.focus());
  }

  #unsay(): void {
    if (this.round) this.notebook.forget(this.lesson, [this.round.id]);
  }

  #explain(chosen: Prediction): void {
    if (this.round && chosen.kind === 'choice') this.notebook.explain(this.lesson, this.round.id, chosen.id);
  }

  readonly #begin = (): void => {
    const { round, known } = this;
    if (!round) return;
    this.fault = '';
    this.#loadPictures();
    void this.#run.start(this.start, { round, known }).then(() => this.#over());
  };

  /** With the first run, or with what was found before the page was opened. */
  #loadPictures(): void {
    if (this.pictures || this.#areLoading) return;
    this.#areLoading = true;
    void import('./round-pictures.ts')
      .then(
        (pictures) => (this.pictures = pictures),
        () => (this.fault = 'The pictures could not be loaded. Check the connection and run it again.'),
      )
      .finally(() => (this.#areLoading = false));
  }

  #over(): void {
    if (this.#run.fault !== null) this.fault = `The run could not start. ${this.#run.fault}`;
    this.requestUpdate();
  }

  /** What a finished run found goes into the notebook; what it could not find is said. */
  #take(report: RoundReport): void {
    this.#taken = report;
    const { round, known } = this;
    if (!round) return;
    if (report.state === 'stopped') {
      this.fault = 'Stopped: nothing was written down. Run it again when you like.';
      return;
    }
    const finding = report.state === 'complete' ? findingOf({ round, known }, report) : null;
    if (finding === null) {
      this.fault = `The run brought home too little to answer this. ${shortfallOf(report) ?? 'Leave this tab in front and run it again.'}`;
      return;
    }
    this.notebook.find(this.lesson, round.id, finding);
    void this.updateComplete.then(() => this.verdict?.focus({ preventScroll: true }));
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-round': LabRound;
  }
}
