/**
 * Which machines of a fleet are shown: by browser, mode, number of cores, doubts, and a text in their names. Emits `lab-choice` with what
 * changed, at every key; filters nothing itself.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { counted, grouped } from '../charts/number-format.ts';
import { CORE_CLASSES } from '../results/fleet/fleet-columns.ts';
import { EVERYTHING, type FleetChoices, type FleetFilter, isFiltered } from '../results/fleet/fleet-filter.ts';
import { MODE_WORDS } from './fleet-words.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

interface Option {
  readonly value: string;
  readonly text: string;
}

@customElement('lab-fleet-filters')
export class LabFleetFilters extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.4rem 1.6rem;
      }
      label {
        min-width: 0;
        max-width: 100%;
      }
      select {
        max-width: 12rem;
      }
      input[type='search'] {
        font: var(--size-small) var(--sans);
        color: var(--ink);
        background: var(--paper);
        border: 0;
        border-bottom: 1px solid var(--soft);
        border-radius: 0;
        padding: 0.25rem 0.1rem;
        margin-left: 0.25rem;
        width: 11rem;
      }
      input[type='checkbox'] {
        accent-color: var(--ink);
        margin: 0 0.4rem 0 0;
        vertical-align: -0.1em;
      }
      .count {
        color: var(--soft);
        font-size: var(--size-small);
      }
      button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.2rem 0;
      }
      @media (pointer: coarse) {
        input[type='search'] {
          padding-block: 0.6rem;
        }
      }
      @media (max-width: 34rem) {
        label {
          flex: 1 0 100%;
          display: flex;
          align-items: baseline;
        }
        select,
        input[type='search'] {
          flex: 1;
          min-width: 0;
          max-width: none;
        }
        label span {
          width: 4.6rem;
        }
        label.tick span {
          width: auto;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) filter: FleetFilter = EVERYTHING;
  @property({ attribute: false }) choices: FleetChoices = { browsers: [], modes: [], coreClasses: [] };
  /** What a press on a picture narrowed it to; empty where nothing is. */
  @property() within = '';
  @property({ type: Number }) all = 0;
  @property({ type: Number }) shown = 0;

  override render(): TemplateResult {
    const { filter, choices, within } = this;
    const isNarrowed = isFiltered(filter) || within !== '';
    return html`<label
        ><span>Name</span>
        <input
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="name, platform, file"
          .value=${live(filter.text)}
          @input=${(event: Event) => this.#choose({ text: (event.target as HTMLInputElement).value })}
      /></label>
      ${this.#select(
        'Browser',
        filter.browser,
        choices.browsers.map(({ value, count }) => ({ value, text: `${value || 'unnamed'} (${grouped(count)})` })),
        (value) => this.#choose({ browser: value }),
      )}
      ${this.#select(
        'Cores',
        filter.coreClass === null ? null : String(filter.coreClass),
        choices.coreClasses.map(({ value, count }) => ({
          value: String(value),
          text: `${CORE_CLASSES[value]?.name ?? ''} (${grouped(count)})`,
        })),
        (value) => this.#choose({ coreClass: value === null ? null : Number(value) }),
      )}
      ${this.#select(
        'Mode',
        filter.mode,
        choices.modes.map(({ value, count }) => ({ value, text: `${MODE_WORDS[value]} (${grouped(count)})` })),
        (value) => this.#choose({ mode: choices.modes.find((one) => one.value === value)?.value ?? null }),
      )}
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${live(filter.undoubted)}
          @change=${(event: Event) => this.#choose({ undoubted: (event.target as HTMLInputElement).checked })}
        /><span>without doubts</span></label
      >
      <span class="count" role="status"
        >${isNarrowed ? `${grouped(this.shown)} of ${counted(this.all, 'machine')}` : ''}${
          within === '' ? nothing : `, only ${within}`
        }</span
      >
      ${isNarrowed ? html`<button type="button" @click=${() => this.#choose(EVERYTHING)}>Show all</button>` : nothing}`;
  }

  #select(name: string, value: string | null, options: readonly Option[], choose: (value: string | null) => void) {
    // A choice that nobody is left in is still the choice.
    const gone = value !== null && options.every((one) => one.value !== value);
    return html`<label
      ><span>${name}</span>
      <select
        .value=${live(value ?? 'any')}
        @change=${({ target }: Event) => {
          const { value: chosen, selectedIndex } = target as HTMLSelectElement;
          choose(selectedIndex === 0 ? null : chosen);
        }}
      >
        <option value="any" ?selected=${value === null}>any</option>
        ${gone ? html`<option value=${value} selected>${value} (0)</option>` : nothing}
        ${options.map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.text}</option>`)}
      </select></label
    >`;
  }

  #choose(detail: Partial<FleetFilter>): void {
    this.dispatchEvent(new CustomEvent<Partial<FleetFilter>>('lab-choice', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet-filters': LabFleetFilters;
  }
}
