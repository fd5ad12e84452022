/**
 * A condition variable over a lock, as a thread sees it: assembly/sync/condition.ts at an address. A worker waits in one
 * call; on the page the same steps are taken one after another.
 */
import type { Milliseconds } from '../base/units.ts';
import { isCount, MOST } from './count.ts';
import { BadArgument, demandDone, gotten } from './errors.ts';
import { holding, type Mutex } from './mutex.ts';
import { OUTCOME } from './outcome.ts';
import { RecursiveMutex } from './recursive-mutex.ts';
import { valueOf, type Answer, type Script, type Style, type Thread, type WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

const WHAT = 'the condition’s lock';
export class Condition<S extends Style> {
  readonly thread: Thread<S>;
  readonly #recursive: boolean;

  constructor(
    readonly at: number,
    readonly lock: Mutex<S> | RecursiveMutex<S>,
    private readonly now: () => Milliseconds,
  ) {
    this.thread = lock.thread;
    this.#recursive = lock instanceof RecursiveMutex;
  }

  acquire(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.lock.acquire(limit);
  }

  release(): Answer<S, void> {
    return this.lock.release();
  }

  /** Runs `body` with the lock held and releases it, whatever happens. */
  holding<T>(body: () => Answer<S, T>): Answer<S, T> {
    return this.thread.follow(holding(this.lock, body));
  }

  /** Waits without the lock and has it again afterwards. True where notified in time. Throws `NotOwner`, `WaitStopped`, `BrokenLock`. */
  wait(limit: { timeoutMs?: Milliseconds } = {}): Answer<S, boolean> {
    return this.thread.follow(this.#wait(limitMs(limit)));
  }

  /** Waits until `holds()` is true, `timeoutMs` in all; what it was at last. `holds` is called with the lock held. */
  waitFor(holds: () => boolean, limit: { timeoutMs?: Milliseconds } = {}): Answer<S, boolean> {
    return this.thread.follow(this.#waitFor(holds, limitMs(limit)));
  }

  /** Wakes the first `count` waiters, or as many as there are. Throws `NotOwner`, `BadArgument`. */
  notify(count = 1): Answer<S, void> {
    if (!isCount(count, 0)) throw new BadArgument(`${count} threads cannot be woken: wake 1, 2, 3 …`);
    const { sync, at: me } = this.thread;
    return this.thread.step(
      () => sync.notifyCondition(this.at, this.lock.at, me, count),
      (outcome) => demandDone(outcome, WHAT),
    );
  }

  notifyAll(): Answer<S, void> {
    return this.notify(MOST);
  }

  get #operation(): WaitOperation {
    const { sync, at: me } = this.thread;
    return {
      whole: (ms) => sync.waitCondition(this.at, this.lock.at, this.#recursive ? 1 : 0, me, ms),
      begin: () => sync.beginWait(this.at, this.lock.at, me),
      resume: (reason) => sync.resumeWait(this.at, me, reason),
    };
  }

  *#wait(timeoutMs: Milliseconds): Script<boolean> {
    const outcome = yield* this.thread.style === 'blocking' ? this.#waitWhole(timeoutMs) : this.#waitInSteps(timeoutMs);
    return gotten(outcome, WHAT);
  }

  *#waitWhole(timeoutMs: Milliseconds): Script<number> {
    return yield* valueOf<S, number>(this.thread.wait(this.#operation, timeoutMs, (outcome) => outcome));
  }

  /** As `waitCondition`: joins the list, unlocks, sleeps, locks again as deep as before. */
  *#waitInSteps(timeoutMs: Milliseconds): Script<number> {
    const { sync, at: me } = this.thread;
    const { lock } = this;
    const depth = lock instanceof RecursiveMutex ? lock.depth : 0;
    const unlock = (): number => (depth > 0 ? sync.unlockRecursiveWhole(lock.at, me) : sync.unlockMutex(lock.at, me));
    const { begin, resume } = this.#operation;
    let joined = false;
    const joinThenUnlock = (): number => {
      // Told BUSY by the lock it is in the list already, and only the second half is repeated.
      const outcome = joined ? OUTCOME.QUEUED : begin(true);
      if (outcome !== OUTCOME.QUEUED) return outcome;
      joined = true;
      const unlocked = unlock();
      return unlocked === OUTCOME.DONE ? OUTCOME.QUEUED : unlocked;
    };
    const steps: WaitOperation = { whole: resume, begin: joinThenUnlock, resume };
    const outcome = yield* valueOf<S, number>(this.thread.wait(steps, timeoutMs, (found) => found));
    if (outcome !== OUTCOME.DONE && outcome !== OUTCOME.TIMED_OUT) return outcome;
    yield* valueOf<S, boolean>(lock.acquire());
    if (depth > 0) sync.restoreDepth(lock.at, depth);
    return outcome;
  }

  *#waitFor(holds: () => boolean, timeoutMs: Milliseconds): Script<boolean> {
    const deadline = this.now() + timeoutMs;
    let held = holds();
    while (!held) {
      const left = deadline - this.now();
      if (left <= 0) break;
      yield* this.#wait(left);
      held = holds();
    }
    return held;
  }
}
