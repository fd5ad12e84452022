/**
 * A result that a loop will have: pending → finished | cancelled. A coroutine waits for it with `yield* future`, which gives
 * the value or throws the error. It is not a promise on purpose: a coroutine may return one without waiting for it.
 * Source: CPython 3.13, Lib/asyncio/futures.py.
 */
import { inheritedContext, type Context } from './context.ts';
import { cancelledError, InvalidState, type CancelledError } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { Handle } from './handle.ts';

export type LoopFutureState = 'pending' | 'cancelled' | 'finished';

/** Told when the future is done: itself put among the ready. */
export interface Waker {
  run(): void;
}

export type DoneCallback<T> = (future: LoopFuture<T>) => void;

interface Told {
  /** What was given, to be found again. */
  readonly callback: unknown;
  readonly call: () => void;
  readonly context: Context;
}

type Stage = 'pending' | 'value' | 'error' | 'error, seen' | 'cancelled' | 'cancelled, error made';

/** What `yield*` drives: yields the future once if it is pending, then ends with its result. */
class Awaiting<T> implements Iterator<LoopFuture<T>, T, void> {
  #asked = false;

  constructor(readonly future: LoopFuture<T>) {}

  next(): IteratorResult<LoopFuture<T>, T> {
    const { future } = this;
    if (future.isDone || this.#asked) return { done: true, value: future.result() };
    this.#asked = true;
    return { done: false, value: future };
  }

  throw(error: unknown): IteratorResult<LoopFuture<T>, T> {
    throw error;
  }
}

export class LoopFuture<T> {
  #stage: Stage = 'pending';
  /** The value, the error, the reason of a cancellation or its error, by the stage: one field, since there may be a million futures. */
  #outcome: unknown;
  /** Wakers and callbacks in the order they came; most futures have one, which needs no list. */
  #told: Waker | Told | (Waker | Told)[] | null = null;

  constructor(readonly loop: EventLoop) {}

  get state(): LoopFutureState {
    if (this.#stage === 'pending') return 'pending';
    return this.isCancelled ? 'cancelled' : 'finished';
  }

  get isDone(): boolean {
    return this.#stage !== 'pending';
  }

  get isCancelled(): boolean {
    return this.#stage === 'cancelled' || this.#stage === 'cancelled, error made';
  }

  /** Done, and neither failed nor cancelled. */
  get hasValue(): boolean {
    return this.#stage === 'value';
  }

  /** Calls that wait to be told. */
  get callbackCount(): number {
    return this.#allTold().length;
  }

  /** The value. Throws the error it failed with, `CancelledError`, or `InvalidState` while it is pending. */
  result(): T {
    if (this.#stage === 'value') return this.#outcome as T;
    const error = this.exception();
    throw error?.thrown;
  }

  /** What it failed with, or null for a value. Throws `CancelledError`, or `InvalidState` while it is pending. */
  exception(): { readonly thrown: unknown } | null {
    if (this.#stage === 'value') return null;
    if (this.#stage === 'pending') throw new InvalidState('the future has no result yet: wait for it first');
    if (this.isCancelled) throw this.cancelledError();
    this.markSeen();
    return { thrown: this.#outcome };
  }

  /** What whoever waits for it gets thrown, or `nothing` for a value. Asking, as `exception`; throws `InvalidState` while it is pending. */
  errorOr<Nothing>(nothing: Nothing): unknown {
    if (this.#stage === 'value') return nothing;
    if (this.isCancelled) return this.cancelledError();
    return this.exception()?.thrown;
  }

  /** Throws `InvalidState` where it is done already. */
  setResult(value: T): void {
    this.#demandPending();
    this.finishWith(value);
  }

  /** Any value can be an error and is thrown as it is; of a class of errors one is made. Throws `InvalidState` where it is done already. */
  setException(error: unknown): void {
    this.#demandPending();
    this.finishFailed(isErrorClass(error) ? new error() : error);
  }

  /** False where it is done already. */
  cancel(reason?: unknown): boolean {
    // Asking is handling: what it failed with needs no report.
    this.markSeen();
    if (this.#stage !== 'pending') return false;
    this.#finish('cancelled', reason);
    return true;
  }

  /** Its error has been dealt with by somebody who did not ask for it. */
  markSeen(): void {
    if (this.#stage !== 'error') return;
    this.#stage = 'error, seen';
    this.loop.faults.seen(this);
  }

  /** Calls `callback` on a turn of the loop once it is done: the next turn where it is already. In the order of adding. */
  addDoneCallback(callback: DoneCallback<T>, context: Context = inheritedContext()): void {
    const told: Told = { callback, call: () => callback(this), context };
    if (this.isDone) this.#tell(told);
    else this.#remember(told);
  }

  /** Removes every entry of `callback`; how many there were. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    const before = this.#allTold();
    const left = before.filter((told) => !('callback' in told && told.callback === callback));
    this.#told = left.length > 0 ? left : null;
    return before.length - left.length;
  }

  /** Only for tasks: as a callback, but without one. */
  addWaker(waker: Waker): void {
    if (this.isDone) this.loop.enqueue(waker);
    else this.#remember(waker);
  }

  /** For `yield* future` in a coroutine. */
  [Symbol.iterator](): Iterator<LoopFuture<T>, T, void> {
    return new Awaiting(this);
  }

  toString(): string {
    if (this.state !== 'finished') return `<${this.label} ${this.state}>`;
    return `<${this.label} finished ${this.hasValue ? 'result' : 'error'}=${String(this.#outcome)}>`;
  }

  /** What reports call it. */
  get kind(): 'Future' | 'Task' {
    return 'Future';
  }

  protected get label(): string {
    return 'future';
  }

  /** The error that stands for its cancellation: one and the same for everybody who asks. */
  protected cancelledError(): CancelledError {
    if (this.#stage === 'cancelled') {
      this.#outcome = cancelledError(this.#outcome, this.loop);
      this.#stage = 'cancelled, error made';
    }
    return this.#outcome as CancelledError;
  }

  /** A task's: ends cancelled by this very error. */
  protected finishCancelled(error: CancelledError): void {
    this.#finish('cancelled, error made', error);
  }

  /** A task's: ends with a value, whatever a subclass thinks of `setResult`. */
  protected finishWith(value: T): void {
    this.#finish('value', value);
  }

  /** A task's. */
  protected finishFailed(error: unknown): void {
    this.loop.faults.failed(this, error);
    this.#finish('error', error);
  }

  #finish(stage: Stage, outcome: unknown): void {
    this.#stage = stage;
    this.#outcome = outcome;
    const told = this.#told;
    if (told === null) return;
    this.#told = null;
    if (!Array.isArray(told)) this.#tell(told);
    else for (const one of told) this.#tell(one);
  }

  #remember(told: Waker | Told): void {
    if (this.#told === null) this.#told = told;
    else if (Array.isArray(this.#told)) this.#told.push(told);
    else this.#told = [this.#told, told];
  }

  #allTold(): readonly (Waker | Told)[] {
    if (this.#told === null) return [];
    return Array.isArray(this.#told) ? this.#told : [this.#told];
  }

  #tell(told: Waker | Told): void {
    if ('run' in told) {
      this.loop.enqueue(told);
      return;
    }
    this.loop.enqueue(new Handle(told.call, this.loop, told.context));
  }

  #demandPending(): void {
    if (this.#stage !== 'pending') throw new InvalidState(`the future is ${this.state} already and keeps what it has`);
  }
}

function isErrorClass(value: unknown): value is new () => Error {
  return typeof value === 'function' && (value === Error || value.prototype instanceof Error);
}

/** Gives a future its value unless somebody has cancelled it meanwhile. */
export function setResultUnlessCancelled<T>(future: LoopFuture<T>, value: T): void {
  if (!future.isCancelled) future.setResult(value);
}

export function isLoopFuture(value: unknown): value is LoopFuture<unknown> {
  return value instanceof LoopFuture;
}
