/** A callback that waits for its turn on the loop, at once or at a time; can be cancelled until then. */
import type { Milliseconds } from '../base/units.ts';
import { enterContext, type Context } from './context.ts';
import { LoopExit } from './errors.ts';
import type { EventLoop } from './event-loop.ts';

export class Handle {
  protected callback: (() => void) | null;
  readonly #context: Context;

  constructor(
    callback: () => void,
    readonly loop: EventLoop,
    context: Context,
  ) {
    this.callback = callback;
    this.#context = context;
  }

  get isCancelled(): boolean {
    return this.callback === null;
  }

  /** It will not be called. Harmless afterwards. */
  cancel(): void {
    this.callback = null;
  }

  /** The loop's: calls back. An error goes to the loop's handler; `LoopExit` leaves the loop. */
  run(): void {
    if (this.callback === null) return;
    const outer = enterContext(this.#context);
    try {
      this.callback();
    } catch (error) {
      if (error instanceof LoopExit) throw error;
      this.loop.callExceptionHandler({ message: 'a callback failed', error, source: this });
    } finally {
      enterContext(outer);
    }
  }
}

/** What the loop's heap of timers holds: called at a time unless it is cancelled before. */
export interface Timed {
  readonly isCancelled: boolean;
  /** In the heap; the loop takes it out when it is due. */
  isScheduled: boolean;
  run(): void;
}

export class TimerHandle extends Handle implements Timed {
  isScheduled = true;

  constructor(
    /** On the loop's clock. */
    readonly when: Milliseconds,
    /** Made later, called later where two are due at the same time. */
    readonly number: number,
    callback: () => void,
    loop: EventLoop,
    context: Context,
  ) {
    super(callback, loop, context);
  }

  override cancel(): void {
    if (this.callback !== null && this.isScheduled) this.loop.timerCancelled();
    super.cancel();
  }
}
