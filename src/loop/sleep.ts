/**
 * Waiting for a time, on the loop's clock. Written without a generator and without a callback: the future is its own timer, so a
 * task that sleeps costs as little memory as it can.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Coroutine } from './coroutine.ts';
import type { EventLoop } from './event-loop.ts';
import type { Timed } from './handle.ts';
import { LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';

/** Done when its time has come. */
class Alarm extends LoopFuture<void> implements Timed {
  isScheduled = true;

  constructor(loop: EventLoop, when: Milliseconds) {
    super(loop);
    loop.scheduleAt(when, loop.nextTimerNumber(), this);
  }

  /** The loop's: its time has come. */
  run(): void {
    if (!this.isDone) this.setResult();
  }

  override cancel(reason?: unknown): boolean {
    if (!this.isDone && this.isScheduled) this.loop.timerCancelled();
    return super.cancel(reason);
  }
}

/** The coroutine: nothing happens before its first step. */
class Sleeping<T> implements Coroutine<T> {
  /** The delay before the first step; then the alarm, or null where one turn is all. */
  #rest: Milliseconds | Alarm | null;
  readonly #value: T;

  constructor(delayMs: Milliseconds, value: T) {
    this.#rest = delayMs;
    this.#value = value;
  }

  next(): IteratorResult<LoopFuture<unknown> | void, T> {
    const rest = this.#rest;
    if (typeof rest !== 'number') {
      rest?.result();
      return { done: true, value: this.#value };
    }
    this.#rest = null;
    if (rest <= 0) return { done: false, value: undefined };
    const loop = runningLoop();
    const alarm = new Alarm(loop, loop.time() + rest);
    this.#rest = alarm;
    return { done: false, value: alarm };
  }

  throw(error: unknown): IteratorResult<LoopFuture<unknown> | void, T> {
    this.#giveUp();
    throw error;
  }

  return(value: T): IteratorResult<LoopFuture<unknown> | void, T> {
    this.#giveUp();
    return { done: true, value };
  }

  [Symbol.iterator](): this {
    return this;
  }

  [Symbol.dispose](): void {
    this.#giveUp();
  }

  #giveUp(): void {
    if (this.#rest instanceof Alarm) this.#rest.cancel();
    else this.#rest = null;
  }
}

/**
 * Gives up the turn for `delayMs` and then gives `value` back; 0 or less gives up exactly one turn. Throws RangeError for NaN.
 * Cancelled, it takes its timer along.
 */
export function sleep(delayMs: Milliseconds): Coroutine<void>;
export function sleep<T>(delayMs: Milliseconds, value: T): Coroutine<T>;
export function sleep<T>(delayMs: Milliseconds, value?: T): Coroutine<T | undefined> {
  if (Number.isNaN(delayMs)) throw new RangeError('a delay cannot be NaN: give it in milliseconds');
  return new Sleeping(delayMs, value);
}
