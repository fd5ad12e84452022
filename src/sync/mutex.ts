/**
 * A mutex as a thread sees it: assembly/sync/mutex.ts at an address. Not reentrant; any thread may release it. Holds no
 * state of its own, so many may stand for one.
 */
import { demandDone, gotten } from './errors.ts';
import { valueOf, type Answer, type Script, type Style, type Thread, type WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the mutex';

export class Mutex<S extends Style> {
  readonly #acquire: WaitOperation;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {
    const { sync, at: me } = thread;
    this.#acquire = {
      whole: (ms) => sync.lockMutex(at, me, ms),
      begin: (mayWait) => (mayWait ? sync.beginLock(at, me) : sync.lockMutex(at, me, 0)),
      resume: (reason) => sync.resumeLock(at, me, reason),
    };
  }

  /** True where it was acquired in time. Throws `BrokenLock`, `WaitStopped`, `BadArgument`. */
  acquire(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.thread.wait(this.#acquire, limitMs(limit), (outcome) => gotten(outcome, WHAT));
  }

  /** Throws `NotHeld`, `BrokenLock`. */
  release(): Answer<S, void> {
    const { sync, at: me } = this.thread;
    return this.thread.step(
      () => sync.unlockMutex(this.at, me),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  /** Somebody holds it; old when it comes, but for the holder. */
  get locked(): boolean {
    return this.thread.sync.mutexOwner(this.at) !== 0;
  }

  /** This thread holds it. */
  get owned(): boolean {
    return this.thread.sync.mutexOwner(this.at) === this.thread.at;
  }

  /** Runs `body` with the mutex held and releases it, whatever happens. */
  holding<T>(body: () => Answer<S, T>): Answer<S, T> {
    return this.thread.follow(holding(this, body));
  }

  toString(): string {
    return `mutex (${this.locked ? 'locked' : 'unlocked'})`;
  }
}

interface Lockable<S extends Style> {
  acquire(): Answer<S, boolean>;
  release(): Answer<S, void>;
  /** This thread holds it; left away where units have no owner. */
  readonly owned?: boolean;
}

/**
 * The scoped form of anything that is acquired and released. A body that fails because its wait at a condition was ended
 * no longer has the lock, and somebody else may: then there is nothing to release.
 */
export function* holding<S extends Style, T>(lock: Lockable<S>, body: () => Answer<S, T>): Script<T> {
  yield* valueOf<S, boolean>(lock.acquire());
  let value: T;
  try {
    value = yield* valueOf<S, T>(body());
  } catch (error) {
    if (lock.owned !== false) yield* valueOf<S, void>(lock.release());
    throw error;
  }
  yield* valueOf<S, void>(lock.release());
  return value;
}
