/**
 * Structured concurrency: a scope that ends when all tasks started in it have ended. One that fails cancels its
 * siblings and the body; the errors come out together.
 * Source: CPython 3.13, Lib/asyncio/taskgroups.py, with the reports and counts of later fixes (gh-128550, gh-135736).
 *
 *   new → entered → exiting (the body is over; finished when the last child is)
 *   aborting: on top of these, from the first failure or cancellation on
 */
import { isCoroutine, type Awaitable, type Coroutine } from './coroutine.ts';
import { CancelledError, LoopExit, MisusedLoop } from './errors.ts';
import type { LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';
import type { Task, TaskOptions } from './task.ts';

/**
 * What the children of a task group failed with, in the order they ended, then what its body did. Cancellations are
 * no errors.
 */
export class TaskGroupError extends AggregateError {
  override readonly name = 'TaskGroupError';
  constructor(errors: readonly unknown[]) {
    super(errors, `unhandled errors in a task group (${errors.length}): ${errors.map(String).join('; ')}`);
  }
}

type Stage = 'new' | 'entered' | 'exiting';

interface Failure {
  readonly thrown: unknown;
}

export class TaskGroup {
  readonly #children = new Set<Task<unknown>>();
  readonly #errors: unknown[] = [];
  #stage: Stage = 'new';
  #isAborting = false;
  /** The task that entered the scope: cancelled by a child that fails, once. */
  #parent: Task<unknown> | null = null;
  #hasCancelledParent = false;
  #loopExit: LoopExit | null = null;
  #empty: LoopFuture<void> | null = null;

  /** Children that are not done. */
  get size(): number {
    return this.#children.size;
  }

  /**
   * Runs `body` and waits for all children; what the body returns. Throws `TaskGroupError` with everything that
   * failed, a `CancelledError` where the task was cancelled and nothing failed, a `LoopExit` bare, and `MisusedLoop`
   * outside of a task or the second time.
   */
  *run<T>(body: (group: TaskGroup) => Awaitable<T>): Coroutine<T> {
    const parent = this.#enter();
    let value: T | undefined;
    let failure: Failure | null = null;
    try {
      value = yield* body(this);
    } catch (error) {
      failure = { thrown: error };
    }
    const cancelled = yield* this.#childrenEnd(failure);
    this.#throwFailures(parent, failure, cancelled);
    return value as T;
  }

  /**
   * Starts a child. Throws `MisusedLoop` before the scope is entered, once it is over, and while it is aborting; the
   * coroutine is closed then and never runs.
   */
  createTask<T>(coroutine: Coroutine<T>, options: TaskOptions = {}): Task<T> {
    const refusal = this.#refusal();
    if (this.#parent === null || refusal !== null) {
      if (isCoroutine(coroutine)) coroutine.return(undefined as T);
      throw new MisusedLoop(`${String(this)} takes no task: it ${refusal}`);
    }
    const task = this.#parent.loop.createTask(coroutine, options);
    this.#children.add(task);
    // An eager one may be done: its error waits for the next turn all the same, since the body is at work now.
    task.addDoneCallback(this.#childDone);
    return task;
  }

  toString(): string {
    const tasks = this.#children.size > 0 ? ` tasks=${this.#children.size}` : '';
    const errors = this.#errors.length > 0 ? ` errors=${this.#errors.length}` : '';
    const state = this.#isAborting ? ' cancelling' : this.#stage === 'new' ? '' : ' entered';
    return `<task group${tasks}${errors}${state}>`;
  }

  #enter(): Task<unknown> {
    if (this.#stage !== 'new') throw new MisusedLoop(`${String(this)} has been entered already: make another`);
    const parent = runningLoop().currentTask;
    if (parent === null) throw new MisusedLoop('a task group is entered in a task: no task takes a step at the moment');
    this.#stage = 'entered';
    this.#parent = parent;
    return parent;
  }

  #refusal(): string | null {
    if (this.#stage === 'new') return 'has not been entered';
    if (this.#stage === 'exiting' && this.#children.size === 0) return 'is finished';
    return this.#isAborting ? 'is shutting down' : null;
  }

  /** Waits for the children, who may start others; the cancellation that is to go on if nothing failed. */
  *#childrenEnd(failure: Failure | null): Coroutine<CancelledError | null> {
    this.#stage = 'exiting';
    let cancelled: CancelledError | null = null;
    if (failure !== null) {
      if (failure.thrown instanceof CancelledError) cancelled = failure.thrown;
      if (failure.thrown instanceof LoopExit) this.#loopExit ??= failure.thrown;
      if (!this.#isAborting) this.#abort();
    }
    // A new future each time: a cancellation of the parent ends the one it waits for.
    while (this.#children.size > 0) {
      this.#empty = runningLoop().createFuture<void>();
      try {
        yield* this.#empty;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        if (!this.#isAborting) {
          cancelled = error;
          this.#abort();
        }
      }
    }
    this.#empty = null;
    return cancelled;
  }

  #throwFailures(parent: Task<unknown>, failure: Failure | null, cancelled: CancelledError | null): void {
    // Its own request has to be taken back; where none is left, nobody else wants the task cancelled.
    const isOwnOnly = this.#hasCancelledParent && parent.uncancel() === 0;
    if (this.#loopExit !== null) this.#leaveLoop(parent, this.#loopExit);
    if (cancelled !== null && !isOwnOnly && this.#errors.length === 0) throw cancelled;
    if (failure !== null && !(failure.thrown instanceof CancelledError)) this.#errors.push(failure.thrown);
    if (this.#errors.length === 0) return;
    // The errors displace somebody else's cancellation: it is asked for anew, and comes with the next wait.
    if (parent.cancelling > 0) {
      parent.uncancel();
      parent.cancel();
    }
    throw new TaskGroupError(this.#errors);
  }

  /** What else failed would be lost. */
  #leaveLoop(parent: Task<unknown>, exit: LoopExit): never {
    for (const error of this.#errors) {
      if (error === exit) continue;
      const message = 'an error in a task group was displaced by a LoopExit';
      parent.loop.callExceptionHandler({ message, error, source: this });
    }
    throw exit;
  }

  #abort(): void {
    this.#isAborting = true;
    for (const child of this.#children) child.cancel();
  }

  readonly #childDone = (child: LoopFuture<unknown>): void => {
    this.#children.delete(child as Task<unknown>);
    if (this.#children.size === 0 && this.#empty?.isDone === false) this.#empty.setResult();
    const error = child.isCancelled ? null : child.exception();
    if (error === null) return;
    this.#errors.push(error.thrown);
    if (error.thrown instanceof LoopExit) this.#loopExit ??= error.thrown;
    this.#childFailed(error.thrown);
  };

  #childFailed(error: unknown): void {
    const parent = this.#parent as Task<unknown>;
    if (parent.isDone) {
      const message = `a task of ${String(this)} failed after the task that entered the group was done`;
      return parent.loop.callExceptionHandler({ message, error, source: this });
    }
    if (this.#isAborting || this.#hasCancelledParent) return;
    this.#abort();
    this.#hasCancelledParent = true;
    parent.cancel();
  }
}
