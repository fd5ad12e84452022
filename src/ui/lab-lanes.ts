/**
 * The picture of a race: the lanes of every model on one time axis, and under each its two curves. Zoomed, pushed, read out by
 * pointer and keys alike, as a table, as files. Works nothing out: `charts/lanes` does, `lab-lanes-canvas` draws.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { clockFrom } from '../base/clock.ts';
import { landingAt, stepped, type Landing } from '../charts/lanes/lane-landing.ts';
import type { RowsOf } from '../charts/lanes/lane-rows.ts';
import { lanesLayout, momentAt, type LanesLayout } from '../charts/lanes/lanes-layout.ts';
import type { PictureColours } from '../charts/lanes/lanes-svg.ts';
import { RaceLanes, wholeOf, type LanesReport, type ModelLanes } from '../charts/lanes/race-lanes.ts';
import { raceLabel, raceTable, spansTable } from '../charts/lanes/race-table.ts';
import { fitted, moved, revealing, zoomed, type TimeWindow } from '../charts/lanes/time-window.ts';
import { figureStyles } from './figure-styles.ts';
import { cursorOf, type Cursor } from './lab-lanes-canvas.ts';
import { savePng, saveSvg, saveTrace } from './lab-lanes-files.ts';
import { LanesGestures } from './lab-lanes-gestures.ts';
import { LanesScreen } from './lab-lanes-screen.ts';
import { lanesStyles } from './lab-lanes-styles.ts';
import { controlStyles, tableStyles, textStyles } from './shared-styles.ts';
import { tableView } from './table-view.ts';
import { WidthController } from './width-controller.ts';

const HINT =
  'Arrow keys walk from span to span and from lane to lane, with Shift they move along the time; + and − zoom, 0 shows all, t shows the table, Escape leaves.';
/** While a race runs, working out its lanes may take a tenth of the page's time. */
const REST = 9;
const LEAST_REST_MS = 30;
/** For those who asked for less motion: the lanes of a running model now and then. */
const CALM_REST_MS = 2_000;
const FIRST_SPANS = 200;
@customElement('lab-lanes')
export class LabLanes extends LitElement {
  static override styles = [textStyles, controlStyles, tableStyles, figureStyles, lanesStyles];

  /** Null while there is nothing; then the element says so. */
  @property({ attribute: false }) report: LanesReport | null = null;
  @property() heading = 'Who ran when';
  @state() private rows: RowsOf = 'threads';
  @state() private landing: Landing | null = null;
  @state() private isFocused = false;
  @state() private isTabled = false;
  @state() private spansShown = 0;
  @state() private fault = '';
  @query('canvas') private canvas!: HTMLCanvasElement | null;

  readonly #size = new WidthController(this);
  readonly #clock = clockFrom();
  readonly #race = new RaceLanes();
  #models: readonly ModelLanes[] = [];
  /** Null: all of it, however long it grows. */
  #window: TimeWindow | null = null;
  #notBefore = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #screen = new LanesScreen(this, () => this.redraw());

  readonly #gestures = new LanesGestures({
    zoom: (factor, x) => this.#zoom(factor, x),
    push: (share) => this.#push(share),
    fit: () => this.#show(null),
    point: (x, y) => this.#land(this.#screen.layout && landingAt(this.#screen.layout, x, y)),
    step: (key) => this.#step(key),
    leave: () => this.#land(null),
  });
  readonly #wheel = { handleEvent: this.#gestures.wheel, passive: false };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
    this.#rest = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('report')) this.#renew();
  }

  override updated(): void {
    this.#screen.soon();
  }

  override render(): TemplateResult {
    const { report } = this;
    const caption = html`<figcaption>
      ${this.heading}<span
        >every model on one time axis, from its start; below each how many tasks are in progress, in outline, and how
        many execute, solid</span
      >
    </figcaption>`;
    if (!report || this.#models.length === 0) {
      return html`<figure>
        ${caption}
        <p class="waiting">The lanes appear here as soon as the first model runs.</p>
      </figure>`;
    }
    return html`<figure @keydown=${this.#key}>
      ${caption} ${this.#tools()}
      <div class="plot">
        <canvas
          role="application"
          aria-roledescription="timeline"
          aria-label=${raceLabel(report.program.title, this.#models)}
          aria-describedby="hint"
          tabindex="0"
          @wheel=${this.#wheel}
          @pointerdown=${this.#gestures.down}
          @pointermove=${this.#gestures.move}
          @pointerup=${this.#gestures.up}
          @pointercancel=${this.#gestures.up}
          @pointerleave=${this.#gestures.out}
          @keydown=${this.#gestures.key}
          @focus=${() => (this.isFocused = true)}
          @blur=${this.#blur}
        ></canvas>
        <p class="hint" id="hint">${HINT}</p>
      </div>
      <div class="under">
        <p class="readout" aria-live=${this.isFocused ? 'polite' : 'off'}>
          ${this.landing?.text ?? (this.isFocused ? HINT : '')}
        </p>
        ${this.#files()}
      </div>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing} ${this.isTabled ? this.#tables() : nothing}
    </figure>`;
  }

  #tools(): TemplateResult {
    return html`<div class="tools">
      <label
        >One lane a
        <select @change=${(event: Event) => this.#chooseRows((event.target as HTMLSelectElement).value)}>
          <option value="threads" ?selected=${this.rows === 'threads'}>thread</option>
          <option value="tasks" ?selected=${this.rows === 'tasks'}>task</option>
        </select></label
      >
      <span class="note">Zoom</span>
      <button type="button" aria-label="Zoom in" @click=${() => this.#zoom(2, null)}>in</button>
      <button type="button" aria-label="Zoom out" @click=${() => this.#zoom(0.5, null)}>out</button>
      <button type="button" aria-label="Show all" @click=${() => this.#show(null)}>all</button>
    </div>`;
  }

  #files(): TemplateResult {
    return html`<div class="files">
      <button type="button" aria-expanded=${this.isTabled} @click=${this.#toggle}>
        ${this.isTabled ? 'Hide table' : 'Table'}
      </button>
      <button type="button" title="The picture in sight as pixels" @click=${() => this.#save(savePng)}>PNG</button>
      <button type="button" title="The picture in sight as a drawing" @click=${() => this.#save(saveSvg)}>SVG</button>
      <button type="button" title="All spans, for Perfetto and speedscope" @click=${this.#saveTrace}>Trace</button>
    </div>`;
  }

  #tables(): TemplateResult {
    return html`${tableView(raceTable(this.#models))}
      ${this.spansShown > 0 ? tableView(spansTable(this.#models, this.spansShown)) : nothing}
      <button type="button" class="more" @click=${() => (this.spansShown += FIRST_SPANS)}>
        ${this.spansShown > 0 ? 'More spans' : `The first ${FIRST_SPANS} spans of each model`}
      </button>`;
  }

  /** What is in sight, for who drives the element. */
  get window(): TimeWindow {
    return this.#window ?? fitted(wholeOf(this.#models));
  }

  set window(wanted: TimeWindow) {
    const whole = wholeOf(this.#models);
    this.#show(wanted.to - wanted.from >= whole ? null : wanted);
  }

  /** Draws what is in sight now, instead of with the next frame. */
  redraw(): void {
    const width = this.#size.width;
    if (!this.canvas || width === 0) return;
    const layout = lanesLayout(this.#models, this.window, width);
    this.#screen.draw(this.canvas, layout, this.#cursor(layout));
  }

  #cursor(layout: LanesLayout): Cursor | null {
    const { landing } = this;
    const placed = landing && layout.blocks[landing.block]?.rows[landing.row];
    return placed && landing.span >= 0 ? cursorOf(layout, placed, landing.start, landing.end) : null;
  }

  /** The lanes of a model that still runs are worked out now and then; those of the others once. */
  #renew(): void {
    if (this.#rest !== undefined) return;
    const wait = this.#notBefore - this.#clock.now();
    const isRunning = this.report?.state === 'running';
    if (isRunning && wait > 0) {
      this.#rest = setTimeout(() => {
        this.#rest = undefined;
        this.#renew();
        this.requestUpdate();
      }, wait);
      return;
    }
    const start = this.#clock.now();
    const before = this.#models;
    this.#models = this.report ? this.#race.of(this.report, this.rows) : [];
    if (before.length !== this.#models.length || before.some(({ model }, at) => model !== this.#models[at]?.model)) {
      this.#screen.recolour();
    }
    const rest = matchMedia('(prefers-reduced-motion: reduce)').matches ? CALM_REST_MS : LEAST_REST_MS;
    const end = this.#clock.now();
    this.#notBefore = end + Math.max(rest, (end - start) * REST);
  }

  #show(window: TimeWindow | null): void {
    this.#window = window;
    this.#screen.soon();
  }

  #zoom(factor: number, x: number | null): void {
    const { from, to } = this.window;
    const focus =
      this.landing && this.landing.start >= from && this.landing.start <= to ? this.landing.start : (from + to) / 2;
    const about =
      x === null || !this.#screen.layout ? focus : Math.max(from, Math.min(to, momentAt(this.#screen.layout, x)));
    this.window = zoomed(this.window, factor, about, wholeOf(this.#models));
  }

  #push(share: number): void {
    const { from, to } = this.window;
    this.window = moved(this.window, share * (to - from), wholeOf(this.#models));
  }

  #land(landing: Landing | null): void {
    if (landing?.text === this.landing?.text) return;
    this.landing = landing;
  }

  #step(key: string): void {
    if (!this.#screen.layout) return;
    const next = stepped(this.#screen.layout, this.landing, key);
    if (next) this.window = revealing(this.window, next.start, next.end, wholeOf(this.#models));
    this.#land(next);
  }

  #chooseRows(value: string): void {
    this.rows = value === 'tasks' ? 'tasks' : 'threads';
    this.landing = null;
    this.#notBefore = 0;
    this.#renew();
  }

  /** A window that loses the focus blurs its element too, but comes back to it: then the place is kept. */
  #blur(): void {
    this.isFocused = false;
    if (this.shadowRoot?.activeElement !== this.canvas) this.landing = null;
  }

  #toggle(): void {
    this.isTabled = !this.isTabled;
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 't' || event.target instanceof HTMLSelectElement) return;
    if (!event.ctrlKey && !event.metaKey && !event.altKey) this.#toggle();
  }

  #save(
    how: (report: LanesReport, layout: LanesLayout, colours: PictureColours) => Promise<void> | void,
  ): Promise<void> {
    return this.#attempt(async () => {
      if (this.report && this.#screen.layout && this.#screen.colours)
        await how(this.report, this.#screen.layout, this.#screen.colours);
    });
  }

  #saveTrace(): Promise<void> {
    return this.#attempt(async () => {
      if (this.report) await saveTrace(this.report, this.#models);
    });
  }

  async #attempt(save: () => Promise<void>): Promise<void> {
    this.fault = '';
    await save().catch((error: unknown) => {
      this.fault = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-lanes': LabLanes;
  }
}
