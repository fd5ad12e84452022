/**
 * A condition variable over a lock, for tasks of one loop: wait for a change without the lock, have it again afterwards. The
 * lock comes back also where the wait is cancelled, however often, so that a scope around it always has something to release.
 * Source: CPython 3.13, Lib/asyncio/locks.py (`Condition`).
 *
 *   holds the lock → waits without → notified → waits for the lock → holds it again
 */
import { isCount } from '../../sync/count.ts';
import { BadArgument, NotOwner } from '../../sync/errors.ts';
import type { Awaitable, Coroutine } from '../coroutine.ts';
import { CancelledError } from '../errors.ts';
import { LoopLock } from './lock.ts';
import { holding } from './scope.ts';
import { Waiters, type Waiter } from './waiters.ts';

export class LoopCondition {
  readonly lock: LoopLock;
  readonly #waiters = new Waiters();

  /** Conditions may share a lock. */
  constructor(lock = new LoopLock()) {
    this.lock = lock;
  }

  get locked(): boolean {
    return this.lock.locked;
  }

  acquire(): Coroutine<true> {
    return this.lock.acquire();
  }

  release(): void {
    this.lock.release();
  }

  /** Runs `body` with the lock held and releases it, whatever happens. */
  holding<T>(body: () => Awaitable<T>): Coroutine<T> {
    return holding(this.lock, body);
  }

  /**
   * Gives the lock up, waits to be notified, and has the lock again; true. Cancelled, it leaves with the lock too. Throws `NotOwner`
   * where nobody holds the lock, `MisusedLoop` on a second loop.
   */
  *wait(): Coroutine<true> {
    this.#demandHeld();
    // First: on another loop it throws, and then the lock has to be where it was.
    const waiter = this.#waiters.join();
    this.release();
    try {
      yield* this.#woken(waiter);
    } catch (error) {
      // A notification that reached it is for a task that goes on: the next one. CPython passes one on even where none had come, which
      // costs the next its place in the line.
      if (waiter.isWoken) this.#waiters.wakeNext();
      throw error;
    }
    return true;
  }

  /** Waits until `holds()` gives something true; what it gave. Called with the lock held, but for a first time that is true already. */
  *waitFor<T>(holds: () => T): Coroutine<T> {
    let held = holds();
    while (!held) {
      yield* this.wait();
      held = holds();
    }
    return held;
  }

  /** Wakes the first `count` waiters, or as many as there are; they go on when they get the lock. Throws `NotOwner`, `BadArgument`. */
  notify(count = 1): void {
    if (!isCount(count, 0)) throw new BadArgument(`${count} tasks cannot be woken: wake 1, 2, 3 …`);
    this.#demandHeld();
    for (let left = count; left > 0 && this.#waiters.wakeNext(); left--);
  }

  /** Throws `NotOwner`. */
  notifyAll(): void {
    this.#demandHeld();
    this.#waiters.wakeAll();
  }

  /** Tasks in `wait` that have not been notified, or have not noticed yet. */
  get waiting(): number {
    return this.#waiters.size;
  }

  toString(): string {
    return `condition (${this.locked ? 'locked' : 'unlocked'}${this.#waiters.inText})`;
  }

  *#woken(waiter: Waiter): Coroutine<void> {
    let cancelled: CancelledError | null = null;
    try {
      yield* waiter;
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      cancelled = error;
    } finally {
      this.#waiters.leave(waiter);
    }
    cancelled = (yield* this.#lockAgain()) ?? cancelled;
    if (cancelled !== null) throw cancelled;
  }

  /** Has the lock at its end; the last cancellation that came meanwhile. */
  *#lockAgain(): Coroutine<CancelledError | null> {
    let cancelled: CancelledError | null = null;
    for (;;) {
      try {
        yield* this.acquire();
        return cancelled;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancelled = error;
      }
    }
  }

  #demandHeld(): void {
    if (!this.locked) throw new NotOwner('the condition’s lock');
  }
}
