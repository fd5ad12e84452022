/** What can go wrong with a lock and its kin; each says what to do. Made from outcomes in one place. */
import { OUTCOME } from './outcome.ts';

/** A thread died while it held this. What it protected may be half-written. */
export class BrokenLock extends Error {
  override readonly name = 'BrokenLock';
  constructor(what: string) {
    super(`${what} is broken: a thread died while it held it; end this generation of workers and start another`);
  }
}

/** The page told this thread to stop while it waited. Not a fault; the thread holds nothing it waited for. */
export class WaitStopped extends Error {
  override readonly name = 'WaitStopped';
  constructor(what: string) {
    super(`waiting for ${what} was stopped`);
  }
}

/** Given back, but nobody holds it. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
  constructor(what: string) {
    super(`${what} was released, but nobody holds it: acquire it first, or drop one release`);
  }
}

/** Only the thread that holds it may do this. */
export class NotOwner extends Error {
  override readonly name = 'NotOwner';
  constructor(what: string) {
    super(`${what} is not held by this thread, so it may not do this: acquire it first`);
  }
}

/** This thread holds it already, and may not hold it twice. */
export class HeldAlready extends Error {
  override readonly name = 'HeldAlready';
  constructor(what: string) {
    super(`${what} cannot be had: this thread holds the lock already, on this side or the other; release it first`);
  }
}

/** More was given back than there can be. */
export class ReleasedTooOften extends Error {
  override readonly name = 'ReleasedTooOften';
  constructor(what: string) {
    super(`${what} was given back more often than it was taken`);
  }
}

/** The barrier is broken, or was reset while this thread waited. */
export class BrokenBarrier extends Error {
  override readonly name = 'BrokenBarrier';
  constructor() {
    super('the barrier is broken: a thread gave up, aborted or reset it; reset it before it is used again');
  }
}

/** The queue takes no more items, or has none left and will get none. */
export class QueueShutDown extends Error {
  override readonly name = 'QueueShutDown';
  constructor() {
    super('the queue was shut down');
  }
}

export class QueueFull extends Error {
  override readonly name = 'QueueFull';
  constructor() {
    super('the queue is full: wait longer, or take an item out first');
  }
}

export class QueueEmpty extends Error {
  override readonly name = 'QueueEmpty';
  constructor() {
    super('the queue is empty: wait longer, or put an item in first');
  }
}

/** An argument that makes no sense, whatever the state. */
export class BadArgument extends TypeError {
  override readonly name = 'BadArgument';
}

/** This thread may not sleep, as the page. */
export class MayNotBlock extends Error {
  override readonly name = 'MayNotBlock';
  constructor() {
    super('this thread may not block: use a page thread (src/sync/page-thread), whose calls return promises');
  }
}

/** The error that a failed outcome stands for. `what` names the structure: "the mutex". */
export function errorOf(outcome: number, what: string): Error {
  switch (outcome) {
    case OUTCOME.BROKEN:
      return new BrokenLock(what);
    case OUTCOME.STOPPED:
      return new WaitStopped(what);
    case OUTCOME.NOT_HELD:
      return new NotHeld(what);
    case OUTCOME.NOT_OWNER:
      return new NotOwner(what);
    case OUTCOME.TOO_MANY:
      return new ReleasedTooOften(what);
    case OUTCOME.HELD_ALREADY:
      return new HeldAlready(what);
    case OUTCOME.BROKEN_BARRIER:
      return new BrokenBarrier();
    case OUTCOME.SHUT_DOWN:
      return new QueueShutDown();
    default:
      return new Error(`${what} answered ${outcome}, which means nothing: page and module are of different versions`);
  }
}

/** True where it was got, false where the time ran out. Throws what else an outcome stands for. */
export function gotten(outcome: number, what: string): boolean {
  if (outcome === OUTCOME.DONE) return true;
  if (outcome === OUTCOME.TIMED_OUT) return false;
  throw errorOf(outcome, what);
}

/** Throws unless it was done. */
export function demandDone(outcome: number, what: string): void {
  if (outcome !== OUTCOME.DONE) throw errorOf(outcome, what);
}
