/**
 * A queue with a bound in the style of callbacks: putting and taking give Deferreds. First come, first served on both sides. With its
 * items for tokens it is a semaphore, or a lock.
 * Source of the form: Twisted's `DeferredQueue`, which refuses what does not fit where this one waits. Another difference: who waited
 * is called back on a turn of the loop, not inside the call that brings what it waited for, so that a thousand who go on one after
 * the other need no stack a thousand calls deep.
 */
import { BadArgument } from '../sync/errors.ts';
import { Deferred, succeed } from './deferred.ts';
import type { EventLoop } from './event-loop.ts';

interface Putting<T> {
  readonly item: T;
  readonly done: Deferred<void>;
}

export class DeferredQueue<T> {
  readonly #loop: EventLoop;
  readonly #room: number;
  readonly #items: T[] = [];
  /** At most one of the two has anybody in it. */
  readonly #getters = new Set<Deferred<T>>();
  readonly #putters = new Set<Putting<T>>();

  /** For `room` items. Throws `BadArgument` for a bound that lets nothing in. */
  constructor(loop: EventLoop, room: number) {
    if (!(room > 0)) throw new BadArgument(`a queue cannot be for ${room} items: ask for 1, 2, 3 …`);
    this.#loop = loop;
    this.#room = room;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Fired once the item is in it, or with whoever waited for one. Cancelled before, the item is not put. */
  put(item: T): Deferred<void> {
    const [getter] = this.#getters;
    if (getter) {
      this.#getters.delete(getter);
      this.#bring(getter, item);
    } else if (this.#items.length < this.#room) {
      this.#items.push(item);
    } else {
      const putting: Putting<T> = { item, done: new Deferred<void>(this.#loop, () => this.#putters.delete(putting)) };
      this.#putters.add(putting);
      return putting.done;
    }
    return succeed(this.#loop, undefined);
  }

  /** Fired with an item. Cancelled before, none is taken for it. */
  get(): Deferred<T> {
    if (this.#items.length === 0) {
      const getter: Deferred<T> = new Deferred<T>(this.#loop, () => this.#getters.delete(getter));
      this.#getters.add(getter);
      return getter;
    }
    const item = this.#items.shift() as T;
    const [putting] = this.#putters;
    if (putting) {
      this.#putters.delete(putting);
      this.#items.push(putting.item);
      this.#bring(putting.done, undefined);
    }
    return succeed(this.#loop, item);
  }

  #bring<Got>(to: Deferred<Got>, got: Got): void {
    this.#loop.callSoonThreadsafe(() => {
      if (!to.isFired) to.callback(got);
    });
  }
}
