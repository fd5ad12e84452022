/**
 * Wheel, drag, pinch and keys on the lanes, as wishes: zoom about a place, push along, point at. A plain wheel stays the page's.
 */

/** Places are pixels of the canvas, from its left upper corner. */
export interface LanesWishes {
  zoom(factor: number, x: number | null): void;
  /** By a share of what is in sight. */
  push(share: number): void;
  fit(): void;
  point(x: number, y: number): void;
  step(key: string): void;
  leave(): void;
}

const WHEEL_STEP = 0.0025;
const KEY_FACTOR = 1.6;
const KEY_PUSH = 0.2;

interface Place {
  readonly x: number;
  readonly y: number;
}

export class LanesGestures {
  readonly #wishes: LanesWishes;
  readonly #pointers = new Map<number, Place>();

  constructor(wishes: LanesWishes) {
    this.#wishes = wishes;
  }

  readonly wheel = (event: WheelEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#wishes.zoom(
        Math.exp(-event.deltaY * WHEEL_STEP * (event.deltaMode === 1 ? 16 : 1)),
        event.clientX - box.left,
      );
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    this.#wishes.push(sideways / box.width);
  };

  readonly down = (event: PointerEvent): void => {
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.move(event);
  };

  readonly move = (event: PointerEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const before = this.#pointers.get(event.pointerId);
    const now = { x: event.clientX, y: event.clientY };
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (before) this.#pointers.set(event.pointerId, now);
    const [other] = others;
    if (before && other) {
      const factor = (Math.abs(now.x - other.x) + 20) / (Math.abs(before.x - other.x) + 20);
      this.#wishes.zoom(factor, (now.x + other.x) / 2 - box.left);
    } else if (before && now.x !== before.x) this.#wishes.push((before.x - now.x) / box.width);
    this.#wishes.point(now.x - box.left, now.y - box.top);
  };

  readonly up = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
  };

  readonly out = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#wishes.leave();
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#keyed(event)) event.preventDefault();
  };

  #keyed({ key, shiftKey }: KeyboardEvent): boolean {
    const wishes = this.#wishes;
    if (key === '+' || key === '=') wishes.zoom(KEY_FACTOR, null);
    else if (key === '-') wishes.zoom(1 / KEY_FACTOR, null);
    else if (key === '0' || key === 'Home') wishes.fit();
    else if (shiftKey && key === 'ArrowLeft') wishes.push(-KEY_PUSH);
    else if (shiftKey && key === 'ArrowRight') wishes.push(KEY_PUSH);
    else if (key.startsWith('Arrow')) wishes.step(key);
    else if (key === 'Escape') wishes.leave();
    else return false;
    return true;
  }
}
