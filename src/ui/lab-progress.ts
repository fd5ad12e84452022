/**
 * What is happening now, how far it is and how long it will take. The numbers are the run's own.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { THIN } from '../charts/number-format.ts';
import type { Milliseconds } from '../base/units.ts';
import { textStyles } from './shared-styles.ts';

export interface HowFar {
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  /** Null while it cannot be told. */
  readonly remainingMs: Milliseconds | null;
}

/** How a time left is worded that is only an estimate. */
const aboutLeft = (ms: Milliseconds): string => `about ${ms / 1000}${THIN}s left`;

/** In whole seconds, so that it is a countdown. */
function timeLeft({ remainingMs }: HowFar, worded: (ms: Milliseconds) => string): string {
  if (remainingMs === null) return '';
  const seconds = Math.ceil(remainingMs / 1000);
  return seconds > 0 ? worded(1000 * seconds) : 'almost done';
}

@customElement('lab-progress')
export class LabProgress extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
        max-width: 40rem;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1rem;
        max-width: none;
        margin: 0 0 0.4rem;
        min-height: 1.55em;
      }
      p span + span {
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

  @property({ attribute: false }) progress: HowFar | null = null;
  @property({ attribute: false }) worded: (ms: Milliseconds) => string = aboutLeft;

  override render(): TemplateResult {
    const { progress } = this;
    const share =
      progress && progress.remainingMs !== null ? shareDone(progress.elapsedMs, progress.remainingMs) : null;
    return html`<p>
        <span>${progress?.activity ?? 'Loading the measurement'}</span>
        <span>${progress ? timeLeft(progress, this.worded) : nothing}</span>
      </p>
      ${
        share === null
          ? html`<progress aria-label="Progress of the measurement"></progress>`
          : html`<progress aria-label="Progress of the measurement" max="1" value=${share}></progress>`
      }`;
  }
}

function shareDone(elapsed: number, remaining: number): number {
  return elapsed / Math.max(elapsed + remaining, 1);
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-progress': LabProgress;
  }
}
