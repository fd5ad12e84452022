/**
 * Several awaitables one by one, in the order they are done. Starts coroutines as tasks; cancels nothing.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`as_completed`, `_AsCompletedIterator`).
 */
import type { Milliseconds } from '../base/units.ts';
import { futuresOfAll, loopOfAll, severalAwaitables } from './awaitables.ts';
import type { Awaitable, Coroutine } from './coroutine.ts';
import { TimeoutError } from './errors.ts';
import type { TimerHandle } from './handle.ts';
import type { LoopFuture } from './loop-future.ts';
import type { EventLoop } from './event-loop.ts';

export interface AsCompletedOptions {
  /** From the call on, for all of them together; for ever without it. */
  readonly timeoutMs?: Milliseconds | null;
}

const TIME_IS_UP = Symbol('time is up');
type Arrival<T> = LoopFuture<T> | typeof TIME_IS_UP;

/** Both iterations take from the same ones, and either can be left and resumed. */
export class AsCompleted<T> implements Iterable<Coroutine<T>> {
  readonly #loop: EventLoop;
  readonly #running: Set<LoopFuture<T>>;
  readonly #arrived: Arrival<T>[] = [];
  readonly #waiters: LoopFuture<void>[] = [];
  readonly #timer: TimerHandle | null;
  /** Not handed out yet. */
  #left: number;

  constructor(loop: EventLoop, futures: Iterable<LoopFuture<T>>, timeoutMs: Milliseconds | null) {
    this.#loop = loop;
    this.#running = new Set(futures);
    this.#left = this.#running.size;
    const hasTimer = timeoutMs !== null && this.#left > 0;
    this.#timer = hasTimer ? loop.callLater(timeoutMs, () => this.#timeIsUp()) : null;
    for (const future of this.#running) future.addDoneCallback(this.#oneDone);
  }

  /**
   * For plain iteration: as many coroutines as there are awaitables. Each gives the next result there is, or throws its error, whichever order they
   * are waited for in; `TimeoutError` once time is up.
   */
  *[Symbol.iterator](): Generator<Coroutine<T>, void, void> {
    while (this.#left > 0) {
      this.#left -= 1;
      yield this.#nextResult();
    }
  }

  /**
   * What `async for` is in Python: the next that is done, the very future or task that was given; null after the last. Throws `TimeoutError`
   * once time is up. Cancelled, it can be asked again: nothing is lost.
   */
  *nextDone(): Coroutine<LoopFuture<T> | null> {
    if (this.#left === 0) return null;
    this.#left -= 1;
    try {
      return yield* this.#next();
    } catch (error) {
      if (!(error instanceof TimeoutError)) this.#left += 1;
      throw error;
    }
  }

  *#nextResult(): Coroutine<T> {
    return (yield* this.#next()).result();
  }

  *#next(): Coroutine<LoopFuture<T>> {
    // Looked at again after each wait: somebody who did not have to wait may have been faster.
    while (this.#arrived.length === 0) yield* this.#somethingArrives();
    const arrival = this.#arrived.shift() as Arrival<T>;
    if (arrival === TIME_IS_UP) throw new TimeoutError('not all of them were done in time');
    return arrival;
  }

  *#somethingArrives(): Coroutine<void> {
    const waiter = this.#loop.createFuture<void>();
    this.#waiters.push(waiter);
    try {
      yield* waiter;
    } catch (error) {
      const at = this.#waiters.indexOf(waiter);
      if (at >= 0) this.#waiters.splice(at, 1);
      // Told, and cancelled before it could fetch anything: the news is for the next in line.
      else if (this.#arrived.length > 0) this.#tellNext();
      throw error;
    }
  }

  #arrive(arrival: Arrival<T>): void {
    this.#arrived.push(arrival);
    this.#tellNext();
  }

  #tellNext(): void {
    for (let waiter = this.#waiters.shift(); waiter; waiter = this.#waiters.shift()) {
      if (!waiter.isDone) return waiter.setResult();
    }
  }

  readonly #oneDone = (future: LoopFuture<T>): void => {
    // Time may have been up first.
    if (!this.#running.delete(future)) return;
    this.#arrive(future);
    if (this.#running.size === 0) this.#timer?.cancel();
  };

  #timeIsUp(): void {
    const late = [...this.#running];
    this.#running.clear();
    for (const future of late) {
      future.removeDoneCallback(this.#oneDone);
      this.#arrive(TIME_IS_UP);
    }
  }
}

/**
 * Starts what has to be started and hands it out by completion; the same one given twice comes once. Throws `TypeError` for one future
 * or coroutine instead of several, `MisusedLoop` for futures of different loops, and for coroutines outside of a loop.
 */
export function asCompleted<T>(awaitables: Iterable<Awaitable<T>>, options: AsCompletedOptions = {}): AsCompleted<T> {
  const several = severalAwaitables('asCompleted', awaitables);
  const loop = loopOfAll(several);
  return new AsCompleted(loop, futuresOfAll(loop, several), options.timeoutMs ?? null);
}
