/**
 * The canvas of the lanes from frame to frame: as sharp as the screen, drawn once a frame at most and only where something has
 * changed, in the colours that the page has now.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LanesLayout } from '../charts/lanes/lanes-layout.ts';
import type { PictureColours } from '../charts/lanes/lanes-svg.ts';
import { LanesPainter, type Cursor } from './lab-lanes-canvas.ts';
import { readPalette } from './lab-lanes-palette.ts';

/** What redraws the canvas although nothing in it has changed: the colours have, or the screen. */
const SURROUNDINGS = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print', '(resolution: 1dppx)'];

export class LanesScreen implements ReactiveController {
  layout: LanesLayout | null = null;
  colours: PictureColours | null = null;
  #painter: LanesPainter | null = null;
  #frame = 0;
  #surroundings: readonly MediaQueryList[] = [];
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #redraw: () => void;

  constructor(host: ReactiveControllerHost & HTMLElement, redraw: () => void) {
    this.#host = host;
    this.#redraw = redraw;
    host.addController(this);
  }

  hostConnected(): void {
    this.#surroundings = SURROUNDINGS.map((wanted) => matchMedia(wanted));
    for (const one of this.#surroundings) one.addEventListener('change', this.recolour);
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const one of this.#surroundings) one.removeEventListener('change', this.recolour);
  }

  /** With the next frame. */
  soon(): void {
    if (this.#frame !== 0 || !this.#host.isConnected) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#redraw();
    });
  }

  readonly recolour = (): void => {
    this.colours = null;
    this.#painter = null;
    // At once: a printer does not wait for a frame.
    if (matchMedia('print').matches) this.#redraw();
    else this.soon();
  };

  draw(canvas: HTMLCanvasElement, layout: LanesLayout, cursor: Cursor | null): void {
    this.layout = layout;
    this.#fit(canvas, layout);
    this.colours ??= readPalette(
      this.#host.shadowRoot ?? this.#host,
      layout.blocks.map(({ lanes }) => lanes.model),
    );
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) return;
    this.#painter ??= new LanesPainter(context, this.colours, devicePixelRatio);
    this.#painter.paint(layout, cursor);
  }

  #fit(canvas: HTMLCanvasElement, { width, height }: LanesLayout): void {
    const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (canvas.width === across && canvas.height === down) return;
    [canvas.width, canvas.height] = [across, down];
    canvas.style.height = `${height}px`;
    this.#painter = null;
  }
}
