/**
 * Tells its element how wide it is, in whole CSS pixels, and asks for a new rendering when that
 * changes: drawings are laid out in real pixels. 0 until the first observation and while hidden.
 *
 * On paper a drawing is laid out no wider than that is: scaled down instead, its text would be too small to read.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Between the margins of page.css on A4, CSS pixels: 180 mm. Letter has a little more. */
const PAPER_PX = 680;

export class WidthController implements ReactiveController {
  #width = 0;
  #isPrinted = false;
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === this.#width) return;
    this.#width = width;
    this.#host.requestUpdate();
  });

  readonly #print = ({ type }: Event): void => {
    this.#isPrinted = type === 'beforeprint';
    if (this.#width > PAPER_PX) this.#host.requestUpdate();
  };

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get width(): number {
    return this.#isPrinted ? Math.min(this.#width, PAPER_PX) : this.#width;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
  }
}
