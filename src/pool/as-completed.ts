/**
 * Futures of executors in the order in which they are settled; those that are already come first. Keeps none it has given out.
 * Source: CPython 3.13, Lib/concurrent/futures/_base.py (`as_completed`).
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { TimeoutError } from '../loop/errors.ts';
import type { Future, Waiter } from './future.ts';

/** Futures that were settled and not given out yet. */
class Arrivals<T> implements Waiter {
  #arrived: Future<T>[] = [];
  #wake: (() => void) | null = null;

  told(future: Future<unknown>): void {
    // It waits on futures of T only.
    this.#arrived.push(future as Future<T>);
    this.#wake?.();
  }

  get isEmpty(): boolean {
    return this.#arrived.length === 0;
  }

  /** The one that has waited longest; there has to be one. */
  takeFrom(pending: Set<Future<T>>): Future<T> {
    const future = this.#arrived.shift() as Future<T>;
    pending.delete(future);
    return future;
  }

  /** Resolves when there is one, or after `ms`. */
  some(ms: Milliseconds): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === Infinity ? undefined : setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      if (this.#arrived.length > 0) this.#wake();
    });
  }
}

export interface AsCompletedOptions {
  /** From the call on, for all of them together. */
  readonly timeoutMs?: Milliseconds;
  readonly clock?: Clock;
}

/** Each future once, however often it is in `futures`. Throws `TimeoutError` when the time is up and some are not settled. */
export function asCompleted<T>(
  futures: Iterable<Future<T>>,
  options: AsCompletedOptions = {},
): AsyncGenerator<Future<T>> {
  const { timeoutMs = Infinity, clock = clockFrom() } = options;
  // Before the first is asked for: the time counts from here.
  return completions(new Set(futures), clock.now() + timeoutMs, clock);
}

async function* completions<T>(
  pending: Set<Future<T>>,
  deadline: Milliseconds,
  clock: Clock,
): AsyncGenerator<Future<T>> {
  const total = pending.size;
  const arrivals = new Arrivals<T>();
  for (const future of pending) future.addWaiter(arrivals);
  try {
    while (pending.size > 0) {
      // One by one and in no variable: what was given out is kept by nobody here.
      while (!arrivals.isEmpty) yield arrivals.takeFrom(pending);
      if (pending.size === 0) return;
      const left = deadline - clock.now();
      await arrivals.some(left);
      if (left <= 0 && ![...pending].some((future) => future.isSettled)) {
        throw new TimeoutError(`${pending.size} (of ${total}) futures unfinished`);
      }
    }
  } finally {
    for (const future of pending) future.removeWaiter(arrivals);
  }
}
