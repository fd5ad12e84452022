/**
 * A thread's right to run while it plays a task: always, or only with the GIL. Whatever blocks goes through `blocked`, which gives that right
 * up meanwhile, as CPython's Py_BEGIN_ALLOW_THREADS does. *Running* is stamped after the right was got and before it is given up.
 */
import { WaitStopped } from '../sync/errors.ts';
import type { Gil } from '../sync/gil.ts';
import type { Thread } from '../sync/thread.ts';
import { isToldToStop } from '../sync/thread-signal.ts';
import type { Phase } from '../trace/span.ts';
import type { LaneTrace } from './program-trace.ts';

export interface RunningThread {
  /** Before a task's body begins. */
  begin(task: number): void;
  /** After its end. */
  end(): void;
  /** Between two operations or slices: lets another have the GIL that wants it; true where one had it. Throws `WaitStopped`, and has no right to run any more. */
  look(): boolean;
  /** Waits without the right to run, recorded as `phase`. */
  blocked<T>(phase: Phase, wait: () => T): T;
  /** Throws `WaitStopped` where the page says stop; keeps the right to run. */
  demandGoing(): void;
}

function demandGoing(thread: Thread<'blocking'>): void {
  if (isToldToStop(thread.sync, thread.at)) throw new WaitStopped('the end of the program');
}

/** Runs whenever it has something to do. */
export class FreeThread implements RunningThread {
  constructor(
    private readonly thread: Thread<'blocking'>,
    private readonly trace: LaneTrace,
  ) {}

  begin(task: number): void {
    this.trace.enter('running', task);
  }

  end(): void {}

  look(): boolean {
    demandGoing(this.thread);
    return false;
  }

  blocked<T>(phase: Phase, wait: () => T): T {
    this.trace.enter(phase);
    try {
      return wait();
    } finally {
      this.trace.enter('running');
    }
  }

  demandGoing(): void {
    demandGoing(this.thread);
  }
}

/** Runs while it has the GIL. */
export class GilThread implements RunningThread {
  constructor(
    private readonly gil: Gil,
    private readonly trace: LaneTrace,
  ) {}

  begin(task: number): void {
    this.trace.enter('waiting-gil', task);
    this.gil.take();
    this.trace.enter('running');
  }

  /** Each task is a thread, and ends with it. */
  end(): void {
    this.gil.drop({ final: true });
  }

  look(): boolean {
    const before = this.trace.now();
    if (!this.gil.check()) return false;
    this.trace.enter('waiting-gil', undefined, before);
    this.trace.enter('running');
    return true;
  }

  blocked<T>(phase: Phase, wait: () => T): T {
    this.trace.enter(phase);
    this.gil.drop();
    let value: T;
    try {
      value = wait();
    } catch (error) {
      // Who is stopped goes nowhere any more; all else is for the body, which needs the GIL for it.
      if (!(error instanceof WaitStopped)) this.#takeAgain();
      throw error;
    }
    this.#takeAgain();
    return value;
  }

  demandGoing(): void {
    demandGoing(this.gil.thread);
  }

  #takeAgain(): void {
    this.trace.enter('waiting-gil');
    this.gil.take();
    this.trace.enter('running');
  }
}
