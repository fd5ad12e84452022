/**
 * The frame around any picture: caption, drawing at the real width, a line that reads out what pointer
 * or arrow keys are on, the table, one key (t) or one press away, and the picture as a file, made by what is loaded then.
 * Knows nothing about what it shows.
 */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import type { Layout, Mark, Picture } from '../charts/picture.ts';
import { figureStyles } from './figure-styles.ts';
import { nearestMark, walked } from './mark-walking.ts';
import { controlStyles, tableStyles, textStyles } from './shared-styles.ts';
import { tableView } from './table-view.ts';
import { WidthController } from './width-controller.ts';

const HINT = 'Arrow keys walk through the picture; t shows its table.';
const PICK_HINT = 'Arrow keys walk through the picture; Enter shows who is there; t shows its table.';

@customElement('lab-figure')
export class LabFigure extends LitElement {
  static override styles = [textStyles, controlStyles, tableStyles, chartStyles, figureStyles];

  /** Null while there is nothing to draw; then `waiting` is said. */
  @property({ attribute: false }) picture: Picture | null = null;
  @property() heading = '';
  @property() note = '';
  @property() waiting = '';
  /** Whether a press on a mark means something to who shows the picture: then it is told, as `lab-mark`. */
  @property({ type: Boolean }) pickable = false;
  @state() private at = -1;
  @state() private focused = false;
  @state() private tabled = false;
  @state() private saving: 'closed' | 'open' | 'lost' = 'closed';
  readonly #size = new WidthController(this);
  #marks: readonly Mark[] = [];

  override render(): TemplateResult {
    const caption = html`<figcaption>${this.heading}<span>${this.note}</span></figcaption>`;
    if (!this.picture)
      return html`<figure>
        ${caption}
        <p class="waiting">${this.waiting}</p>
      </figure>`;
    return html`<figure @keydown=${this.#key}>
      ${caption}
      <slot name="controls"></slot>
      ${this.#plot(this.picture)}
      <div class="under">
        <p class="readout" aria-live=${this.focused ? 'polite' : 'off'}>${this.#readout()}</p>
        <button type="button" aria-expanded=${this.tabled} @click=${this.#toggle}>
          ${this.tabled ? 'Hide table' : 'Table'}
        </button>
        <button type="button" aria-expanded=${this.saving === 'open'} @click=${this.#files}>Save</button>
      </div>
      ${this.#saves()} ${this.tabled ? tableView(this.picture.table) : nothing}
    </figure>`;
  }

  #plot(picture: Picture): TemplateResult {
    const width = this.#size.width;
    const layout: Layout | null = width > 0 ? picture.layout(width) : null;
    this.#marks = layout?.marks ?? [];
    const mark = this.#marks[this.at];
    return html`<div
      class="plot"
      role="application"
      aria-roledescription="chart"
      tabindex="0"
      aria-label=${picture.label}
      aria-describedby="hint"
      @pointermove=${this.#point}
      @pointerdown=${this.#point}
      @pointerleave=${() => (this.at = -1)}
      @pointerup=${this.#pick}
      @focus=${() => (this.focused = true)}
      @blur=${() => ([this.focused, this.at] = [false, -1])}
    >
      ${
        layout &&
        html`<svg width=${width} height=${layout.height} viewBox="0 0 ${width} ${layout.height}" aria-hidden="true">
          ${layout.drawing}${
            mark &&
            svg`<rect
          class="cursor" rx="3" x=${mark.x - 4} y=${mark.y - 4}
          width=${mark.width + 8} height=${mark.height + 8}
        />`
          }
        </svg>`
      }
      <p class="hint" id="hint">${this.#hint}</p>
    </div>`;
  }

  #readout(): string {
    return this.#marks[this.at]?.text ?? (this.focused ? this.#hint : '');
  }

  get #hint(): string {
    return this.pickable ? PICK_HINT : HINT;
  }

  #toggle(): void {
    this.tabled = !this.tabled;
  }

  #pick(): void {
    const mark = this.#marks[this.at];
    if (this.pickable && mark) this.dispatchEvent(new CustomEvent<Mark>('lab-mark', { detail: mark }));
  }

  #saves(): TemplateResult | typeof nothing {
    if (this.saving === 'closed') return nothing;
    if (this.saving === 'lost') return html`<p role="alert">Saving could not be loaded. Check the connection.</p>`;
    return html`<lab-figure-files
      .drawing=${() => this.renderRoot.querySelector('svg')}
      .heading=${this.heading}
      .note=${this.note}
    ></lab-figure-files>`;
  }

  async #files(): Promise<void> {
    const next = this.saving === 'open' ? 'closed' : 'open';
    this.saving = await import('./lab-figure-files.ts').then(
      () => next,
      () => 'lost',
    );
  }

  #point(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.at = nearestMark(this.#marks, event.clientX - box.left, event.clientY - box.top);
  }

  #key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 't') return this.#toggle();
    if (event.key === 'Enter' && this.focused) return this.#pick();
    const next = this.focused ? walked(this.#marks, this.at, event.key) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    this.at = next;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-figure': LabFigure;
  }
}
