/**
 * The result of a call that an executor makes elsewhere. Lives on the page, so asking for a result is a promise; a future is none
 * itself, and may be handed on without being waited for.
 * Source: CPython 3.13, Lib/concurrent/futures/_base.py.
 *
 *   pending → running → finished
 *   pending → cancelled → cancelled-and-notified (the executor has seen it, and whoever waits is told)
 */
import type { Milliseconds } from '../base/units.ts';
import { CancelledError, InvalidState, TimeoutError } from '../loop/errors.ts';

export type FutureState = 'pending' | 'running' | 'cancelled' | 'cancelled-and-notified' | 'finished';

/** How a call went wrong; `thrown` may be anything, null and undefined too. */
export interface Failure {
  readonly thrown: unknown;
}

/** Told when a future is finished, or its cancellation is seen by the executor. */
export interface Waiter {
  told(future: Future<unknown>): void;
}

/** Nobody is left to give an error of a done-callback to: it becomes an uncaught error of the page. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

export class Future<T> {
  #state: FutureState = 'pending';
  #value: T | undefined;
  #failure: Failure | null = null;
  #callbacks: (() => void)[] | null = null;
  #waiters: Waiter[] | null = null;

  /** `onFault` is given what done-callbacks throw. */
  constructor(readonly onFault: (error: unknown) => void = throwLater) {}

  get state(): FutureState {
    return this.#state;
  }

  get isCancelled(): boolean {
    return this.#state === 'cancelled' || this.#state === 'cancelled-and-notified';
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  get isDone(): boolean {
    return this.isCancelled || this.#state === 'finished';
  }

  /** Finished, or cancelled and the executor knows: what `wait` and `asCompleted` count as done. */
  get isSettled(): boolean {
    return this.#state === 'finished' || this.#state === 'cancelled-and-notified';
  }

  /** What it failed with; null while it has not, whatever its state. Does not wait. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** What the call returned; undefined while it has not, whatever its state. Does not wait. */
  get value(): T | undefined {
    return this.#value;
  }

  /** True where it is cancelled now: a call that runs or is finished cannot be. */
  cancel(): boolean {
    if (this.isCancelled) return true;
    if (this.#state !== 'pending') return false;
    this.#state = 'cancelled';
    this.#callBack();
    return true;
  }

  /** The value. Rejects with what the call failed with, `CancelledError`, or `TimeoutError` after `timeoutMs`. */
  result(timeoutMs?: Milliseconds): Promise<T> {
    // Most are finished when they are asked: one promise then, where the way below makes five.
    if (this.#state === 'finished' && this.#failure === null) return Promise.resolve(this.#value as T);
    return this.#resultLater(timeoutMs);
  }

  async #resultLater(timeoutMs?: Milliseconds): Promise<T> {
    const failure = await this.exception(timeoutMs);
    if (failure !== null) throw failure.thrown;
    return this.#value as T;
  }

  /** What it failed with, or null for a value. Rejects with `CancelledError`, or `TimeoutError` after `timeoutMs`. */
  async exception(timeoutMs?: Milliseconds): Promise<Failure | null> {
    if (!this.isDone) await this.#done(timeoutMs);
    if (this.isCancelled) throw new CancelledError();
    return this.#failure;
  }

  /**
   * Calls `callback` with the future as soon as it is done: at once where it is already. In the order of adding; what one throws
   * goes to `onFault` and keeps none of the others from being called.
   */
  addDoneCallback(callback: (future: Future<T>) => void): void {
    const call = (): void => callback(this);
    if (this.isDone) this.#call(call);
    else (this.#callbacks ??= []).push(call);
  }

  /** Told once it is settled; at once where it is already. */
  addWaiter(waiter: Waiter): void {
    if (this.isSettled) waiter.told(this);
    else (this.#waiters ??= []).push(waiter);
  }

  removeWaiter(waiter: Waiter): void {
    this.#waiters = this.#waiters?.filter((other) => other !== waiter) ?? null;
  }

  toString(): string {
    if (this.#state === 'finished') {
      return `<future finished ${this.#failure ? `raised ${kindOf(this.#failure.thrown)}` : `returned ${kindOf(this.#value)}`}>`;
    }
    return `<future ${this.isCancelled ? 'cancelled' : this.#state}>`;
  }

  // For executors.

  /** The call is about to start: true, and it runs; or false where it was cancelled, and whoever waits is told. Throws `InvalidState`. */
  setRunningOrNotifyCancel(): boolean {
    switch (this.#state) {
      case 'pending':
        this.#state = 'running';
        return true;
      case 'cancelled':
        this.#state = 'cancelled-and-notified';
        this.#tellWaiters();
        return false;
      default:
        throw new InvalidState(`a future that is ${this.#state} cannot start to run`);
    }
  }

  /** Throws `InvalidState` where it is done already. */
  setResult(value: T): void {
    this.#demandOpen();
    this.#value = value;
    this.#finish();
  }

  /** Throws `InvalidState` where it is done already. */
  setException(thrown: unknown): void {
    this.#demandOpen();
    this.#failure = { thrown };
    this.#finish();
  }

  #finish(): void {
    this.#state = 'finished';
    this.#tellWaiters();
    this.#callBack();
  }

  #demandOpen(): void {
    if (this.isDone) throw new InvalidState(`the future is ${this.#state} already and keeps what it has`);
  }

  #tellWaiters(): void {
    const waiters = this.#waiters;
    this.#waiters = null;
    if (waiters) for (const waiter of waiters) waiter.told(this);
  }

  #callBack(): void {
    const callbacks = this.#callbacks;
    this.#callbacks = null;
    if (callbacks) for (const callback of callbacks) this.#call(callback);
  }

  #call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.onFault(error);
    }
  }

  #done(timeoutMs: Milliseconds | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (timeoutMs === undefined) return this.addDoneCallback(() => resolve());
      if (timeoutMs <= 0) return reject(this.#overdue(timeoutMs));
      const timer = setTimeout(() => reject(this.#overdue(timeoutMs)), timeoutMs);
      this.addDoneCallback(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #overdue(timeoutMs: Milliseconds): TimeoutError {
    return new TimeoutError(`the call had no result within ${timeoutMs} ms: it is ${this.#state}`);
  }
}

function kindOf(value: unknown): string {
  if (value instanceof Error) return value.name;
  return value === null ? 'null' : typeof value;
}
