/**
 * A queue between greenlets, first come, first served on both sides; with room for nothing it hands over from hand to hand. An item
 * goes to a getter in the very switch that lets it go on, so none is lost with a greenlet that is killed at the wrong moment.
 * Source: gevent, src/gevent/queue.py (`Queue`, `Channel`); there, a get may overtake getters that wait, here none does.
 */
import type { Milliseconds } from '../base/units.ts';
import { BadArgument, QueueEmpty, QueueFull } from '../sync/errors.ts';
import { withTimeout } from './greenlet-timeout.ts';
import type { Hub } from './hub.ts';
import type { Switching } from './strand.ts';
import { Waiter } from './waiter.ts';

interface Putter<T> {
  readonly item: T;
  readonly waiter: Waiter<void>;
}

export class Channel<T> {
  readonly #hub: Hub;
  readonly #room: number;
  readonly #items: T[] = [];
  readonly #getters = new Set<Waiter<T>>();
  readonly #putters = new Set<Putter<T>>();

  /** `room` items can wait in it; any number where it is Infinity. Throws `BadArgument` for a negative one and for NaN. */
  constructor(hub: Hub, room = Infinity) {
    if (!(room >= 0)) throw new BadArgument(`a channel has room for 0 or more items, not for ${room}`);
    this.#hub = hub;
    this.#room = room;
  }

  /** Items in it; those whose putters wait are not. */
  get size(): number {
    return this.#items.length;
  }

  /** Waits for room, or where there is never any, for a getter. Throws `QueueFull` where the time is up before. */
  *put(item: T, timeoutMs: Milliseconds = Infinity): Switching<void> {
    if (this.#hasRoom()) return this.putNow(item);
    const putter = { item, waiter: new Waiter<void>(this.#hub) };
    this.#putters.add(putter);
    this.#arrangeHandover();
    try {
      yield* withTimeout(
        this.#hub,
        timeoutMs,
        () => putter.waiter.wait(),
        () => this.#demandTaken(putter),
      );
    } finally {
      this.#putters.delete(putter);
    }
  }

  /** Throws `QueueFull` where it would have to wait. */
  putNow(item: T): void {
    if (!this.#hasRoom()) throw new QueueFull();
    this.#items.push(item);
    this.#arrangeHandover();
  }

  /** Waits for an item. Throws `QueueEmpty` where the time is up before. */
  *get(timeoutMs: Milliseconds = Infinity): Switching<T> {
    if (this.#hasToSpare()) return this.#take();
    const waiter = new Waiter<T>(this.#hub);
    this.#getters.add(waiter);
    try {
      return yield* withTimeout(this.#hub, timeoutMs, () => waiter.wait(), tooLate);
    } finally {
      this.#getters.delete(waiter);
    }
  }

  /** Throws `QueueEmpty` where it would have to wait. */
  getNow(): T {
    if (!this.#hasToSpare()) throw new QueueEmpty();
    return this.#take();
  }

  /** Then no putter waits: whoever takes an item lets one put his. */
  #hasRoom(): boolean {
    return this.#items.length < this.#room;
  }

  /** More than the getters that wait are going to take. */
  #hasToSpare(): boolean {
    return this.#items.length + this.#putters.size > this.#getters.size;
  }

  #take(): T {
    const item = this.#items.length > 0 ? (this.#items.shift() as T) : this.#takeFromPutter();
    while (this.#putters.size > 0 && this.#items.length < this.#room) this.#items.push(this.#takeFromPutter());
    return item;
  }

  #takeFromPutter(): T {
    const [putter] = this.#putters as Set<Putter<T>> & Iterable<Putter<T>>;
    const { item, waiter } = putter as Putter<T>;
    this.#putters.delete(putter as Putter<T>);
    this.#hub.soon(() => waiter.go());
    return item;
  }

  /** One for each item that comes while somebody waits: it does nothing where he has given up. */
  #arrangeHandover(): void {
    if (this.#getters.size === 0) return;
    this.#hub.soon(() => {
      const [getter] = this.#getters;
      if (!getter || this.#items.length + this.#putters.size === 0) return;
      this.#getters.delete(getter);
      getter.go(this.#take());
    });
  }

  /** Its time is up, but its item may have been taken a moment before. */
  #demandTaken(putter: Putter<T>): void {
    if (this.#putters.has(putter)) throw new QueueFull();
  }
}

function tooLate(): never {
  throw new QueueEmpty();
}
