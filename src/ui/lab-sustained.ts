/**
 * The view of a sustained run: how long, start, the answer, the picture as it grows. Every state (empty, running, whole,
 * stopped, failed, unable) is a sentence that says what is and what to do.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Milliseconds } from '../base/units.ts';
import type { SustainedOptions, SustainedProgress } from '../experiments/sustained-run.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { plainText } from './answer-sentence.ts';
import { dateLine } from './date-line.ts';
import { downloadSustained } from './download-sustained.ts';
import './lab-answer.ts';
import './lab-progress.ts';
import './lab-sustained-controls.ts';
import './lab-sustained-report.ts';
import { measureStyles } from './measure-styles.ts';
import { environment, type Environment, obstacle } from './mode-notice.ts';
import { RunController } from './run-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { startSustainedRun, type StartSustained } from './start-run.ts';
import { sustainedOptions } from './sustained-options.ts';
import {
  COURSE,
  INVITATION,
  MEANWHILE,
  PROMISE,
  sharingNotice,
  spoken,
  sustainedAnswer,
  sustainedEvidence,
} from './sustained-words.ts';

@customElement('lab-sustained')
export class LabSustained extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    measureStyles,
    css`
      .top {
        min-height: 15rem;
      }
    `,
  ];

  /** How a run is started; tests and the gallery put their own here. */
  @property({ attribute: false }) start: StartSustained = startSustainedRun;
  @property({ attribute: false }) environment: Environment = environment();
  @state() private downloadFault = '';
  readonly #run = new RunController<SustainedOptions, SustainedReport, SustainedProgress>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  override render(): TemplateResult {
    const { report, progress, state: phase } = this.#run;
    const barred = obstacle(this.environment) ?? sharingNotice(this.environment);
    return html`<div class="top">
        ${report ? answerOf(report) : this.#opening(barred?.text ?? null)}
        <lab-sustained-controls
          .invitation=${report ? 'Watch again' : INVITATION}
          .state=${phase}
          ?disabled=${barred !== null}
          @lab-start=${this.#begin}
          @lab-stop=${() => this.#run.stop()}
        >
          ${report && phase === 'idle' ? this.#download(report) : nothing}
        </lab-sustained-controls>
        ${phase === 'idle' ? this.#notes(barred?.remedy ?? null) : meanwhile(progress)}
      </div>
      <p class="unseen" aria-live="polite">${this.#announcement()}</p>
      <lab-sustained-report .report=${report}></lab-sustained-report>`;
  }

  #opening(barred: string | null): TemplateResult {
    return html`<p class="kicker">All threads at work, for minutes. Nothing leaves the device.</p>
      <h1>${barred ?? (this.#run.state === 'idle' ? PROMISE : 'Watching its pace.')}</h1>`;
  }

  #download(report: SustainedReport): TemplateResult | typeof nothing {
    if (report.windows.length === 0) return nothing;
    return html`<button type="button" @click=${() => this.#save(report)}>Download JSON</button>`;
  }

  /** What stands under the button while nothing runs. */
  #notes(remedy: string | null): TemplateResult {
    const { fault, report } = this.#run;
    return html`${fault === null ? nothing : html`<p role="alert">The run could not start. ${fault}</p>`}
    ${this.downloadFault ? html`<p role="alert">${this.downloadFault}</p>` : nothing}
    ${remedy ? html`<p>${remedy}</p>` : nothing}
    ${report || remedy ? nothing : html`<p class="note">${COURSE} <a href="#/method">How it is measured</a></p>`}`;
  }

  #announcement(): string {
    const { report, state: phase, fault } = this.#run;
    if (phase !== 'idle') return 'Watching.';
    return report && fault === null ? plainText(sustainedAnswer(report)) : '';
  }

  #begin(event: CustomEvent<Milliseconds>): void {
    this.downloadFault = '';
    void this.#run.start(this.start, sustainedOptions({ durationMs: event.detail }));
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#run.stop();
  };

  #save(report: SustainedReport): void {
    this.downloadFault = '';
    try {
      downloadSustained(report);
    } catch (error) {
      this.downloadFault = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}

function answerOf(report: SustainedReport): TemplateResult {
  return html`<p class="kicker">${dateLine(report)}</p>
    <lab-answer
      .sentence=${sustainedAnswer(report)}
      .evidence=${sustainedEvidence(report)}
      .failure=${report.failure}
    ></lab-answer>`;
}

const left = (ms: Milliseconds): string => `${spoken(ms)} left`;

function meanwhile(progress: SustainedProgress | null): TemplateResult {
  return html`<lab-progress .progress=${progress} .worded=${left}></lab-progress>
    <p class="note">${MEANWHILE}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-sustained': LabSustained;
  }
}
