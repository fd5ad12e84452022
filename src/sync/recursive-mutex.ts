/** A mutex that its holder may acquire again, as a thread sees it: assembly/sync/recursive-mutex.ts at an address. */
import { demandDone, gotten } from './errors.ts';
import { holding } from './mutex.ts';
import type { Answer, Style, Thread, WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the recursive mutex';

export class RecursiveMutex<S extends Style> {
  readonly #acquire: WaitOperation;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {
    const { sync, at: me } = thread;
    this.#acquire = {
      whole: (ms) => sync.lockRecursive(at, me, ms),
      begin: (mayWait) => (mayWait ? sync.beginLockRecursive(at, me) : sync.lockRecursive(at, me, 0)),
      resume: (reason) => sync.resumeLockRecursive(at, me, reason),
    };
  }

  /** True where it was acquired in time; at once where this thread holds it. Throws `BrokenLock`, `WaitStopped`, `BadArgument`. */
  acquire(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.thread.wait(this.#acquire, limitMs(limit), (outcome) => gotten(outcome, WHAT));
  }

  /** One level; the last frees it. Throws `NotHeld`, `NotOwner`. */
  release(): Answer<S, void> {
    const { sync, at: me } = this.thread;
    return this.thread.step(
      () => sync.unlockRecursive(this.at, me),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  /** Every level at once; how many there were. Throws `NotOwner`. */
  releaseWhole(): Answer<S, number> {
    const { sync, at: me } = this.thread;
    const depth = this.depth;
    return this.thread.step(
      () => sync.unlockRecursiveWhole(this.at, me),
      (outcome) => {
        demandDone(outcome, WHAT);
        return depth;
      },
    );
  }

  /** How deep this thread holds it; 0 where it does not. */
  get depth(): number {
    return this.thread.sync.recursionDepth(this.at, this.thread.at);
  }

  get locked(): boolean {
    return this.thread.sync.mutexOwner(this.at) !== 0;
  }

  get owned(): boolean {
    return this.thread.sync.mutexOwner(this.at) === this.thread.at;
  }

  /** Runs `body` with the lock held one level deeper, and releases that level, whatever happens. */
  holding<T>(body: () => Answer<S, T>): Answer<S, T> {
    return this.thread.follow(holding(this, body));
  }

  toString(): string {
    return `recursive mutex (${this.locked ? 'locked' : 'unlocked'})`;
  }
}
