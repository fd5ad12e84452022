/**
 * What a visitor decides about a sustained run: start or stop, how long; and how far it is. Emits `lab-start` (with the
 * duration) and `lab-stop`; starts and stops nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Milliseconds } from '../base/units.ts';
import type { SustainedProgress } from '../experiments/sustained-run.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { DEFAULT_DURATION_MS, DURATIONS_MS } from './sustained-options.ts';
import { spoken } from './sustained-words.ts';

/** In whole seconds, so that it is a countdown; minutes from a minute on. */
export function timeLeft(remainingMs: Milliseconds | null): string {
  if (remainingMs === null) return '';
  const seconds = Math.ceil(remainingMs / 1000);
  return seconds > 0 ? `${spoken(seconds * 1000)} left` : 'almost done';
}

function shareDone(progress: SustainedProgress | null): number | null {
  if (!progress || progress.remainingMs === null) return null;
  return 1 - progress.remainingMs / progress.report.durationMs;
}

@customElement('lab-sustained-controls')
export class LabSustainedControls extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        margin: 1.1rem 0 1.4rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1.5rem;
      }
      .progress {
        max-width: 40rem;
        margin-top: 1.2rem;
      }
      .progress p {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1rem;
        max-width: none;
        margin: 0 0 0.4rem;
      }
      .progress p span + span {
        color: var(--soft);
      }
      progress {
        appearance: none;
        display: block;
        width: 100%;
        height: 3px;
        border: 0;
        background: var(--rule);
        color: var(--ink);
      }
      progress::-webkit-progress-bar {
        background: var(--rule);
      }
      progress::-webkit-progress-value {
        background: var(--ink);
      }
      progress::-moz-progress-bar {
        background: var(--ink);
      }
      @media (forced-colors: active) {
        progress {
          appearance: auto;
          height: 1rem;
        }
      }
    `,
  ];

  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  @property({ type: Boolean }) disabled = false;
  /** What the button says while nothing runs. */
  @property() invitation = 'Watch its pace';
  @property({ attribute: false }) progress: SustainedProgress | null = null;
  @state() private durationMs = DEFAULT_DURATION_MS;

  override render(): TemplateResult {
    const idle = this.state === 'idle';
    return html`<div class="line">
        <button
          class="primary ${idle ? '' : 'stop'}"
          type="button"
          ?disabled=${this.disabled || this.state === 'stopping'}
          @click=${this.#press}
        >
          ${idle ? this.invitation : this.state === 'stopping' ? 'Stopping' : 'Stop'}
        </button>
        <slot></slot>
        ${idle && !this.disabled ? this.#choice() : nothing}
      </div>
      ${idle ? nothing : this.#progress()}`;
  }

  #choice(): TemplateResult {
    return html`<label
      >For
      <select @change=${this.#choose}>
        ${DURATIONS_MS.map((ms) => html`<option value=${ms} ?selected=${ms === this.durationMs}>${spoken(ms)}</option>`)}
      </select></label
    >`;
  }

  #progress(): TemplateResult {
    const { progress } = this;
    const share = shareDone(progress);
    return html`<div class="progress">
      <p>
        <span>${progress?.activity ?? 'Loading the measurement'}</span>
        <span>${timeLeft(progress?.remainingMs ?? null)}</span>
      </p>
      ${
        share === null
          ? html`<progress aria-label="Progress of the run"></progress>`
          : html`<progress aria-label="Progress of the run" max="1" value=${share}></progress>`
      }
    </div>`;
  }

  #choose(event: Event): void {
    this.durationMs = Number((event.target as HTMLSelectElement).value);
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1) return;
    const start = new CustomEvent<Milliseconds>('lab-start', { detail: this.durationMs });
    this.dispatchEvent(this.state === 'idle' ? start : new Event('lab-stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-sustained-controls': LabSustainedControls;
  }
}
