/**
 * What a visitor decides about a race: start or stop, the program, the models, the settings. Emits `lab-start`, `lab-stop` and,
 * for every change, `lab-choice` with the whole choice; starts and keeps nothing itself. The button stays in sight while choosing.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ModelId } from '../models/index.ts';
import type { PlaySettings } from '../models/play/play.ts';
import type { RaceChoice } from '../results/race-link.ts';
import type { KernelChoice } from './kernel-choices.ts';
import './lab-race-models.ts';
import './lab-race-programs.ts';
import type { ProgramChoice } from './lab-race-programs.ts';
import './lab-race-settings.ts';
import type { Contender, RaceProgram } from './race-catalogue.ts';
import { MIXED, RACE_KERNEL, USUAL_CHOICE } from './race-choice.ts';
import { usesWorkers } from './race-places.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-race-controls')
export class LabRaceControls extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: contents;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 1.5rem;
        margin: 0.6rem 0 0.9rem;
        padding-block: 0.5rem;
      }
      .bar.staying {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--paper);
      }
      .choices {
        display: grid;
        gap: 1.8rem;
        margin: 1.4rem 0;
      }
      details.again {
        margin-bottom: 1.8rem;
      }
      details.again .choices {
        margin-top: 1rem;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        width: fit-content;
      }
      @media (max-width: 30rem) {
        .bar {
          column-gap: 0.9rem;
        }
        button.primary {
          min-width: 0;
          padding-inline: 1rem;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property() state: 'idle' | 'running' | 'stopping' = 'idle';
  /** The race cannot start. */
  @property({ type: Boolean }) disabled = false;
  /** There is a result above: the choices are folded away, one press off. */
  @property({ type: Boolean }) again = false;
  @property({ attribute: false }) choice: RaceChoice = USUAL_CHOICE;
  @property({ attribute: false }) programs: readonly RaceProgram[] = [];
  @property({ attribute: false }) found: ReadonlyMap<ModelId, Contender> = new Map();
  @property({ attribute: false }) able: (model: ModelId) => boolean = () => true;
  @property({ type: Number }) cores = 2;
  @property({ attribute: false }) kernels: readonly KernelChoice[] = [];
  /** How many items last a millisecond on this device; null while it is not known. */
  @property({ attribute: false }) itemsAMs: number | null = null;

  override render(): TemplateResult {
    const idle = this.state === 'idle';
    return html`<div class="bar ${idle && this.again ? '' : 'staying'}">
        <button
          class="primary ${idle ? '' : 'stop'}"
          type="button"
          ?disabled=${idle && this.disabled}
          aria-disabled=${this.state === 'stopping' ? 'true' : nothing}
          @click=${this.#press}
        >
          ${idle ? (this.again ? 'Race again' : 'Race them') : this.state === 'stopping' ? 'Stopping' : 'Stop'}
        </button>
        <slot></slot>
      </div>
      <slot name="under"></slot>
      ${idle ? this.#foldable() : nothing}`;
  }

  #foldable(): TemplateResult {
    if (!this.again) return this.#choices();
    return html`<details class="again">
      <summary>Race something else</summary>
      ${this.#choices()}
    </details>`;
  }

  #choices(): TemplateResult {
    const { choice, found } = this;
    const able = choice.models.filter(this.able);
    return html`<div class="choices">
      <lab-race-programs
        .programs=${this.programs}
        .program=${choice.program}
        .args=${choice.args}
        .kernel=${choice.kernel}
        .kernels=${this.kernels}
        .itemsAMs=${this.itemsAMs}
        @lab-kernel=${(event: CustomEvent<string>) => this.#change({ kernel: event.detail })}
        @lab-program=${(event: CustomEvent<ProgramChoice>) => this.#chooseProgram(event.detail)}
      ></lab-race-programs>
      <lab-race-models
        .chosen=${choice.models}
        .found=${found}
        .able=${this.able}
        @lab-models=${(event: CustomEvent<readonly ModelId[]>) => this.#change({ models: event.detail })}
      ></lab-race-models>
      <lab-race-settings
        .workers=${choice.workers}
        .settings=${choice.settings}
        .program=${this.programs.find(({ id }) => id === choice.program) ?? null}
        .models=${able}
        ?working=${able.some((model) => usesWorkers(model, found))}
        .cores=${this.cores}
        @lab-workers=${(event: CustomEvent<number | null>) => this.#change({ workers: event.detail })}
        @lab-settings=${(event: CustomEvent<PlaySettings>) => this.#change({ settings: event.detail })}
      ></lab-race-settings>
    </div>`;
  }

  /** A mix is told in the milliseconds that one kernel takes. */
  #chooseProgram(chosen: ProgramChoice): void {
    this.#change(chosen.program === MIXED ? { ...chosen, kernel: RACE_KERNEL } : chosen);
  }

  #change(changed: Partial<RaceChoice>): void {
    const detail: RaceChoice = { ...this.choice, ...changed };
    this.dispatchEvent(new CustomEvent<RaceChoice>('lab-choice', { detail }));
  }

  /** The second press of a double click is not a wish to stop. */
  #press(event: MouseEvent): void {
    if (event.detail > 1 || this.state === 'stopping') return;
    this.dispatchEvent(new Event(this.state === 'idle' ? 'lab-start' : 'lab-stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-controls': LabRaceControls;
  }
}
