/**
 * The switch a greenlet is about to make or waits in: what `yield*` iterates over. A greenlet waits in one at a time, so it has
 * one for life, and a switch of generators allocates nothing.
 */
import { GreenletError } from './errors.ts';
import type { Greenlet } from './greenlet.ts';
import { SUSPENSION, type Suspension } from './strand.ts';
import { fillIn, type TransferKind } from './transfer.ts';

type Stage = 'none' | 'asked' | 'waiting';

/** What a generator's `next` returns when it switches: `yield*` passes it on as it is. */
const SUSPENDED: IteratorYieldResult<Suspension> = Object.freeze({ done: false, value: SUSPENSION });

export class OneSwitch implements Iterator<Suspension, unknown, unknown> {
  #stage: Stage = 'none';
  #target: Greenlet | null = null;
  #kind: TransferKind = 'value';
  #payload: unknown;
  readonly #back: IteratorReturnResult<unknown> = { done: true, value: undefined };

  /** Throws `GreenletError` where the switch before was asked for but not made. */
  to(target: Greenlet, kind: TransferKind, payload: unknown): this {
    const forgotten = this.forgotten();
    if (forgotten) throw forgotten;
    this.#stage = 'asked';
    this.#target = target;
    this.#kind = kind;
    this.#payload = payload;
    return this;
  }

  /** The fault of a switch that lacks its `yield*`; it is dropped. */
  forgotten(): GreenletError | null {
    if (this.#stage !== 'asked') return null;
    this.#stage = 'none';
    return new GreenletError('a switch was asked for and never made: write yield* before greenlet.switch() or throw()');
  }

  /** Asked for: switches. Then: what was switched back with. */
  next(value: unknown): IteratorResult<Suspension> {
    if (this.#stage === 'asked') {
      this.#stage = 'waiting';
      fillIn(this.#target as Greenlet, this.#kind, this.#payload);
      this.#payload = undefined;
      return SUSPENDED;
    }
    this.#stage = 'none';
    this.#back.value = value;
    return this.#back;
  }

  throw(error: unknown): never {
    this.#stage = 'none';
    throw error;
  }

  [Symbol.iterator](): this {
    return this;
  }
}
