/**
 * The speed-up of one kernel: the main experiment, asked for this kernel alone, with its answer as one sentence and the curve. Emits `lab-curve` (start) and
 * `lab-stop`, which bubble; starts and keeps nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Progress } from '../experiments/run.ts';
import type { Report } from '../measure/report.ts';
import { evidence } from './answer-sentence.ts';
import { answerSource } from './figure-source.ts';
import { curveWords } from './kernels-words.ts';
import './lab-progress.ts';
import './lab-speed-up.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

/** How the measurement of a kernel's speed-up stands. */
export interface Curve {
  readonly state: 'idle' | 'running' | 'stopping';
  readonly report: Report | null;
  readonly progress: Progress | null;
  /** Why it could not even start. */
  readonly fault: string | null;
}

@customElement('lab-kernel-curve')
export class LabKernelCurve extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      .answer {
        font: 400 var(--size-heading) / 1.5 var(--serif);
        margin-bottom: 0.2rem;
      }
      .evidence {
        color: var(--soft);
        font: var(--size-small) / 1.5 var(--mono);
        max-width: none;
      }
      .evidence span {
        display: inline-block;
      }
      lab-speed-up {
        display: block;
        max-width: 40rem;
        margin-top: 1rem;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1.5rem;
      }
    `,
  ];

  @property() kernel = '';
  /** What it is called. */
  @property() named = '';
  @property({ attribute: false }) curve: Curve | null = null;
  /** It can be measured now. */
  @property({ type: Boolean }) able = false;

  constructor() {
    super();
    answerSource(this, () => this.curve?.report ?? null);
  }

  override render(): TemplateResult {
    const { curve, kernel } = this;
    const isIdle = !curve || curve.state === 'idle';
    return html`${curve?.fault ? html`<p role="alert">It could not be measured. ${curve.fault}</p>` : nothing}
      ${curve?.report ? this.#found(curve.report) : nothing}
      ${isIdle ? nothing : html`<lab-progress .progress=${curve.progress}></lab-progress>`}
      <div class="bar">
        ${this.#button(isIdle ? null : curve)}
        <a href="#/measure?kernel=${kernel}" aria-label="Measure with this kernel in full: ${this.named}"
          >Measure with this kernel in full</a
        >
      </div>`;
  }

  #found(report: Report): TemplateResult {
    const { kernel } = this;
    const series = report.series.filter((one) => one.kernel === kernel);
    const { proven, reported } = report.cores;
    const parts = evidence(report, kernel);
    return html`<p class="answer" aria-live=${report.state === 'running' ? 'off' : 'polite'}>
        ${stateWords(report)}${curveWords(report, kernel)}
      </p>
      <p class="evidence">
        ${parts.map((part, index) => html`<span>${part}</span>${index < parts.length - 1 ? ' · ' : nothing}`)}
      </p>
      ${report.failure === null ? nothing : html`<p role="alert">${report.failure}</p>`}
      <lab-speed-up
        waiting=${report.state === 'running' ? 'The curve begins with the first timed runs.' : 'No run was timed.'}
        .data=${series.length > 0 ? { series, proven, reported, laws: [], recommended: null } : null}
      ></lab-speed-up>`;
  }

  /** One button for both, so that the keyboard stays on it. */
  #button(running: Curve | null): TemplateResult {
    const isStopping = running?.state === 'stopping';
    const again = this.curve?.report ? 'Measure its speed-up again' : 'Measure its speed-up, about 15 seconds';
    return html`<button
      type="button"
      ?disabled=${!running && !this.able}
      aria-disabled=${isStopping ? 'true' : nothing}
      @click=${() => this.#tell(running ? 'lab-stop' : 'lab-curve')}
    >
      ${running ? (isStopping ? 'Stopping' : 'Stop') : again}
    </button>`;
  }

  #tell(what: 'lab-curve' | 'lab-stop'): void {
    const detail = this.kernel;
    this.dispatchEvent(new CustomEvent<string>(what, { detail, bubbles: true, composed: true }));
  }
}

function stateWords({ state }: Report): string {
  return state === 'stopped' ? 'Stopped early. ' : state === 'failed' ? 'The run broke off. ' : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel-curve': LabKernelCurve;
  }
}
