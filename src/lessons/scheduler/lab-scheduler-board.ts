/**
 * The threads of a puzzle side by side, each with what it would do next and the line at which it stands, and the words of memory that they
 * share. Says whom the visitor gives the turn (`lab-turn`); knows no rule.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles, tableStyles, textStyles } from '../../ui/shared-styles.ts';
import type { Position } from '../../interleave/stepper.ts';
import './lab-scheduler-source.ts';
import { placeOf, type PuzzleCode } from './puzzle-code.ts';
import { standsAt, valueNow, type Naming } from './step-words.ts';

export interface Shown {
  readonly naming: Naming;
  readonly code: PuzzleCode;
  readonly position: Position;
  /** What changed since is marked. */
  readonly before: Position;
  /** Who had the turn last, from 0; -1 for nobody. */
  readonly last: number;
  /** Who may get the turn. */
  readonly able: readonly number[];
}

@customElement('lab-scheduler-board')
export class LabSchedulerBoard extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    tableStyles,
    css`
      :host {
        display: block;
      }
      .turns {
        display: flex;
        gap: 0.5rem 2rem;
        position: sticky;
        top: 0;
        background: var(--paper);
        padding-block: 0.5rem;
      }
      h3 {
        font: 600 var(--size-small) / 1.3 var(--sans);
        margin: 0;
      }
      .threads {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
        gap: 1.2rem 2rem;
      }
      section {
        border-top: 2px solid var(--rule);
        padding-top: 0.6rem;
        min-width: 0;
      }
      section.last {
        border-color: var(--free-threads);
      }
      button.turn {
        border: 1.5px solid var(--ink);
        color: var(--ink);
        padding: 0.6rem 1rem;
        flex: 1;
        min-width: 0;
        text-align: left;
      }
      button.turn:disabled {
        border-color: var(--quiet);
        color: var(--soft);
        opacity: 1;
      }
      kbd {
        font: var(--size-small) var(--mono);
        float: right;
        font-weight: 400;
      }
      section p {
        min-height: 3.1em;
        margin: 0.2rem 0 0.4rem;
      }
      table {
        max-width: 40rem;
        margin-top: 1.4rem;
      }
      td.changed {
        color: var(--free-threads);
        font-weight: 600;
      }
      @media (max-width: 44rem) {
        .turns {
          gap: 0.5rem;
        }
        button.turn {
          padding: 0.6rem 0.5rem;
        }
        .turns kbd {
          display: none;
        }
        section p {
          min-height: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) shown: Shown | null = null;

  override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const threads = this.shown.position.threads.map((_, thread) => thread);
    return html`<div class="turns">${threads.map((thread) => this.#turn(thread))}</div>
      <div class="threads">${threads.map((thread) => this.#thread(thread))}</div>
      ${this.#memory(this.shown)}`;
  }

  #turn(thread: number): TemplateResult {
    return html`<button
      type="button"
      class="turn"
      aria-keyshortcuts=${String(thread + 1)}
      ?disabled=${!this.shown?.able.includes(thread)}
      @click=${() => this.dispatchEvent(new CustomEvent<number>('lab-turn', { detail: thread }))}
    >
      Step thread ${thread + 1} <kbd aria-hidden="true">${thread + 1}</kbd>
    </button>`;
  }

  #thread(thread: number): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const { naming, position, code, last } = this.shown;
    const standing = position.standing[thread];
    return html`<section class=${thread === last ? 'last' : ''} aria-label=${`Thread ${thread + 1}`}>
      <h3>Thread ${thread + 1}</h3>
      <p>${standsAt(naming, position, thread)}</p>
      <lab-scheduler-source .place=${standing ? placeOf(code, standing.site) : null}></lab-scheduler-source>
    </section>`;
  }

  #memory({ naming, position, before }: Shown): TemplateResult {
    return html`<table>
      <caption>
        Memory that they share
      </caption>
      <thead>
        <tr>
          <th scope="col">Word</th>
          <th scope="col">Value</th>
          <th scope="col">Before the last step</th>
        </tr>
      </thead>
      <tbody>
        ${naming.words
          .filter(({ hidden }) => !hidden)
          .map((word) => {
            const [now, then] = [valueNow(naming, word, position), valueNow(naming, word, before)];
            return html`<tr>
              <th scope="row">${word.name}</th>
              <td class=${now === then ? '' : 'changed'}>${now}</td>
              <td>${now === then ? '' : then}</td>
            </tr>`;
          })}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-scheduler-board': LabSchedulerBoard;
  }
}
