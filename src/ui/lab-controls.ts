/**
 * What a visitor decides: start or stop, which work, how long. Emits `lab-start` (with the choice) and
 * `lab-stop`; starts and stops nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { SCHEDULE_TITLES, SCHEDULES, type Schedule } from '../base/schedule.ts';
import type { KernelChoice } from './kernel-choices.ts';
import { DEFAULT_KERNEL, TIMES, type Time } from './measure-options.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

export interface Choice {
  readonly kernel: string;
  readonly time: Time;
  readonly schedule: Schedule;
}

const TIME_IDS = Object.keys(TIMES) as Time[];

@customElement('lab-controls')
export class LabControls extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1.5rem;
        margin: 1.1rem 0 1.4rem;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.5rem;
        min-width: 0;
      }
      label {
        max-width: 100%;
      }
      @media (max-width: 30rem) {
        :host {
          column-gap: 0.6rem;
        }
        button.primary {
          min-width: 0;
          padding-inline: 1rem;
        }
      }
    `,
  ];

  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  @property({ type: Boolean }) disabled = false;
  /** What the button says while nothing runs. */
  @property() invitation = 'Measure this device';
  @property({ attribute: false }) kernels: readonly KernelChoice[] = [];
  /** Chosen from outside, by a link; then by the visitor. */
  @property() kernel = DEFAULT_KERNEL;
  @state() private time: Time = 'quick';
  @state() private schedule: Schedule = 'dynamic';

  override render(): TemplateResult {
    const idle = this.state === 'idle';
    return html`<button
        class="primary ${idle ? '' : 'stop'}"
        type="button"
        ?disabled=${this.disabled}
        aria-disabled=${this.state === 'stopping' ? 'true' : nothing}
        @click=${this.#press}
      >
        ${idle ? this.invitation : this.state === 'stopping' ? 'Stopping' : 'Stop'}
      </button>
      <slot></slot>
      ${idle && !this.disabled ? this.#choices() : nothing}`;
  }

  #choices(): TemplateResult {
    return html`<div class="choices">
      ${
        this.kernels.length > 0 && this.time !== 'cores'
          ? html`<label
              >Work
              <select @change=${this.#chooseKernel}>
                ${this.kernels.map(
                  ({ id, title }) => html`<option value=${id} ?selected=${id === this.kernel}>${title}</option>`,
                )}
              </select></label
            >`
          : nothing
      }
      <label
        >Time
        <select @change=${this.#chooseTime}>
          ${TIME_IDS.map((id) => html`<option value=${id} ?selected=${id === this.time}>${TIMES[id]}</option>`)}
        </select></label
      >
      ${
        this.time === 'cores'
          ? nothing
          : html`<label
              title="How threads over shared memory share the chunks out; other models have a way of their own"
              >Chunks
              <select @change=${this.#chooseSchedule}>
                ${SCHEDULES.map(
                  (id) =>
                    html`<option value=${id} ?selected=${id === this.schedule}>${id}: ${SCHEDULE_TITLES[id]}</option>`,
                )}
              </select></label
            >`
      }
    </div>`;
  }

  #chooseKernel(event: Event): void {
    this.kernel = (event.target as HTMLSelectElement).value;
  }

  #chooseTime(event: Event): void {
    this.time = (event.target as HTMLSelectElement).value as Time;
    this.dispatchEvent(new CustomEvent<Time>('lab-time', { detail: this.time }));
  }

  #chooseSchedule(event: Event): void {
    this.schedule = (event.target as HTMLSelectElement).value as Schedule;
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1 || this.state === 'stopping') return;
    const detail: Choice = { kernel: this.kernel, time: this.time, schedule: this.schedule };
    const start = new CustomEvent<Choice>('lab-start', { detail });
    this.dispatchEvent(this.state === 'idle' ? start : new Event('lab-stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-controls': LabControls;
  }
}
