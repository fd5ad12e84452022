/**
 * A coroutine in progress on a loop: steps it whenever what it waits for is done, and is itself the future of its result. A
 * cancellation is thrown into the coroutine where it waits; it may clean up, or refuse.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`Task`).
 */
import { currentContext, enterContext, type Context } from './context.ts';
import type { Coroutine } from './coroutine.ts';
import { CancelledError, InvalidState, LoopExit, MisusedLoop } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { isLoopFuture, LoopFuture } from './loop-future.ts';

export interface TaskOptions {
  /** Numbered where there is none. */
  readonly name?: string | number;
  /** Shared with the task; without it the task runs in a copy of the current one. */
  readonly context?: Context;
  /** Takes the first step at once instead of on the next turn. */
  readonly eager?: boolean;
}

const NOTHING_THROWN = Symbol('nothing thrown');

export class Task<T> extends LoopFuture<T> {
  /** Neighbours in the loop's list of tasks that are not done. */
  older: Task<unknown> | null = null;
  younger: Task<unknown> | null = null;
  readonly context: Context;
  readonly #coroutine: Coroutine<T>;
  readonly #name: string | number;
  #waitsFor: LoopFuture<unknown> | null = null;
  #thrown: unknown = NOTHING_THROWN;
  #mustCancel = false;
  #reason: unknown;
  #cancelRequests = 0;

  /** Only `EventLoop.createTask` makes one. */
  constructor(loop: EventLoop, coroutine: Coroutine<T>, number: number, options: TaskOptions) {
    super(loop);
    this.#coroutine = coroutine;
    this.#name = options.name === undefined ? number : String(options.name);
    this.context = options.context ?? currentContext().copy();
  }

  get name(): string {
    return typeof this.#name === 'number' ? `Task-${this.#name}` : this.#name;
  }

  get coroutine(): Coroutine<T> {
    return this.#coroutine;
  }

  /** The future it waits for at the moment. */
  get waitsFor(): LoopFuture<unknown> | null {
    return this.#waitsFor;
  }

  /** Requests to cancel that nobody has taken back with `uncancel`. */
  get cancelling(): number {
    return this.#cancelRequests;
  }

  /** Asks the coroutine to end: `CancelledError` is thrown into it on its next step. False where the task is done. */
  override cancel(reason?: unknown): boolean {
    this.markSeen();
    if (this.isDone) return false;
    this.#cancelRequests += 1;
    // Whoever cancels first what is waited for; the task hears of it by its end.
    if (this.#waitsFor?.cancel(reason)) return true;
    this.#mustCancel = true;
    this.#reason = reason;
    return true;
  }

  /** Takes one request back; at none left, one that has not been delivered yet is dropped. How many are left. */
  uncancel(): number {
    if (this.#cancelRequests > 0) {
      this.#cancelRequests -= 1;
      if (this.#cancelRequests === 0) this.#mustCancel = false;
    }
    return this.#cancelRequests;
  }

  override setResult(): void {
    throw new InvalidState('a task gets its result from its coroutine: return it there');
  }

  override setException(): void {
    throw new InvalidState('a task gets its error from its coroutine: throw it there');
  }

  /** The loop's: one step, up to the next thing it waits for. */
  run(): void {
    if (this.isDone) return;
    const { loop } = this;
    const outerTask = loop.swapCurrentTask(this);
    const outerContext = enterContext(this.context);
    try {
      this.#step();
    } finally {
      enterContext(outerContext);
      loop.swapCurrentTask(outerTask);
      if (this.isDone) loop.forget(this);
    }
  }

  override get kind(): 'Task' {
    return 'Task';
  }

  protected override get label(): string {
    return `task ${this.name}`;
  }

  #step(): void {
    const thrown = this.#toThrow();
    this.#waitsFor = null;
    let step: IteratorResult<LoopFuture<unknown> | void, T>;
    try {
      step = thrown === NOTHING_THROWN ? this.#coroutine.next() : this.#coroutine.throw(thrown);
    } catch (error) {
      return this.#failWith(error);
    }
    if (step.done) this.#endWith(step.value);
    else this.#waitFor(step.value);
  }

  /** What the coroutine gets thrown instead of its next step. */
  #toThrow(): unknown {
    let thrown = this.#thrown;
    this.#thrown = NOTHING_THROWN;
    const awaited = this.#waitsFor;
    if (awaited !== null && thrown === NOTHING_THROWN) thrown = errorOf(awaited);
    if (!this.#mustCancel) return thrown;
    this.#mustCancel = false;
    return thrown instanceof CancelledError ? thrown : new CancelledError(this.#reason);
  }

  #endWith(value: T): void {
    if (!this.#mustCancel) return this.finishWith(value);
    // Cancelled by itself, and no step left to throw it into.
    this.#mustCancel = false;
    this.finishCancelled(new CancelledError(this.#reason));
  }

  #failWith(error: unknown): void {
    if (error instanceof CancelledError) return this.finishCancelled(error);
    this.finishFailed(error);
    if (error instanceof LoopExit) throw error;
  }

  #waitFor(awaited: LoopFuture<unknown> | void): void {
    if (awaited === undefined) return this.loop.enqueue(this);
    const fault = this.#faultOf(awaited);
    if (fault !== null) {
      this.#thrown = fault;
      return this.loop.enqueue(this);
    }
    this.#waitsFor = awaited;
    awaited.addWaker(this);
    if (this.#mustCancel && awaited.cancel(this.#reason)) this.#mustCancel = false;
  }

  #faultOf(awaited: unknown): MisusedLoop | null {
    if (!isLoopFuture(awaited)) {
      return new MisusedLoop(`task ${this.name} yielded ${String(awaited)}: yield* futures, tasks or coroutines`);
    }
    if (awaited === (this as LoopFuture<unknown>)) return new MisusedLoop(`task ${this.name} waits for itself`);
    if (awaited.loop !== this.loop) {
      return new MisusedLoop(`task ${this.name} waits for a future of another loop: each loop waits for its own`);
    }
    return null;
  }
}

function errorOf(future: LoopFuture<unknown>): unknown {
  try {
    const failed = future.exception();
    return failed === null ? NOTHING_THROWN : failed.thrown;
  } catch (error) {
    return error;
  }
}
