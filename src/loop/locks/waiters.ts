/**
 * Who waits at a lock or one of its kin, first come, first served. A waiter is a future and a link of the list in one: it stays
 * in the list until its task has gone on or has given up, also when it has been woken already. Joining, leaving and waking take
 * the same time however many wait.
 *
 *   waits → woken (its task has not run yet) → left          waits | woken → cancelled → left
 */
import type { Coroutine } from '../coroutine.ts';
import { LoopFuture } from '../loop-future.ts';
import { OwnLoop } from './own-loop.ts';

export class Waiter extends LoopFuture<void> {
  earlier: Waiter | null = null;
  later: Waiter | null = null;

  /** What it waited for is its own now; lost unless its task takes it, or hands it on where it is cancelled before it runs. */
  get isWoken(): boolean {
    return this.state === 'finished';
  }
}

export class Waiters {
  readonly #home: OwnLoop;
  #first: Waiter | null = null;
  #last: Waiter | null = null;
  /** Everybody before it is woken or cancelled. */
  #asleep: Waiter | null = null;
  #size = 0;

  /** Lists of one structure share the loop they belong to. */
  constructor(home = new OwnLoop()) {
    this.#home = home;
  }

  /** In the list: asleep, woken, or cancelled and not gone yet. */
  get size(): number {
    return this.#size;
  }

  /** Nobody is in the list who still wants what there is to have. */
  get areAllCancelled(): boolean {
    for (let waiter = this.#first; waiter; waiter = waiter.later) if (!waiter.isCancelled) return false;
    return true;
  }

  /** A new waiter at the end. Whoever joins has to leave, whatever happens. Throws `MisusedLoop` on another loop. */
  join(): Waiter {
    const waiter = new Waiter(this.#home.bound());
    waiter.earlier = this.#last;
    if (this.#last) this.#last.later = waiter;
    else this.#first = waiter;
    this.#last = waiter;
    this.#asleep ??= waiter;
    this.#size += 1;
    return waiter;
  }

  /** Joins, waits to be woken, leaves. Throws `MisusedLoop` on another loop. */
  *wait(): Coroutine<void> {
    const waiter = this.join();
    try {
      yield* waiter;
    } finally {
      this.leave(waiter);
    }
  }

  leave(waiter: Waiter): void {
    const { earlier, later } = waiter;
    if (this.#asleep === waiter) this.#asleep = later;
    if (earlier) earlier.later = later;
    else this.#first = later;
    if (later) later.earlier = earlier;
    else this.#last = earlier;
    this.#size -= 1;
  }

  /** Wakes the first that is asleep; false where nobody is. */
  wakeNext(): boolean {
    // Nobody falls asleep again, so what was passed once need not be looked at a second time.
    while (this.#asleep?.isDone) this.#asleep = this.#asleep.later;
    if (this.#asleep === null) return false;
    this.#asleep.setResult();
    return true;
  }

  /** Wakes the very first. One that is woken or cancelled already will see to the next itself. */
  wakeFirst(): void {
    if (this.#first && !this.#first.isDone) this.#first.setResult();
  }

  wakeAll(): void {
    while (this.wakeNext());
  }

  /** For the texts of locks: `, waiters:2`, or nothing. */
  get inText(): string {
    return this.#size === 0 ? '' : `, waiters:${this.#size}`;
  }
}
