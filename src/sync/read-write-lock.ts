/** A read-write lock as a thread sees it: assembly/sync/read-write-lock.ts at an address. Each side is a lock by itself. */
import { demandDone, gotten } from './errors.ts';
import { holding } from './mutex.ts';
import type { Answer, Style, Thread, WaitOperation } from './thread.ts';
import { limitMs, type WaitLimit } from './wait-limit.ts';

/** One way of holding the lock. */
export class LockSide<S extends Style> {
  constructor(
    readonly thread: Thread<S>,
    readonly what: string,
    private readonly operation: WaitOperation,
    private readonly unlock: () => number,
  ) {}

  /** True where it was acquired in time. Throws `HeldAlready`, `BrokenLock`, `WaitStopped`, `BadArgument`. */
  acquire(limit: WaitLimit = {}): Answer<S, boolean> {
    return this.thread.wait(this.operation, limitMs(limit), (outcome) => gotten(outcome, this.what));
  }

  /** Throws `NotOwner`. */
  release(): Answer<S, void> {
    return this.thread.step(this.unlock, (outcome) => demandDone(outcome, this.what));
  }

  /** Runs `body` with this side held and releases it, whatever happens. */
  holding<T>(body: () => Answer<S, T>): Answer<S, T> {
    return this.thread.follow(holding(this, body));
  }
}

export class ReadWriteLock<S extends Style> {
  readonly reading: LockSide<S>;
  readonly writing: LockSide<S>;

  constructor(
    readonly thread: Thread<S>,
    readonly at: number,
  ) {
    const { sync, at: me } = thread;
    const resume = (reason: number): number => sync.resumeReadWrite(at, me, reason);
    const read: WaitOperation = {
      whole: (ms) => sync.lockToRead(at, me, ms),
      begin: (mayWait) => sync.beginRead(at, me, mayWait ? 1 : 0),
      resume,
    };
    const write: WaitOperation = {
      whole: (ms) => sync.lockToWrite(at, me, ms),
      begin: (mayWait) => sync.beginWrite(at, me, mayWait ? 1 : 0),
      resume,
    };
    this.reading = new LockSide(thread, 'the read lock', read, () => sync.unlockRead(at, me));
    this.writing = new LockSide(thread, 'the write lock', write, () => sync.unlockWrite(at, me));
  }

  /** How many read; old when it comes. */
  get readers(): number {
    return this.thread.sync.readersOf(this.at);
  }

  get written(): boolean {
    return this.thread.sync.writerOf(this.at) !== 0;
  }
}
