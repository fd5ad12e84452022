/** A counting semaphore, bounded or not, as a thread sees it: assembly/sync/semaphore.ts at an address. */
import { isCount, MOST } from './count.ts';
import { BadArgument, demandDone, gotten } from './errors.ts';
import { holding } from './mutex.ts';
import type { SyncExports } from './sync-exports.ts';
import type { Answer, Style, Thread, WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the semaphore';
/** The bound of a semaphore that has none. */
const UNBOUNDED = MOST;

/** Makes the semaphore at an address; nobody may use it yet. `bounded`: it never exceeds `value`. Throws `BadArgument`. */
export function makeSemaphore(sync: SyncExports, at: number, value = 1, bounded = false): void {
  if (!isCount(value, 0)) {
    throw new BadArgument(`a semaphore cannot start at ${value}: start at 0, 1, 2 …`);
  }
  sync.initSemaphore(at, value, bounded ? value : UNBOUNDED);
}

export class Semaphore<S extends Style> {
  readonly #acquire: WaitOperation;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {
    const { sync, at: me } = thread;
    this.#acquire = {
      whole: (ms) => sync.acquireSemaphore(at, me, ms),
      begin: (mayWait) => sync.beginAcquire(at, me, mayWait ? 1 : 0),
      resume: (reason) => sync.resumeAcquire(at, me, reason),
    };
  }

  /** True where a unit was got in time. Throws `WaitStopped`, `BadArgument`. */
  acquire(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.thread.wait(this.#acquire, limitMs(limit), (outcome) => gotten(outcome, WHAT));
  }

  /** Gives `count` units back. Throws `ReleasedTooOften` above the bound of a bounded one, changing nothing; `BadArgument` below 1. */
  release(count = 1): Answer<S, void> {
    if (!isCount(count, 1)) {
      throw new BadArgument(`${count} units cannot be given back: give 1, 2, 3 …`);
    }
    const { sync, at: me } = this.thread;
    return this.thread.step(
      () => sync.releaseSemaphore(this.at, me, count),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  /** Units left; old when it comes. */
  get value(): number {
    return this.thread.sync.semaphoreValue(this.at);
  }

  /** Runs `body` with a unit and gives it back, whatever happens. */
  holding<T>(body: () => Answer<S, T>): Answer<S, T> {
    return this.thread.follow(holding(this, body));
  }

  toString(): string {
    const bound = this.thread.sync.semaphoreBound(this.at);
    return `semaphore (value=${this.value}${bound === UNBOUNDED ? '' : `/${bound}`})`;
  }
}
