/**
 * Who is in the bar or cell that was pressed: how many, the first dozen by name, and what can be done with them. Emits `lab-pick` with
 * indices, `lab-narrow`, and `lab-close`.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MOST_NAMED, type NameOf } from '../charts/fleet-marks.ts';
import { counted, grouped } from '../charts/number-format.ts';
import { compareWords } from './fleet-words.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-fleet-picked')
export class LabFleetPicked extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--rule);
        border-bottom: 1px solid var(--rule);
        padding: 0.7rem 0 0.3rem;
        margin-top: 0.4rem;
      }
      p {
        margin: 0;
      }
      ul {
        columns: 2 12rem;
        column-gap: 1.6rem;
        margin: 0.4rem 0 0;
        padding: 0;
        list-style: none;
        color: var(--soft);
        font-size: var(--size-small);
      }
      li {
        break-inside: avoid;
        overflow-wrap: anywhere;
      }
      .do {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.4rem;
      }
      button {
        font-size: var(--size-small);
        padding: 0.5rem 0;
      }
      button.minor {
        font-weight: 400;
      }
    `,
  ];

  @property() subject = '';
  /** Indices of results. */
  @property({ attribute: false }) members: readonly number[] = [];
  @property({ attribute: false }) nameOf: NameOf = String;

  override render(): TemplateResult {
    const { members, nameOf } = this;
    const more = members.length - MOST_NAMED;
    return html`<p role="status"><strong>${this.subject}</strong>: ${counted(members.length, 'machine')}</p>
      <ul>
        ${members.slice(0, MOST_NAMED).map((row) => html`<li>${nameOf(row)}</li>`)}
        ${more > 0 ? html`<li>and ${grouped(more)} more</li>` : nothing}
      </ul>
      <div class="do">
        <button type="button" @click=${() => this.#tell('lab-pick', members.slice(0, MOST_NAMED))}>
          ${compareWords(members.length, MOST_NAMED)}
        </button>
        <button type="button" class="minor" @click=${() => this.#tell('lab-narrow', members)}>Only these</button>
        <button type="button" class="minor" @click=${() => this.#tell('lab-close', [])}>Close</button>
      </div>`;
  }

  #tell(what: 'lab-pick' | 'lab-narrow' | 'lab-close', detail: readonly number[]): void {
    this.dispatchEvent(new CustomEvent<readonly number[]>(what, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet-picked': LabFleetPicked;
  }
}
