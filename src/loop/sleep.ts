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
  readonly number: number;
  isScheduled = true;

  constructor(
    loop: EventLoop,
    readonly when: Milliseconds,
  ) {
    super(loop);
    this.number = loop.nextTimerNumber();
    loop.schedule(this);
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
  #alarm: Alarm | null = null;
  #isAsked = false;

  constructor(
    readonly delayMs: Milliseconds,
    readonly value: T,
  ) {}

  next(): IteratorResult<LoopFuture<unknown> | void, T> {
    if (this.#isAsked) {
      this.#alarm?.result();
      return { done: true, value: this.value };
    }
    this.#isAsked = true;
    if (this.delayMs <= 0) return { done: false, value: undefined };
    const loop = runningLoop();
    this.#alarm = new Alarm(loop, loop.time() + this.delayMs);
    return { done: false, value: this.#alarm };
  }

  throw(error: unknown): IteratorResult<LoopFuture<unknown> | void, T> {
    this.#alarm?.cancel();
    throw error;
  }

  return(value: T): IteratorResult<LoopFuture<unknown> | void, T> {
    this.#alarm?.cancel();
    return { done: true, value };
  }

  [Symbol.iterator](): this {
    return this;
  }

  [Symbol.dispose](): void {
    this.#alarm?.cancel();
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
