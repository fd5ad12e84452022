/**
 * The line from only waiting to only computing, and how many tasks of which length. Emits `lab-args`: the arguments of the program
 * `mixed` that make this mix.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { THIN } from '../charts/number-format.ts';
import type { Parameter } from '../programs/index.ts';
import { argsOfMix, type Mix, mixFault, type MixMeasure, mixOf, MOST_LENGTH_MS, MOST_TASKS } from './race-mix.ts';
import { raceStyles } from './race-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-race-mix')
export class LabRaceMix extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    raceStyles,
    css`
      :host {
        margin: 0.5rem 0 1rem;
        max-width: 40rem;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        color: var(--soft);
        font-size: var(--size-small);
      }
      .numbers {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.5rem;
        margin-top: 0.6rem;
      }
      output {
        font: var(--size-small) var(--mono);
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) parameters: readonly Parameter[] = [];
  /** Null while it is being found out: until then the mix cannot be set. */
  @property({ attribute: false }) itemsAMs: number | null = null;
  @property({ attribute: false }) args: readonly number[] = [];
  @state() private fault = '';
  /** What was chosen here last: arguments are whole numbers, and the mix they make is only about the one chosen. */
  #chosen: Mix | null = null;

  override render(): TemplateResult {
    const { itemsAMs, parameters } = this;
    if (itemsAMs === null) {
      return html`<p class="note">How long a piece of work takes here is found out as soon as nothing else runs.</p>`;
    }
    return this.#controls({ itemsAMs, parameters });
  }

  #controls(measure: MixMeasure): TemplateResult {
    const mix = this.#mix(measure);
    const take = (changed: Partial<Mix>): void => this.#take(measure, changed);
    const percent = Math.round(100 * mix.share);
    return html`<label for="share">Share of computing <output>${percent}${THIN}%</output></label>
      <input
        id="share"
        type="range"
        min="0"
        max="100"
        step="5"
        .value=${live(String(percent))}
        aria-valuetext="${percent} % computing"
        @input=${(event: Event) => take({ share: numberIn(event) / 100 })}
      />
      <div class="ends" aria-hidden="true"><span>I/O-bound: only waits</span><span>CPU-bound: only computes</span></div>
      <div class="numbers">
        <label
          >Tasks
          <input
            type="number"
            min="1"
            max=${MOST_TASKS}
            .value=${live(String(mix.tasks))}
            @change=${(event: Event) => take({ tasks: numberIn(event) })}
          />
        </label>
        <label
          >Length of one, about
          <input
            type="number"
            min="1"
            max=${MOST_LENGTH_MS}
            .value=${live(String(mix.lengthMs))}
            @change=${(event: Event) => take({ lengthMs: numberIn(event) })}
          />
          ms</label
        >
      </div>
      <p class="fault" role="alert" ?hidden=${this.fault === ''}>${this.fault}</p>`;
  }

  #mix(measure: MixMeasure): Mix {
    const made = this.#chosen ? argsOfMix(measure, this.#chosen) : [];
    const stands = made.length > 0 && made.every((arg, index) => arg === this.args[index]);
    return this.#chosen && stands ? this.#chosen : mixOf(measure, this.args);
  }

  #take(measure: MixMeasure, changed: Partial<Mix>): void {
    const mix = { ...this.#mix(measure), ...changed };
    this.fault = mixFault(mix) ?? '';
    // Renders the numbers that were kept into the fields.
    if (this.fault) return this.requestUpdate();
    this.#chosen = mix;
    const detail = argsOfMix(measure, mix);
    this.dispatchEvent(new CustomEvent<readonly number[]>('lab-args', { detail }));
  }
}

function numberIn(event: Event): number {
  return (event.target as HTMLInputElement).valueAsNumber;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-mix': LabRaceMix;
  }
}
