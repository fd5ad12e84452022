/**
 * Questions about a fleet and the SQL that answers them in DuckDB, over the files that the page saves. Shows and copies; runs nothing.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FleetForm, Question } from '../results/fleet/questions.ts';
import { controlStyles, textStyles } from './shared-styles.ts';
import { copyText } from './copy-text.ts';

type Questions = typeof import('../results/fleet/questions.ts');

const FORMS: readonly (readonly [FleetForm, string])[] = [
  ['parquet', 'Parquet'],
  ['csv', 'CSV'],
];

@customElement('lab-fleet-questions')
export class LabFleetQuestions extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
        margin-top: 0.8rem;
      }
      ul {
        list-style: none;
        margin: 0.4rem 0 0;
        padding: 0;
      }
      li {
        border-top: 1px solid var(--rule);
        padding: 0.7rem 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 1.4rem;
      }
      h3 {
        font: 600 var(--size-text) / 1.5 var(--sans);
        margin: 0;
        max-width: 62ch;
      }
      .do {
        display: flex;
        gap: 0 1.2rem;
      }
      button {
        font-size: var(--size-small);
        font-weight: 400;
        padding: 0.3rem 0;
      }
      pre {
        font: var(--size-small) / 1.5 var(--mono);
        overflow-x: auto;
        margin: 0.5rem 0 0;
        padding: 0.2rem;
      }
      label + label {
        margin-left: 1.2rem;
      }
      input {
        accent-color: var(--ink);
        margin: 0 0.35rem 0 0;
        vertical-align: -0.1em;
      }
    `,
  ];

  @state() private loaded: Questions | null = null;
  @state() private lost = false;
  @state() private form: FleetForm = 'parquet';
  @state() private open = '';
  @state() private told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void import('../results/fleet/questions.ts').then(
      (loaded) => (this.loaded = loaded),
      () => (this.lost = true),
    );
  }

  override render(): TemplateResult {
    if (this.lost) return html`<p role="alert">The questions could not be loaded. Check the connection.</p>`;
    if (!this.loaded) return html`<p class="note">The questions are being loaded.</p>`;
    const { QUESTIONS, FLEET_FILES } = this.loaded;
    return html`<p class="note">
        Save a file above, start DuckDB beside it, and paste: each question is whole by itself and reads
        ${FLEET_FILES[this.form]}.
      </p>
      <div role="radiogroup" aria-label="File that is read">
        ${FORMS.map(
          ([form, name]) =>
            html`<label
              ><input
                type="radio"
                name="form"
                .checked=${this.form === form}
                @change=${() => ([this.form, this.told] = [form, ''])}
              />${name}</label
            >`,
        )}
      </div>
      <p role="status" class="note">${this.told}</p>
      <ul>
        ${QUESTIONS.map((one) => this.#question(one, this.loaded?.questionSql(one, this.form) ?? ''))}
      </ul>`;
  }

  #question({ id, question }: Question, sql: string): TemplateResult {
    const isOpen = this.open === id;
    return html`<li>
      <div class="head">
        <h3>${question}</h3>
        <div class="do">
          <button
            type="button"
            aria-expanded=${isOpen}
            aria-label=${`SQL: ${question}`}
            @click=${() => (this.open = isOpen ? '' : id)}
          >
            SQL
          </button>
          <button type="button" aria-label=${`Copy: ${question}`} @click=${() => void this.#copy(question, sql)}>
            Copy
          </button>
        </div>
      </div>
      ${isOpen ? html`<pre tabindex="0" role="region" aria-label=${`SQL: ${question}`}>${sql}</pre>` : nothing}
    </li>`;
  }

  async #copy(question: string, sql: string): Promise<void> {
    this.told = (await copyText(sql))
      ? `Copied: ${question}`
      : 'The browser did not let the page copy. Open the SQL and select it.';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet-questions': LabFleetQuestions;
  }
}
