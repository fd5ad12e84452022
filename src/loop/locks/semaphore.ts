/**
 * A counting semaphore for tasks of one loop, bounded or not. A unit that is given back is handed to the first waiter at once: it
 * is gone from the count before that task runs, so nobody who comes between can take it.
 * Source: CPython 3.13, Lib/asyncio/locks.py (`Semaphore`, `BoundedSemaphore`).
 */
import { isCount } from '../../sync/count.ts';
import { BadArgument, ReleasedTooOften } from '../../sync/errors.ts';
import type { Awaitable, Coroutine } from '../coroutine.ts';
import { holding } from './scope.ts';
import { Waiters } from './waiters.ts';

export class LoopSemaphore {
  readonly #waiters = new Waiters();
  #value: number;

  /** Starts with `value` units. Throws `BadArgument`. */
  constructor(value = 1) {
    if (!isCount(value, 0)) throw new BadArgument(`a semaphore cannot start at ${value}: start at 0, 1, 2 …`);
    this.#value = value;
  }

  /** Units left that are nobody’s, those handed to woken waiters not counted. */
  get value(): number {
    return this.#value;
  }

  /** Whoever acquires now has to wait: no unit is left, or somebody was here before. */
  get locked(): boolean {
    return this.#value === 0 || !this.#waiters.areAllCancelled;
  }

  /** Waits for a unit; true. In the order of coming. Throws `MisusedLoop` where it has to wait on a second loop. */
  *acquire(): Coroutine<true> {
    if (!this.locked) {
      this.#value -= 1;
      return true;
    }
    const waiter = this.#waiters.join();
    let taken = false;
    try {
      yield* waiter;
      taken = true;
    } finally {
      this.#waiters.leave(waiter);
      if (waiter.isWoken && !taken) this.#value += 1;
      // Whoever came while this one was first had to queue, units or not.
      while (this.#value > 0 && this.#wakeNext());
    }
    return true;
  }

  /** Gives `count` units back. Throws `BadArgument` below 1. */
  release(count = 1): void {
    if (!isCount(count, 1)) throw new BadArgument(`${count} units cannot be given back: give 1, 2, 3 …`);
    this.#value += count;
    for (let left = count; left > 0 && this.#wakeNext(); left--);
  }

  /** Runs `body` with a unit and gives it back, whatever happens. */
  holding<T>(body: () => Awaitable<T>): Coroutine<T> {
    return holding(this, body);
  }

  /** Tasks in `acquire` that do not have their unit yet, or have not noticed. */
  get waiting(): number {
    return this.#waiters.size;
  }

  toString(): string {
    return `semaphore (${this.locked ? 'locked' : `unlocked, value:${this.#value}`}${this.#waiters.inText})`;
  }

  #wakeNext(): boolean {
    if (!this.#waiters.wakeNext()) return false;
    this.#value -= 1;
    return true;
  }
}

/** Never has more units than it started with. */
export class BoundedLoopSemaphore extends LoopSemaphore {
  readonly bound: number;

  /** Throws `BadArgument`. */
  constructor(value = 1) {
    super(value);
    this.bound = value;
  }

  /** Throws `ReleasedTooOften` above the bound, changing nothing; `BadArgument` below 1. */
  override release(count = 1): void {
    if (this.value + count > this.bound) throw new ReleasedTooOften('the semaphore');
    super.release(count);
  }
}
