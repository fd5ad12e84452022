/**
 * Several awaitables one by one, in the order they are done. Starts coroutines as tasks; cancels nothing.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`as_completed`, `_AsCompletedIterator`).
 */
import type { Milliseconds } from '../base/units.ts';
import { futuresOfAll, loopOfAll, severalAwaitables } from './awaitables.ts';
import type { Awaitable, Coroutine } from './coroutine.ts';
import { TimeoutError } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import type { TimerHandle } from './handle.ts';
import { LoopQueue } from './locks/queue.ts';
import type { LoopFuture } from './loop-future.ts';

export interface AsCompletedOptions {
  /** From the call on, for all of them together; for ever without it. */
  readonly timeoutMs?: Milliseconds | null;
}

const TIME_IS_UP = Symbol('time is up');
type Arrival<T> = LoopFuture<T> | typeof TIME_IS_UP;

/** Both iterations take from the same ones, and either can be left and resumed. */
export class AsCompleted<T> implements Iterable<Coroutine<T>> {
  readonly #running: Set<LoopFuture<T>>;
  readonly #arrived = new LoopQueue<Arrival<T>>();
  readonly #timer: TimerHandle | null;
  /** Not handed out yet. */
  #left: number;

  constructor(loop: EventLoop, futures: Iterable<LoopFuture<T>>, timeoutMs: Milliseconds | null) {
    this.#running = new Set(futures);
    this.#left = this.#running.size;
    const hasTimer = timeoutMs !== null && this.#left > 0;
    this.#timer = hasTimer ? loop.callLater(timeoutMs, () => this.#timeIsUp()) : null;
    for (const future of this.#running) future.addDoneCallback(this.#oneDone);
  }

  /**
   * For plain iteration: as many coroutines as there are awaitables. Each gives the next result there is, or throws
   * its error, whichever order they are waited for in; `TimeoutError` once time is up.
   */
  *[Symbol.iterator](): Generator<Coroutine<T>, void, void> {
    while (this.#left > 0) {
      this.#left -= 1;
      yield this.#nextResult();
    }
  }

  /**
   * What `async for` is in Python: the next that is done, the very future or task that was given; null after the
   * last. Throws `TimeoutError` once time is up. Cancelled, it can be asked again: nothing is lost.
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
    const arrival = yield* this.#arrived.get();
    if (arrival === TIME_IS_UP) throw new TimeoutError('not all of them were done in time');
    return arrival;
  }

  readonly #oneDone = (future: LoopFuture<T>): void => {
    // Time may have been up first.
    if (!this.#running.delete(future)) return;
    this.#arrived.putNowait(future);
    if (this.#running.size === 0) this.#timer?.cancel();
  };

  #timeIsUp(): void {
    const late = [...this.#running];
    this.#running.clear();
    for (const future of late) {
      future.removeDoneCallback(this.#oneDone);
      this.#arrived.putNowait(TIME_IS_UP);
    }
  }
}

/**
 * Starts what has to be started and hands it out by completion; the same one given twice comes once. Throws
 * `TypeError` for one future or coroutine instead of several, `MisusedLoop` for futures of different loops, and for
 * coroutines outside of a loop.
 */
export function asCompleted<T>(awaitables: Iterable<Awaitable<T>>, options: AsCompletedOptions = {}): AsCompleted<T> {
  const several = severalAwaitables('asCompleted', awaitables);
  const loop = loopOfAll(several);
  return new AsCompleted(loop, futuresOfAll(loop, several), options.timeoutMs ?? null);
}
