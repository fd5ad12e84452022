/**
 * What runs: the visitor's own mix or a program of the catalogue, one choice among all, and the arguments of the one chosen. Emits
 * `lab-program` with both, and `lab-kernel` with the work of a program that computes; a number outside its limits is not taken over and said.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Parameter } from '../programs/index.ts';
import './lab-race-mix.ts';
import { grouped, type ProgramGroup, type RaceProgram } from './race-catalogue.ts';
import type { KernelChoice } from './kernel-choices.ts';
import { argsOf, itemsFault, MIXED, numberFault, withArg } from './race-choice.ts';
import { raceStyles } from './race-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

export interface ProgramChoice {
  readonly program: string;
  readonly args: readonly number[];
}

@customElement('lab-race-programs')
export class LabRacePrograms extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    raceStyles,
    css`
      .from {
        font-size: var(--size-small);
        color: var(--soft);
        margin: 0.8rem 0 0.1rem;
      }
      .line span::first-letter,
      .args span::first-letter {
        text-transform: uppercase;
      }
      .group {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: 0 1.5rem;
      }
      .args {
        margin: 0.4rem 0 0.6rem;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.4rem 1.5rem;
      }
      .args span {
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) programs: readonly RaceProgram[] = [];
  @property() program = '';
  @property({ attribute: false }) args: readonly number[] = [];
  @property() kernel = '';
  @property({ attribute: false }) kernels: readonly KernelChoice[] = [];
  /** How many items last a millisecond on this device; null while it is not known. */
  @property({ attribute: false }) itemsAMs: number | null = null;
  @state() private fault = '';

  override render(): TemplateResult {
    const chosen = this.programs.find(({ id }) => id === this.program);
    const mixed = this.programs.find(({ id }) => id === MIXED);
    return html`<fieldset>
        <legend>What to run</legend>
        ${mixed ? this.#choice(mixed, 'Your own mix of computing and waiting') : nothing}
        ${mixed && chosen === mixed ? this.#arguments(mixed) : nothing}
        ${grouped(this.programs).map((group) => this.#group(group, chosen))}
      </fieldset>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}`;
  }

  #group({ heading, programs }: ProgramGroup, chosen: RaceProgram | undefined): TemplateResult {
    return html`<div role="group" aria-label=${heading}>
      <p class="from" aria-hidden="true">${heading}</p>
      <div class="group">${programs.map((program) => this.#choice(program, program.title))}</div>
      ${chosen && programs.includes(chosen) ? this.#arguments(chosen) : nothing}
    </div>`;
  }

  #choice({ id, from }: RaceProgram, title: string): TemplateResult {
    return html`<label class="line">
      <input
        type="radio"
        name="program"
        .value=${id}
        .checked=${live(id === this.program)}
        @change=${() => this.#emit({ program: id, args: [] })}
      />
      <span>${title}${from === '' ? nothing : html` <small>${from}</small>`}</span>
    </label>`;
  }

  #arguments({ id, title, parameters, computes }: RaceProgram): TemplateResult | typeof nothing {
    if (id === MIXED) {
      return html`<lab-race-mix
        .parameters=${parameters}
        .itemsAMs=${this.itemsAMs}
        .args=${this.args}
        @lab-args=${(event: CustomEvent<readonly number[]>) => this.#emit({ program: id, args: event.detail })}
      ></lab-race-mix>`;
    }
    if (parameters.length === 0) return nothing;
    const args = argsOf(parameters, this.args);
    return html`<div class="args" role="group" aria-label="${title}: its numbers">
        <span>${title}:</span>
        ${parameters.map(
          (parameter, index) =>
            html`<label
              >${parameter.name}
              <input
                type="number"
                min=${parameter.least}
                max=${parameter.most}
                .value=${live(String(args[index]))}
                @change=${(event: Event) => this.#set(parameters, index, event.target as HTMLInputElement)}
              />
              ${parameter.unit === parameter.name ? '' : parameter.unit}</label
            >`,
        )}
        ${computes ? this.#kernels() : nothing}
      </div>
      ${computes ? this.#work(parameters, args) : nothing}`;
  }

  #kernels(): TemplateResult {
    return html`<label
      >of
      <select @change=${this.#chooseKernel}>
        ${this.kernels.map(({ id, title }) => html`<option value=${id} ?selected=${id === this.kernel}>${title}</option>`)}
      </select>
    </label>`;
  }

  /** What the work is good for, and what of it cannot be had. */
  #work(parameters: readonly Parameter[], args: readonly number[]): TemplateResult | typeof nothing {
    const kernel = this.kernels.find(({ id }) => id === this.kernel);
    if (!kernel) return nothing;
    const fault = itemsFault(kernel, parameters, args);
    return html`<p class="note">${kernel.teaches}${fault === null ? '' : ` ${fault}`}</p>`;
  }

  #chooseKernel(event: Event): void {
    const detail = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new CustomEvent<string>('lab-kernel', { detail }));
  }

  #set(parameters: readonly Parameter[], index: number, input: HTMLInputElement): void {
    const parameter = parameters[index];
    if (!parameter) return;
    const fault = numberFault(parameter, input.valueAsNumber);
    if (fault === null) {
      this.#emit({ program: this.program, args: withArg(parameters, this.args, index, input.valueAsNumber) });
      return;
    }
    // The next rendering puts the kept number back into the field.
    this.fault = `${fault}; the one before is kept.`;
    this.requestUpdate();
  }

  #emit(detail: ProgramChoice): void {
    this.fault = '';
    this.dispatchEvent(new CustomEvent<ProgramChoice>('lab-program', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-race-programs': LabRacePrograms;
  }
}
