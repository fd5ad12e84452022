/**
 * A barrier for tasks of one loop: nobody leaves a round before all have come. Who comes while a round is being left waits outside
 * for the next. CPython keeps a condition inside; no task of a loop ever finds that one's lock taken, so here there is none.
 * Source: CPython 3.13, Lib/asyncio/locks.py (`Barrier`).
 *
 *   filling → draining (all have come) → filling …        filling | draining → resetting → filling       any → broken → (reset)
 */
import { isCount } from '../../sync/count.ts';
import { BadArgument, BrokenBarrier } from '../../sync/errors.ts';
import type { Awaitable, Coroutine } from '../coroutine.ts';
import { Waiters } from './waiters.ts';

type BarrierState = 'filling' | 'draining' | 'resetting' | 'broken';

export class LoopBarrier {
  readonly parties: number;
  /** Those inside, and those outside for the next round: woken at every change, they look what it means for them. */
  readonly #waiters = new Waiters();
  /** Of those inside, by place: a place that a cancelled task has left is given out again. */
  readonly #taken = new Set<number>();
  #state: BarrierState = 'filling';

  /** Throws `BadArgument`. */
  constructor(parties: number) {
    if (!isCount(parties, 1)) throw new BadArgument(`a barrier cannot be for ${parties} tasks: ask for 1, 2, 3 …`);
    this.parties = parties;
  }

  /** How many have come in a round that is filling; else 0. */
  get waiting(): number {
    return this.#isFilling ? this.#taken.size : 0;
  }

  /** In it and not out yet, whatever its state. */
  get inside(): number {
    return this.#taken.size;
  }

  get broken(): boolean {
    return this.#state === 'broken';
  }

  /**
   * Waits until all have come; this task's place in the round, 0 to `parties` − 1. Throws `BrokenBarrier` where it is broken or reset before
   * this task is out, `MisusedLoop` where it has to wait on a second loop. One that is cancelled goes away and is not counted any more.
   */
  *wait(): Coroutine<number> {
    while (this.#isBeingLeft) yield* this.#waiters.wait();
    if (this.broken) throw new BrokenBarrier();
    const place = this.#enter();
    try {
      if (this.#taken.size === this.parties) this.#change('draining');
      while (this.#isFilling) yield* this.#waiters.wait();
      // Looked at only now: a round that was let go may have been broken before this task ran.
      if (this.#isSpoilt) throw new BrokenBarrier();
    } finally {
      this.#leave(place);
    }
    return place;
  }

  /** Runs `body` with this task's place once all have come. */
  *holding<T>(body: (place: number) => Awaitable<T>): Coroutine<T> {
    return yield* body(yield* this.wait());
  }

  /** Opens a new round, also of a broken one; those inside get `BrokenBarrier`, those outside are let in when they are gone. */
  reset(): void {
    this.#change(this.#taken.size > 0 ? 'resetting' : 'filling');
  }

  /** Breaks it: everybody in it and everybody who comes gets `BrokenBarrier`, until it is reset. */
  abort(): void {
    this.#change('broken');
  }

  toString(): string {
    const count = this.broken ? '' : `, waiters:${this.waiting}/${this.parties}`;
    return `barrier (${this.#state}${count})`;
  }

  get #isFilling(): boolean {
    return this.#state === 'filling';
  }

  get #isBeingLeft(): boolean {
    return this.#state === 'draining' || this.#state === 'resetting';
  }

  get #isSpoilt(): boolean {
    return this.#state === 'broken' || this.#state === 'resetting';
  }

  #enter(): number {
    let place = this.#taken.size;
    // Taken only where somebody before was cancelled: then that one's place is free.
    while (this.#taken.has(place)) place = (place + 1) % this.parties;
    this.#taken.add(place);
    return place;
  }

  #leave(place: number): void {
    this.#taken.delete(place);
    if (this.#taken.size > 0) return;
    this.#change(this.broken ? 'broken' : 'filling');
  }

  #change(state: BarrierState): void {
    this.#state = state;
    this.#waiters.wakeAll();
  }
}
