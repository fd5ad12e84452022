/**
 * The view History, `#/history`: every run that is kept on this device, the newest first, to be named, opened, compared, exported and deleted.
 * Every state (reading, empty, forbidden, unreadable) is a sentence; nothing is asked before a deletion, and everything can be taken back.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { wallDate } from '../base/clock.ts';
import { grouped } from '../charts/number-format.ts';
import type { KeptHead } from '../results/store/kept.ts';
import { HistoryController, type OpenStore } from './history-controller.ts';
import { type ExportForm, saveKept } from './history-files.ts';
import { compareAddress } from './history-links.ts';
import { historyStyles } from './history-styles.ts';
import * as words from './history-words.ts';
import './lab-history-room.ts';
import './lab-history-row.ts';
import type { LabHistoryRow } from './lab-history-row.ts';
import { viewIn } from './route-controller.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

/** Rows drawn at once; the others on demand. */
const PAGE = 100;
/** Of the filter: every kind. */
const EVERY = '';
const DAMAGED = 'damaged';

@customElement('lab-history')
export class LabHistory extends LitElement {
  static override styles = [textStyles, controlStyles, historyStyles];

  /** Where results are kept; tests and the gallery put their own here. */
  @property({ attribute: false }) open: OpenStore = async () => (await import('../results/store/store.ts')).openStore();
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private format = EVERY;
  @state() private most = PAGE;
  /** What was done last, for who cannot see it. */
  @state() private told = '';
  readonly #history = new HistoryController(
    this,
    () => this.open,
    () => viewIn(location.hash, '') === 'history',
  );

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  override render(): TemplateResult {
    const { phase } = this.#history;
    return html`<p class="kicker">${words.KICKER}</p>
      <h1>${this.#heading()}</h1>
      ${phase === 'reading' ? nothing : phase === 'unreadable' ? this.#unreadable() : this.#whole()}
      <p class="unseen" aria-live="polite">${this.told}</p>`;
  }

  /** One element in every phase: the keyboard may be on it. */
  #heading(): string {
    const { phase, fault, heads } = this.#history;
    if (phase === 'reading') return words.READING;
    if (phase !== 'unreadable') return words.heading(heads.length);
    return fault?.trouble === 'forbidden' ? words.NO_STORAGE : words.UNREADABLE;
  }

  #unreadable(): TemplateResult {
    const { fault } = this.#history;
    const isForbidden = fault?.trouble === 'forbidden';
    return html`<p role="alert">${fault?.message}</p>
      ${isForbidden ? nothing : html`<button type="button" class="primary" @click=${() => this.#history.read()}>Try again</button>`}`;
  }

  #whole(): TemplateResult {
    const { heads, fault } = this.#history;
    const shown = this.#shown();
    const isEmpty = heads.length === 0;
    return html`${
        isEmpty
          ? html`<p>${words.EMPTY_NOTE}</p>
              <p><a href="#/measure">Measure this device</a></p>`
          : nothing
      }
      <p class="note">${words.BOUND_NOTE}</p>
      <lab-history-room .listed=${heads}></lab-history-room>
      ${fault ? html`<p role="alert">${fault.message}</p>` : nothing} ${isEmpty ? nothing : this.#bar(shown)}
      <ol>
        ${repeat(
          shown.slice(0, this.most),
          ({ id }) => id,
          (head) => html`<li>${this.#row(head)}</li>`,
        )}
      </ol>
      ${shown.length > this.most ? this.#more(shown.length) : nothing} ${this.#undoBar()}`;
  }

  #bar(shown: readonly KeptHead[]): TemplateResult {
    const chosen = this.#chosen();
    const able = shown.filter(({ state: kept }) => kept !== 'running');
    return html`<div class="bar">
      <label class="all">
        <input
          type="checkbox"
          .checked=${able.length > 0 && chosen.length === able.length}
          .indeterminate=${chosen.length > 0 && chosen.length < able.length}
          @change=${(event: Event) => this.#selectAll(able, (event.target as HTMLInputElement).checked)}
        />
        Select all
      </label>
      ${this.#filter()} ${chosen.length > 0 ? this.#withSelected(chosen) : this.#withAll(able)}
    </div>`;
  }

  #filter(): TemplateResult {
    const { heads } = this.#history;
    const kinds = [...new Set(heads.map(({ format }) => format))].sort();
    return html`<label
      >Show
      <select @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
        <option value=${EVERY} ?selected=${this.format === EVERY}>every kind (${grouped(heads.length)})</option>
        ${kinds.map((format) => {
          const count = heads.filter((head) => head.format === format).length;
          return html`<option value=${format || DAMAGED} ?selected=${this.format === (format || DAMAGED)}>
            ${words.filterLabel(format, count)}
          </option>`;
        })}
      </select></label
    >`;
  }

  #withSelected(chosen: readonly KeptHead[]): TemplateResult {
    const fault = words.compareFault(chosen);
    const ids = chosen.map(({ id }) => id);
    return html`<span class="note" role="status">${grouped(chosen.length)} selected</span>
      ${
        fault === null
          ? html`<a href=${compareAddress(ids)}>Compare</a>`
          : html`<button type="button" disabled title=${fault}>Compare</button>`
      }
      ${this.#exports(chosen)}
      <button type="button" class="last" @click=${() => this.#remove(chosen)}>Delete selected</button>
      ${fault !== null && chosen.length > 1 ? html`<span class="note">${fault}</span>` : nothing}`;
  }

  #withAll(able: readonly KeptHead[]): TemplateResult {
    return html`${this.#exports(able)} <a href="#/compare">Open files in Compare</a>
      <button type="button" class="last" ?disabled=${able.length === 0} @click=${() => this.#remove(able)}>
        ${able.length < this.#history.heads.length && this.format !== EVERY ? 'Delete all of these' : 'Delete all'}
      </button>`;
  }

  #exports(heads: readonly KeptHead[]): TemplateResult {
    const sound = heads.filter(({ state: kept }) => kept !== 'damaged');
    const button = (form: ExportForm, title: string): TemplateResult =>
      html`<button
        type="button"
        title=${words.STAYS_BEHIND}
        ?disabled=${sound.length === 0}
        @click=${() => this.#save(sound, form)}
      >
        ${title}
      </button>`;
    return html`${button('json', 'Export JSON')} ${button('ndjson', 'Export NDJSON')}`;
  }

  #row(head: KeptHead): TemplateResult {
    return html`<lab-history-row
      .head=${head}
      .selected=${this.selected.has(head.id)}
      @lab-select=${(event: CustomEvent<boolean>) => this.#select(head.id, event.detail)}
      @lab-change=${(event: CustomEvent<{ name?: string; note?: string }>) => this.#history.change(head, event.detail)}
      @lab-save=${() => this.#save([head], 'json')}
      @lab-delete=${() => this.#remove([head])}
    ></lab-history-row>`;
  }

  #more(count: number): TemplateResult {
    const next = Math.min(PAGE, count - this.most);
    return html`<p>
      <button type="button" @click=${this.#showMore}>Show ${grouped(next)} more</button>
      <span class="note">${grouped(this.most)} of ${grouped(count)} are shown.</span>
    </p>`;
  }

  /** The button may be gone: the keyboard goes on at the first row that came. */
  async #showMore(): Promise<void> {
    const at = this.most;
    this.most += PAGE;
    await this.updateComplete;
    const row = this.renderRoot.querySelectorAll<LabHistoryRow>('lab-history-row')[at];
    await row?.updateComplete;
    row?.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  #undoBar(): TemplateResult | typeof nothing {
    const { undo } = this.#history;
    return undo
      ? html`<div class="undo" role="status">
          <p id="done">${undo.text}</p>
          <button type="button" id="undo" aria-describedby="done" @click=${this.#takeBack}>Undo</button>
        </div>`
      : nothing;
  }

  #shown(): readonly KeptHead[] {
    const { heads } = this.#history;
    const own = heads.filter(({ format }) => (format || DAMAGED) === this.format);
    // The last of its kind may have been deleted.
    return own.length === 0 ? heads : own;
  }

  /** Selected, shown by the filter and still there. */
  #chosen(): readonly KeptHead[] {
    return this.#shown().filter(({ id, state: kept }) => this.selected.has(id) && kept !== 'running');
  }

  #choose(format: string): void {
    this.format = format;
    this.most = PAGE;
    this.selected = new Set();
  }

  #select(id: string, isSelected: boolean): void {
    const selected = new Set(this.selected);
    if (isSelected) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
  }

  #selectAll(able: readonly KeptHead[], isSelected: boolean): void {
    this.selected = new Set(isSelected ? able.map(({ id }) => id) : []);
  }

  /** What was focused is gone: the keyboard goes on at the way back. */
  async #remove(heads: readonly KeptHead[]): Promise<void> {
    await this.#history.remove(heads, words.deletedWords);
    this.selected = new Set();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('#undo')?.focus();
  }

  async #takeBack(): Promise<void> {
    await this.#history.takeBack();
    this.told = this.#history.fault ? '' : 'Taken back.';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('.bar input')?.focus();
  }

  async #save(heads: readonly KeptHead[], form: ExportForm): Promise<void> {
    const whole = await this.#history.whole(heads);
    if (whole) saveKept(whole, form, wallDate().slice(0, 10));
  }

  readonly #follow = (): void => {
    if (viewIn(location.hash, '') === 'history') this.#history.look();
    else this.#history.leave();
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-history': LabHistory;
  }
}
