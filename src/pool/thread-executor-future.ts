/**
 * The future of a call that workers take by themselves. Whether it runs already is known by the worker that took it, not by the page; so
 * it is looked up when somebody asks, and a cancellation is a race with the worker, which shared memory decides.
 */
import { Future, type FutureState } from './future.ts';

/** Where calls are posted. */
export interface Posted {
  /** True where it is cancelled now: no worker will run it. */
  cancel(slot: number): boolean;
  isRunning(slot: number): boolean;
}

/** Not on the board: not yet, or no more. */
export const NOWHERE = -1;
/** Back from the board, its result read but not told yet. */
export const BACK = -2;

export class CallFuture<T> extends Future<T> {
  /** The call's slot, or NOWHERE, BACK. For the executor. */
  slot = NOWHERE;
  readonly #posted: Posted;

  constructor(posted: Posted) {
    super();
    this.#posted = posted;
  }

  override get state(): FutureState {
    const { slot } = this;
    if (slot !== NOWHERE && super.state === 'pending' && (slot === BACK || this.#posted.isRunning(slot))) {
      this.setRunningOrNotifyCancel();
    }
    return super.state;
  }

  override get isRunning(): boolean {
    return this.state === 'running';
  }

  override cancel(): boolean {
    const { slot } = this;
    // Asked first: a worker may have taken it since anybody looked.
    if (slot !== NOWHERE && super.state === 'pending' && (slot === BACK || !this.#posted.cancel(slot))) return false;
    return super.cancel();
  }
}
