/**
 * A result that a loop will have: pending → finished | cancelled. A coroutine waits for it with `yield* future`, which gives
 * the value or throws the error. It is not a promise on purpose: a coroutine may return one without waiting for it.
 * Source: CPython 3.13, Lib/asyncio/futures.py.
 */
import { currentContext, type Context } from './context.ts';
import { CancelledError, InvalidState } from './errors.ts';
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

const NO_ERROR = Symbol('no error');

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
  #state: LoopFutureState = 'pending';
  #value: T | undefined;
  #error: unknown = NO_ERROR;
  #cancelled: CancelledError | null = null;
  #cancelReason: unknown;
  /** Wakers and callbacks in the order they came; most futures have one, which needs no list. */
  #told: Waker | Told | (Waker | Told)[] | null = null;
  #isErrorSeen = false;

  constructor(readonly loop: EventLoop) {}

  get state(): LoopFutureState {
    return this.#state;
  }

  get isDone(): boolean {
    return this.#state !== 'pending';
  }

  get isCancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Calls that wait to be told. */
  get callbackCount(): number {
    return this.#allTold().length;
  }

  /** The value. Throws the error it failed with, `CancelledError`, or `InvalidState` while it is pending. */
  result(): T {
    const error = this.exception();
    if (error !== null) throw error.thrown;
    return this.#value as T;
  }

  /** What it failed with, or null for a value. Throws `CancelledError`, or `InvalidState` while it is pending. */
  exception(): { readonly thrown: unknown } | null {
    if (this.#state === 'cancelled') throw this.cancelledError();
    if (this.#state === 'pending') throw new InvalidState('the future has no result yet: wait for it first');
    this.#seen();
    return this.#error === NO_ERROR ? null : { thrown: this.#error };
  }

  /** Throws `InvalidState` where it is done already. */
  setResult(value: T): void {
    this.#demandPending();
    this.#value = value;
    this.#finish('finished');
  }

  /** Any value can be an error and is thrown as it is; of a class of errors one is made. Throws `InvalidState` where it is done already. */
  setException(error: unknown): void {
    this.#demandPending();
    this.finishFailed(isErrorClass(error) ? new error() : error);
  }

  /** False where it is done already. */
  cancel(reason?: unknown): boolean {
    // Asking is handling: what it failed with needs no report.
    this.#seen();
    if (this.#state !== 'pending') return false;
    this.#cancelReason = reason;
    this.#finish('cancelled');
    return true;
  }

  /** Its error has been dealt with by somebody who did not ask for it. */
  markSeen(): void {
    this.#seen();
  }

  /** Calls `callback` on a turn of the loop once it is done: the next turn where it is already. In the order of adding. */
  addDoneCallback(callback: DoneCallback<T>, context: Context = currentContext().copy()): void {
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
    if (this.#state === 'finished') {
      const what = this.#error === NO_ERROR ? `result=${String(this.#value)}` : `error=${String(this.#error)}`;
      return `<${this.label} finished ${what}>`;
    }
    return `<${this.label} ${this.#state}>`;
  }

  /** What reports call it. */
  get kind(): 'Future' | 'Task' {
    return 'Future';
  }

  protected get label(): string {
    return 'future';
  }

  /** The error that stands for its cancellation: one and the same for everybody who asks once it was thrown into a task. */
  protected cancelledError(): CancelledError {
    this.#cancelled ??= new CancelledError(this.#cancelReason);
    return this.#cancelled;
  }

  /** A task's: ends cancelled by this very error. */
  protected finishCancelled(error: CancelledError): void {
    this.#cancelled = error;
    this.#cancelReason = error.reason;
    this.#finish('cancelled');
  }

  /** A task's: ends with a value, whatever a subclass thinks of `setResult`. */
  protected finishWith(value: T): void {
    this.#value = value;
    this.#finish('finished');
  }

  /** A task's. */
  protected finishFailed(error: unknown): void {
    this.#error = error;
    this.loop.faults.failed(this, error);
    this.#finish('finished');
  }

  #finish(state: LoopFutureState): void {
    this.#state = state;
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
    if (this.#state !== 'pending') throw new InvalidState(`the future is ${this.#state} already and keeps what it has`);
  }

  #seen(): void {
    if (this.#isErrorSeen || this.#error === NO_ERROR) return;
    this.#isErrorSeen = true;
    this.loop.faults.seen(this);
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
