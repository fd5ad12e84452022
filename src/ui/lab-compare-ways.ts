/**
 * The ways in: a box for links, a choice of files, this device's history. Says what was given; reads nothing of it.
 */
import { dateWords } from '../base/dates.ts';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KeptHead } from '../results/store/kept.ts';
import { FORMAT } from '../results/limits.ts';
import { counted } from '../charts/number-format.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

const ACCEPTED = '.json,.ndjson,.jsonl,.csv,.gz,application/json,text/csv,application/gzip';
/** More entries of the history than this are left to its own page. */
const MOST_LISTED = 100;

@customElement('lab-compare-ways')
export class LabCompareWays extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.2rem;
        align-items: end;
      }
      .box {
        flex: 1 1 22rem;
        min-width: 0;
        white-space: normal;
      }
      textarea {
        display: block;
        width: 100%;
        font: var(--size-small) / 1.5 var(--mono);
        color: var(--ink);
        background: none;
        border: 1px solid var(--soft);
        border-radius: 0.3rem;
        padding: 0.5rem 0.6rem;
        margin-top: 0.25rem;
        resize: vertical;
        overflow-wrap: anywhere;
      }
      input[type='file'] {
        position: absolute;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
        overflow: hidden;
      }
      details {
        margin-top: 0.4rem;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        font-weight: 600;
        width: fit-content;
        padding-block: 0.5rem;
      }
      ul {
        list-style: none;
        margin: 0 0 0.4rem;
        padding: 0;
        max-height: 16rem;
        overflow-y: auto;
      }
      li label {
        display: block;
        padding-block: 0.35rem;
        color: var(--ink);
        white-space: normal;
      }
      li small {
        color: var(--soft);
        font-size: inherit;
      }
      input[type='checkbox'] {
        accent-color: var(--ink);
        margin: 0 0.5rem 0 0;
      }
    `,
  ];

  @property({ type: Boolean }) busy = false;
  /** Rejects with a sentence. */
  @property({ attribute: false }) history: () => Promise<readonly KeptHead[]> = () => Promise.resolve([]);
  @state() private text = '';
  @state() private kept: readonly KeptHead[] | null = null;
  @state() private fault = '';
  @state() private ticked: readonly string[] = [];

  override render(): TemplateResult {
    return html`<form @submit=${this.#submit}>
        <label class="box"
          >Links, one or many
          <textarea
            rows="2"
            spellcheck="false"
            autocomplete="off"
            .value=${this.text}
            @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </label>
        <button ?disabled=${this.busy || this.text.trim() === ''}>Add links</button>
        <button type="button" ?disabled=${this.busy} @click=${this.#browse}>Choose files</button>
        <input
          type="file"
          multiple
          accept=${ACCEPTED}
          aria-label="Result files"
          tabindex="-1"
          @change=${this.#choose}
        />
      </form>
      <p class="note">Or press Ctrl+V anywhere here, or drop files: JSON, NDJSON, CSV, each also packed with gzip.</p>
      <details @toggle=${this.#toggle}>
        <summary>From this device’s history</summary>
        ${this.#history()}
      </details>`;
  }

  #history(): TemplateResult {
    if (this.fault) return html`<p role="alert">${this.fault}</p>`;
    if (!this.kept) return html`<p class="note">The history is being read.</p>`;
    const results = this.kept.filter(({ format }) => format === FORMAT);
    if (results.length === 0)
      return html`<p class="note">
        Nothing that can be compared is kept on this device yet. <a href="#/measure">Measure this device</a>
      </p>`;
    const listed = results.slice(0, MOST_LISTED);
    const left = results.length - listed.length;
    const { length: count } = this.ticked;
    return html`<ul>
        ${listed.map((head) => this.#entry(head))}
      </ul>
      ${left > 0 ? html`<p class="note">${counted(left, 'older result')} on the page <a href="#/history">History</a>.</p>` : nothing}
      <button type="button" ?disabled=${this.busy || count === 0} @click=${this.#take}>
        Add ${count === 0 ? 'those ticked' : counted(count, 'result')}
      </button>`;
  }

  #entry({ id, name, answer, savedAt }: KeptHead): TemplateResult {
    const when = dateWords(savedAt, 'shortMoment');
    return html`<li>
      <label
        ><input
          type="checkbox"
          .checked=${this.ticked.includes(id)}
          @change=${(event: Event) => this.#tick(id, (event.target as HTMLInputElement).checked)}
        />${name || answer || 'A result'} <small>${when}</small></label
      >
    </li>`;
  }

  #tick(id: string, isTicked: boolean): void {
    this.ticked = isTicked ? [...this.ticked, id] : this.ticked.filter((one) => one !== id);
  }

  #tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail }));
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.text.trim() === '') return;
    this.#tell('lab-text', this.text);
  }

  /** What was typed has been taken: it is no longer needed. */
  clear(): void {
    this.text = '';
  }

  #browse(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')?.click();
  }

  #choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) this.#tell('lab-files', files);
  }

  #take(): void {
    this.#tell('lab-kept', this.ticked);
    this.ticked = [];
  }

  async #toggle(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.fault = '';
    try {
      this.kept = await this.history();
    } catch (error) {
      this.fault = error instanceof Error ? error.message : 'The history could not be read.';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-compare-ways': LabCompareWays;
  }
}
