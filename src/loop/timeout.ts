/**
 * A deadline for a piece of a task: at its time what the task waits for is cancelled, and the scope makes
 * `TimeoutError` of the cancellation on its way out. A cancellation by anybody else passes unchanged.
 * Source: CPython 3.13, Lib/asyncio/timeouts.py.
 *
 *   created → active → finished            active → expiring (time is up, body not over yet) → expired
 */
import type { Milliseconds } from '../base/units.ts';
import type { Awaitable, Coroutine } from './coroutine.ts';
import { CancelledError, chained, MisusedLoop, TimeoutError } from './errors.ts';
import type { Handle } from './handle.ts';
import type { LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';
import type { Task } from './task.ts';

type State = 'created' | 'active' | 'expiring' | 'expired' | 'finished';
type Steps<T> = Iterator<LoopFuture<unknown> | void, T, void>;

/**
 * A body that is overheard: which cancellation reached it when time was up. Python's errors know what was being
 * handled when they were raised; here somebody has to listen.
 */
class Overheard<T> implements Steps<T> {
  cancellation: CancelledError | null = null;

  constructor(
    readonly body: Steps<T>,
    readonly scope: Timeout,
  ) {}

  next(): IteratorResult<LoopFuture<unknown> | void, T> {
    return this.body.next();
  }

  throw(error: unknown): IteratorResult<LoopFuture<unknown> | void, T> {
    if (error instanceof CancelledError && this.scope.expired()) {
      if (this.cancellation === null) this.cancellation = error;
      // Another one, thrown into what cleans up after the first.
      else chained(error, this.cancellation);
    }
    if (!this.body.throw) throw error;
    return this.body.throw(error);
  }

  return(value: T): IteratorResult<LoopFuture<unknown> | void, T> {
    return this.body.return?.(value) ?? { done: true, value };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

const tooLate = (cancellation: unknown): TimeoutError =>
  new TimeoutError('it did not end before its deadline', { cause: cancellation });

/**
 * Puts the time-out into the chain of causes of `error`: before the cancellation it has there, or else before `heard`
 * at the end.
 */
function chainTimeout(error: unknown, heard: CancelledError | null): void {
  const seen = new Set<unknown>();
  let last: Error | null = null;
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    if (at.cause instanceof CancelledError) {
      at.cause = tooLate(at.cause);
      return;
    }
    seen.add(at);
    last = at;
  }
  if (heard !== null) chained(last, tooLate(heard));
}

/** Made by `timeout` and `timeoutAt`. */
export class Timeout {
  #state: State = 'created';
  #when: Milliseconds | null;
  #timer: Handle | null = null;
  #task: Task<unknown> | null = null;
  /** Requests to cancel the task that are no business of this scope. */
  #requestsBefore = 0;

  constructor(when: Milliseconds | null) {
    if (when !== null && Number.isNaN(when)) throw new RangeError('a deadline cannot be NaN: give it in milliseconds');
    this.#when = when;
  }

  /** The deadline on the loop's clock; null for none. */
  when(): Milliseconds | null {
    return this.#when;
  }

  /** Its time was up before the body was over. */
  expired(): boolean {
    return this.#state === 'expiring' || this.#state === 'expired';
  }

  /**
   * Runs `body`, once; what it returns. Throws `TimeoutError` where time was up and the body ended of that. An error
   * the body has thrown instead passes, with the `TimeoutError` among its causes. Throws `MisusedLoop` outside of a
   * task or the second time.
   */
  *run<T>(body: (scope: Timeout) => Awaitable<T>): Coroutine<T> {
    const task = this.#enter();
    let overheard: Overheard<T> | null = null;
    try {
      overheard = new Overheard(body(this)[Symbol.iterator](), this);
      return yield* overheard;
    } catch (error) {
      // With new requests since, somebody else wants the task cancelled.
      if (!this.expired() || task.cancelling - 1 > this.#requestsBefore) throw error;
      if (error instanceof CancelledError) throw tooLate(error);
      const heard = overheard?.cancellation ?? null;
      chainTimeout(error, heard);
      if (error instanceof AggregateError) for (const part of error.errors) chainTimeout(part, null);
      throw error;
    } finally {
      this.#leave(task);
    }
  }

  /** Another deadline, or none. Throws `MisusedLoop` unless the body is running and its time is not up. */
  reschedule(when: Milliseconds | null): void {
    if (this.#state !== 'active' || this.#task === null) {
      const state = this.#state === 'created' ? 'has not been entered' : `is ${this.#state}`;
      throw new MisusedLoop(`this timeout ${state}: only one that is active can be rescheduled`);
    }
    this.#timer?.cancel();
    this.#timer = null;
    this.#when = when;
    if (when === null) return;
    const { loop } = this.#task;
    const expire = (): void => this.#expire();
    this.#timer = when <= loop.time() ? loop.callSoon(expire) : loop.callAt(when, expire);
  }

  toString(): string {
    if (this.#state !== 'active') return `<Timeout [${this.#state}]>`;
    return `<Timeout [active] when=${this.#when === null ? null : Math.round(this.#when * 1000) / 1000}>`;
  }

  #enter(): Task<unknown> {
    if (this.#state !== 'created') throw new MisusedLoop('this timeout has been entered already: make another');
    const task = runningLoop().currentTask;
    if (task === null) throw new MisusedLoop('a timeout is used inside a task: no task takes a step at the moment');
    this.#state = 'active';
    this.#task = task;
    this.#requestsBefore = task.cancelling;
    this.reschedule(this.#when);
    return task;
  }

  #expire(): void {
    this.#task?.cancel();
    this.#state = 'expiring';
    this.#timer = null;
  }

  #leave(task: Task<unknown>): void {
    this.#timer?.cancel();
    this.#timer = null;
    if (this.#state === 'expiring') task.uncancel();
    this.#state = this.#state === 'expiring' ? 'expired' : 'finished';
  }
}

/** A scope whose body may take `delayMs`; null for as long as it likes. Throws `MisusedLoop` outside of a loop. */
export function timeout(delayMs: Milliseconds | null): Timeout {
  return new Timeout(delayMs === null ? null : runningLoop().time() + delayMs);
}

/** As `timeout`, for a time of the loop's clock. */
export function timeoutAt(when: Milliseconds | null): Timeout {
  return new Timeout(when);
}
