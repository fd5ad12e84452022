/**
 * Paper to draw a speed-up curve on, by pointer or finger in one stroke, by keys point by point, or as numbers in a table. Keeps nothing.
 */
import { css, html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { factor } from '../charts/number-format.ts';
import { drawSketch, sketchFrame, type SketchFrame } from '../charts/predicted-curve.ts';
import { drawWorkerAxes } from '../charts/worker-axes.ts';
import { controlStyles, textStyles } from '../ui/shared-styles.ts';
import { WidthController } from '../ui/width-controller.ts';
import { fieldStyles } from './lesson-styles.ts';
import { PREDICT } from './lessons-words.ts';
import type { Point } from './prediction.ts';
import { blank, isWhole, nudged, pointsOf, type Sketch, stroked } from './sketching.ts';

const HOW =
  'Draw the curve with finger or mouse from left to right. By keyboard: Tab to a point, arrows up and down move it.';

@customElement('lab-predict-curve')
export class LabPredictCurve extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    chartStyles,
    fieldStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .paper {
        touch-action: none;
        cursor: crosshair;
        max-width: 40rem;
      }
      .handle {
        fill: transparent;
        stroke: none;
      }
      .handle:focus-visible {
        stroke: var(--accent);
        stroke-width: 2;
        outline: none;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1.2rem;
      }
    `,
  ];

  /** Numbers of workers, ascending, beginning with 1. */
  @property({ attribute: false }) workers: readonly number[] = [];
  @state() private sketch: Sketch = new Map();
  readonly #size = new WidthController(this);
  #from: Point | null = null;
  #frame: SketchFrame | null = null;

  override willUpdate(): void {
    if (this.sketch.size === 0) this.sketch = blank(this.workers);
  }

  override render(): TemplateResult {
    const whole = isWhole(this.sketch, this.workers);
    return html`<p class="note">${HOW}</p>
      ${this.#paper()}
      <div class="row">
        <button type="button" class="primary" ?disabled=${!whole} @click=${this.#hold}>${PREDICT}</button>
        ${
          this.sketch.size > 1
            ? html`<button type="button" @click=${() => (this.sketch = blank(this.workers))}>Wipe it</button>`
            : nothing
        }
      </div>
      <p class="note" role="status">
        ${whole ? '' : this.sketch.size > 1 ? 'The curve is not drawn to its end yet.' : ''}
      </p>`;
  }

  #paper(): TemplateResult | typeof nothing {
    const width = Math.min(640, this.#size.width);
    if (width === 0) return nothing;
    const frame = sketchFrame(this.workers, 1, width, 8);
    this.#frame = frame;
    const points = pointsOf(this.sketch);
    return html`<div
      class="paper"
      role="group"
      aria-label="Speed-up by number of workers, to be drawn"
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
    >
      <svg width=${width} height=${frame.height}>
        <g aria-hidden="true">${drawWorkerAxes(frame, null)} ${drawSketch(points, frame)}</g>
        ${this.workers.filter((one) => one > 1).map((one) => this.#handle(one, frame))}
      </svg>
    </div>`;
  }

  #handle(workers: number, frame: SketchFrame): SVGTemplateResult {
    const value = this.sketch.get(workers);
    return svg`<circle
      class="handle" role="slider" tabindex="0" r="12"
      cx=${frame.x(workers)} cy=${frame.y(value ?? 1)}
      aria-label=${`Speed-up with ${workers} workers`}
      aria-valuemin="0" aria-valuemax=${Math.ceil(frame.ceiling)} aria-valuenow=${value ?? 1}
      aria-valuetext=${value === undefined ? 'not drawn yet' : factor(value)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, workers)}
    />`;
  }

  #key(event: KeyboardEvent, workers: number): void {
    const value = nudged(this.sketch.get(workers) ?? 1, event.key, this.#frame?.ceiling ?? 1);
    if (value === null) return;
    event.preventDefault();
    this.sketch = new Map([...this.sketch, [workers, value]]);
  }

  #pointOf(event: PointerEvent): Point {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const frame = this.#frame;
    if (!frame) return { x: 1, y: 1 };
    const { x, y, ceiling } = frame;
    return {
      x: x.invert(event.clientX - box.left),
      y: Math.max(0, Math.min(ceiling, y.invert(event.clientY - box.top))),
    };
  }

  readonly #down = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#from = this.#pointOf(event);
    this.sketch = stroked(this.sketch, this.workers, this.#from, this.#from);
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#from === null) return;
    const to = this.#pointOf(event);
    this.sketch = stroked(this.sketch, this.workers, this.#from, to);
    this.#from = to;
  };

  readonly #up = (): void => {
    this.#from = null;
  };

  readonly #hold = (): void => {
    this.dispatchEvent(new CustomEvent('lab-predict', { detail: { kind: 'curve', points: pointsOf(this.sketch) } }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-predict-curve': LabPredictCurve;
  }
}
