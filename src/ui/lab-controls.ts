/**
 * What a visitor decides: start or stop, which work, how long. Emits `lab-start` (with the choice) and
 * `lab-stop`; starts and stops nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Preset } from '../measure/report.ts';
import type { KernelChoice } from './kernel-choices.ts';
import { DEFAULT_KERNEL, PRESETS } from './measure-options.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

export interface Choice {
  readonly kernel: string;
  readonly preset: Preset;
}

const PRESET_IDS = Object.keys(PRESETS) as Preset[];

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

  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) stopping = false;
  @property({ type: Boolean }) disabled = false;
  /** What the button says while nothing runs. */
  @property() invitation = 'Measure this device';
  @property({ attribute: false }) kernels: readonly KernelChoice[] = [];
  @state() private kernel = DEFAULT_KERNEL;
  @state() private preset: Preset = 'quick';

  override render(): TemplateResult {
    const idle = !this.running;
    return html`<button
        class="primary ${idle ? '' : 'stop'}"
        type="button"
        ?disabled=${this.disabled || this.stopping}
        @click=${this.#press}
      >
        ${idle ? this.invitation : this.stopping ? 'Stopping' : 'Stop'}
      </button>
      <slot></slot>
      ${idle && !this.disabled ? this.#choices() : nothing}`;
  }

  #choices(): TemplateResult {
    return html`<div class="choices">
      ${
        this.kernels.length > 0
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
        <select @change=${this.#choosePreset}>
          ${PRESET_IDS.map((id) => html`<option value=${id} ?selected=${id === this.preset}>${PRESETS[id]}</option>`)}
        </select></label
      >
    </div>`;
  }

  #chooseKernel(event: Event): void {
    this.kernel = (event.target as HTMLSelectElement).value;
  }

  #choosePreset(event: Event): void {
    this.preset = (event.target as HTMLSelectElement).value as Preset;
    this.dispatchEvent(new CustomEvent<Preset>('lab-preset', { detail: this.preset }));
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1) return;
    const detail: Choice = { kernel: this.kernel, preset: this.preset };
    this.dispatchEvent(this.running ? new Event('lab-stop') : new CustomEvent('lab-start', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-controls': LabControls;
  }
}
