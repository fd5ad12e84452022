/**
 * A mutex for tasks of one loop. Not reentrant, and without an owner: any task may release it. Between two yields nobody else
 * runs, so only a critical section that waits for something needs one.
 * Source: CPython 3.13, Lib/asyncio/locks.py (`Lock`).
 *
 *   free → held → free, the first waiter woken → held by it            whoever comes between is queued behind
 */
import { NotHeld } from '../../sync/errors.ts';
import type { Awaitable, Coroutine } from '../coroutine.ts';
import { holding } from './scope.ts';
import { Waiters } from './waiters.ts';

export class LoopLock {
  readonly #waiters = new Waiters();
  #locked = false;

  get locked(): boolean {
    return this.#locked;
  }

  /** Waits until it is free; true. In the order of coming. Throws `MisusedLoop` where it has to wait on a second loop. */
  *acquire(): Coroutine<true> {
    if (!this.#locked && this.#waiters.areAllCancelled) {
      this.#locked = true;
      return true;
    }
    const waiter = this.#waiters.join();
    try {
      yield* waiter;
      this.#locked = true;
    } finally {
      this.#waiters.leave(waiter);
      // While it is free the first of those who wait has to be awake. Cancelled, this one was perhaps the first.
      if (!this.#locked) this.#waiters.wakeFirst();
    }
    return true;
  }

  /** Throws `NotHeld` where it is free. */
  release(): void {
    if (!this.#locked) throw new NotHeld('the lock');
    this.#locked = false;
    this.#waiters.wakeFirst();
  }

  /** Runs `body` with the lock held and releases it, whatever happens. */
  holding<T>(body: () => Awaitable<T>): Coroutine<T> {
    return holding(this, body);
  }

  /** Tasks in `acquire` that do not have it yet. */
  get waiting(): number {
    return this.#waiters.size;
  }

  toString(): string {
    return `lock (${this.#locked ? 'locked' : 'unlocked'}${this.#waiters.inText})`;
  }
}
