/**
 * What sharing a counter costs, as a part of a page: start, stop, and for a histogram and for reference counts the answer, its picture and
 * table. Every state (empty, running, whole, stopped, failed, unable) is a sentence that says what is and what to do.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { modelColours } from '../charts/chart-styles.ts';
import { contentionPace } from '../charts/contention-pace.ts';
import type {
  ContentionOptions,
  ContentionProgress,
  ContentionReport,
  Subject,
} from '../measure/contention/contention-report.ts';
import { plainText } from './answer-sentence.ts';
import {
  AGAIN,
  contentionAnswer,
  contentionEvidence,
  contentionNotes,
  counterNotice,
  COURSE,
  figureNote,
  INVITATION,
  QUESTION,
  SUBJECT_TITLES,
  TITLE,
} from './contention-words.ts';
import { dateLine } from './date-line.ts';
import { answerSource } from './figure-source.ts';
import './lab-figure.ts';
import './lab-progress.ts';
import './lab-warnings.ts';
import { freshSeed } from './measure-options.ts';
import { environment, obstacle, type Environment } from './mode-notice.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { startContentionRun, type StartContention } from './start-run.ts';

const SUBJECTS: readonly Subject[] = ['histogram', 'references'];

@customElement('lab-contention')
export class LabContention extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    modelColours,
    css`
      :host {
        display: block;
      }
      .run {
        margin: 1rem 0;
        min-height: 6.2rem;
      }
      .run > button {
        margin-bottom: 0.8rem;
      }
      .subjects {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 2.5rem;
      }
      h3 {
        font: 600 var(--size-text) / 1.4 var(--sans);
        color: var(--soft);
        margin: 0 0 0.2rem;
      }
      .answer {
        font: 400 1.45rem / 1.3 var(--serif);
        letter-spacing: -0.005em;
        max-width: 34ch;
        margin-bottom: 0.5rem;
        text-wrap: pretty;
      }
      em {
        font-style: normal;
        color: var(--model);
      }
      .evidence {
        color: var(--soft);
        font: var(--size-small) / 1.5 var(--mono);
      }
      .evidence span {
        display: inline-block;
      }
      lab-figure {
        margin-top: 1.4rem;
      }
      lab-warnings {
        margin-top: 1.6rem;
      }
      .failure::first-letter {
        text-transform: uppercase;
      }
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        margin: 0;
      }
      @media (min-width: 52.01rem) {
        .words {
          min-height: 9.5rem;
        }
      }
      @media (max-width: 52rem) {
        .subjects {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** How a run is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartContention = startContentionRun;
  @property({ attribute: false }) environment: Environment = environment();
  readonly #run = new RunController<ContentionOptions, ContentionReport, ContentionProgress>(this);

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
    const { report, progress, state } = this.#run;
    const barred = obstacle(this.environment) ?? counterNotice(this.environment);
    return html`<h2>${TITLE}</h2>
      <p>${QUESTION}</p>
      <div class="run">
        <button
          class="primary ${state === 'idle' ? '' : 'stop'}"
          type="button"
          ?disabled=${barred !== null}
          aria-disabled=${state === 'stopping' ? 'true' : nothing}
          @click=${this.#press}
        >
          ${this.#invitation()}
        </button>
        ${
          state === 'idle'
            ? this.#notes(barred && html`${barred.text} ${barred.remedy}`)
            : html`<lab-progress .progress=${progress}></lab-progress>`
        }
      </div>
      <p class="unseen" aria-live="polite">${this.#announcement()}</p>
      ${report ? resultOf(report) : nothing}`;
  }

  #invitation(): string {
    const { report, state } = this.#run;
    if (state !== 'idle') return state === 'stopping' ? 'Stopping' : 'Stop';
    return report ? AGAIN : INVITATION;
  }

  /** What stands under the button while nothing runs. */
  #notes(barred: TemplateResult | null): TemplateResult {
    const { fault, report } = this.#run;
    if (fault !== null) return html`<p role="alert">The run could not start. ${fault}</p>`;
    if (barred) return html`<p>${barred}</p>`;
    return html`<p class="note">${report ? dateLine(report) : COURSE}</p>`;
  }

  #announcement(): string {
    const { report, state, fault } = this.#run;
    if (state !== 'idle') return 'Counting.';
    if (!report || fault !== null) return '';
    return SUBJECTS.map((subject) => plainText(contentionAnswer(report, subject))).join(' ');
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1) return;
    if (this.#run.state === 'idle') void this.#run.start(this.start, { seed: freshSeed() });
    else this.#run.stop();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };
}

function resultOf(report: ContentionReport): TemplateResult {
  const { warnings, failure, ways, threads } = report;
  const isEmpty = ways.every(({ points }) => points.length === 0);
  // Then both subjects have the same answer.
  const isOnce = isEmpty || threads.at(-1) === 1;
  return html`${failure === null ? nothing : html`<p class="failure">${failure}</p>`}
  ${isOnce ? html`<p class="answer">${plainText(contentionAnswer(report, 'histogram'))}</p>` : nothing}
  ${
    isEmpty
      ? nothing
      : html`<div class="subjects">${SUBJECTS.map((subject) => subjectOf(report, subject, isOnce))}</div>`
  }
  ${warnings.length > 0 ? html`<lab-warnings .warnings=${warnings}></lab-warnings>` : nothing}`;
}

function subjectOf(report: ContentionReport, subject: Subject, isAnswered: boolean): TemplateResult {
  const ways = report.ways.filter(({ way }) => way.subject === subject);
  return html`<section>
    <h3>${SUBJECT_TITLES[subject]}</h3>
    ${isAnswered ? nothing : wordsOf(report, subject)}
    <lab-figure
      heading="Pace of each way"
      note=${figureNote(report)}
      waiting="The first rounds are under way."
      .picture=${contentionPace({ subject, ways, threads: report.threads })}
    ></lab-figure>
    ${contentionNotes(report, subject).map((sentence) => html`<p class="note">${sentence}</p>`)}
  </section>`;
}

function wordsOf(report: ContentionReport, subject: Subject): TemplateResult {
  const evidence = contentionEvidence(report, subject);
  return html`<div class="words">
    <p class="answer">
      ${contentionAnswer(report, subject).map(({ text, model }) => (model ? html`<em class=${model}>${text}</em>` : text))}
    </p>
    <p class="evidence">
      ${evidence.map((part, index) => html`<span>${part}</span>${index < evidence.length - 1 ? ' · ' : nothing}`)}
    </p>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-contention': LabContention;
  }
}
