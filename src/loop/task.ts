/**
 * A coroutine in progress on a loop: steps it whenever what it waits for is done, and is itself the future of its result. A
 * cancellation is thrown into the coroutine where it waits; it may clean up, or refuse. Has as few fields as it can: there may be a
 * million of them.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`Task`).
 */
import { enterContext, inheritedContext, NOTHING_SET, Context } from './context.ts';
import type { Coroutine } from './coroutine.ts';
import { cancelledError, CancelledError, InvalidState, LoopExit, MisusedLoop } from './errors.ts';
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

/** Requests to cancel; most tasks never get one. */
interface Cancellation {
  /** Not taken back. */
  requests: number;
  /** Still to be thrown into the coroutine. */
  isDue: boolean;
  reason: unknown;
}

export class Task<T> extends LoopFuture<T> {
  /** Neighbours in the loop's list of tasks that are not done. */
  older: Task<unknown> | null = null;
  younger: Task<unknown> | null = null;
  #context: Context;
  readonly #coroutine: Coroutine<T>;
  readonly #name: string | number;
  /** What the last step yielded: a future, or the fault of what it yielded instead. */
  #waitsFor: LoopFuture<unknown> | MisusedLoop | null = null;
  #cancellation: Cancellation | null = null;

  /** Only `EventLoop.createTask` makes one. */
  constructor(loop: EventLoop, coroutine: Coroutine<T>, number: number, options: TaskOptions) {
    super(loop);
    this.#context = options.context ?? inheritedContext();
    this.#coroutine = coroutine;
    this.#name = options.name === undefined ? number : String(options.name);
  }

  get name(): string {
    return typeof this.#name === 'number' ? `Task-${this.#name}` : this.#name;
  }

  get coroutine(): Coroutine<T> {
    return this.#coroutine;
  }

  get context(): Context {
    if (this.#context === NOTHING_SET) this.#context = new Context();
    return this.#context;
  }

  /** The future it waits for at the moment. */
  get waitsFor(): LoopFuture<unknown> | null {
    return isLoopFuture(this.#waitsFor) ? this.#waitsFor : null;
  }

  /** Requests to cancel that nobody has taken back with `uncancel`. */
  get cancelling(): number {
    return this.#cancellation?.requests ?? 0;
  }

  /** Asks the coroutine to end: `CancelledError` is thrown into it on its next step. False where the task is done. */
  override cancel(reason?: unknown): boolean {
    this.markSeen();
    if (this.isDone) return false;
    const cancellation = (this.#cancellation ??= { requests: 0, isDue: false, reason: undefined });
    cancellation.requests += 1;
    // Whoever cancels first what is waited for; the task hears of it by its end.
    if (this.waitsFor?.cancel(reason)) return true;
    cancellation.isDue = true;
    cancellation.reason = reason;
    return true;
  }

  /** Takes one request back; at none left, one that has not been delivered yet is dropped. How many are left. */
  uncancel(): number {
    const cancellation = this.#cancellation;
    if (cancellation === null || cancellation.requests === 0) return 0;
    cancellation.requests -= 1;
    if (cancellation.requests === 0) cancellation.isDue = false;
    return cancellation.requests;
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
    const outerContext = enterContext(this.#context);
    try {
      this.#step();
    } finally {
      // It may have made a context of its own to set something.
      this.#context = enterContext(outerContext);
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
    const awaited = this.#waitsFor;
    const thrown = awaited === null ? NOTHING_THROWN : errorOf(awaited);
    const cancellation = this.#cancellation;
    if (cancellation === null || !cancellation.isDue) return thrown;
    cancellation.isDue = false;
    return thrown instanceof CancelledError ? thrown : cancelledError(cancellation.reason, this.loop);
  }

  #endWith(value: T): void {
    const cancellation = this.#cancellation;
    if (cancellation === null || !cancellation.isDue) return this.finishWith(value);
    // Cancelled by itself, and no step left to throw it into.
    cancellation.isDue = false;
    this.finishCancelled(cancelledError(cancellation.reason, this.loop));
  }

  #failWith(error: unknown): void {
    if (error instanceof CancelledError) return this.finishCancelled(error);
    this.finishFailed(error);
    if (error instanceof LoopExit) throw error;
  }

  #waitFor(awaited: LoopFuture<unknown> | void): void {
    if (awaited === undefined) return this.loop.enqueue(this);
    const fault = this.#faultOf(awaited);
    this.#waitsFor = fault ?? awaited;
    if (fault !== null) return this.loop.enqueue(this);
    awaited.addWaker(this);
    const cancellation = this.#cancellation;
    if (cancellation?.isDue && awaited.cancel(cancellation.reason)) cancellation.isDue = false;
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

function errorOf(awaited: LoopFuture<unknown> | MisusedLoop): unknown {
  return awaited instanceof MisusedLoop ? awaited : awaited.errorOr(NOTHING_THROWN);
}
