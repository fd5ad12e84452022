/**
 * A time limit on whatever a greenlet does: a timer that throws itself into the greenlet that started it. It interrupts waiting and
 * nothing else: a greenlet that computes is left alone until it waits. Source: gevent, src/gevent/timeout.py.
 */
import type { Milliseconds } from '../base/units.ts';
import { BadArgument } from '../sync/errors.ts';
import { GreenletError } from './errors.ts';
import { currentGreenlet, mainGreenlet } from './greenlet.ts';
import type { Cancellable, Hub } from './hub.ts';
import type { Switching } from './strand.ts';

/** Catch it by identity: one from further out is not this one, and should be thrown on. */
export class GreenletTimeout extends Error {
  override readonly name = 'GreenletTimeout';
  readonly #hub: Hub;
  #timer: Cancellable | null = null;

  /** Infinity never comes. Throws `BadArgument` for NaN. */
  constructor(
    hub: Hub,
    readonly delayMs: Milliseconds,
  ) {
    super(`not done within ${delayMs} ms`);
    if (Number.isNaN(delayMs)) throw new BadArgument('a time limit cannot be NaN: give it in milliseconds');
    this.#hub = hub;
  }

  get isPending(): boolean {
    return this.#timer !== null;
  }

  /** For the current greenlet, from now. Throws `GreenletError` in plain code and where it was started already. */
  start(): this {
    const greenlet = currentGreenlet();
    if (greenlet === mainGreenlet())
      throw new GreenletError('a time limit has to be started by the greenlet it is for');
    if (this.#timer) throw new GreenletError('this time limit was started already: make another, or cancel it first');
    if (this.delayMs === Infinity) return this;
    this.#timer = this.#hub.later(this.delayMs, () => {
      if (this.#timer === null) return;
      this.#timer = null;
      if (!greenlet.isDead) this.#hub.enter(greenlet, 'error', this);
    });
    return this;
  }

  /** It will not come any more. */
  cancel(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }
}

/** Does `body` within a time limit; `instead` says what is given when the time is up, otherwise the `GreenletTimeout` is thrown. */
export function withTimeout<T>(hub: Hub, delayMs: Milliseconds, body: () => Switching<T>): Switching<T>;
export function withTimeout<T, U>(
  hub: Hub,
  delayMs: Milliseconds,
  body: () => Switching<T>,
  instead: () => U,
): Switching<T | U>;
export function* withTimeout<T, U>(
  hub: Hub,
  delayMs: Milliseconds,
  body: () => Switching<T>,
  instead?: () => U,
): Switching<T | U> {
  const timeout = new GreenletTimeout(hub, delayMs).start();
  try {
    return yield* body();
  } catch (error) {
    if (error === timeout && instead) return instead();
    throw error;
  } finally {
    timeout.cancel();
  }
}
