/**
 * A flag that tasks of one loop wait for. Source: CPython 3.13, Lib/asyncio/locks.py (`Event`).
 *
 *   unset → set (everybody who waits is woken) → unset …
 */
import type { Coroutine } from '../coroutine.ts';
import { Waiters } from './waiters.ts';

export class LoopEvent {
  readonly #waiters = new Waiters();
  #isSet = false;

  get isSet(): boolean {
    return this.#isSet;
  }

  /** Lets everybody go who waits, and everybody who comes until it is cleared. */
  set(): void {
    this.#isSet = true;
    this.#waiters.wakeAll();
  }

  /** Whoever was let go before still goes. */
  clear(): void {
    this.#isSet = false;
  }

  /** True: it is set, or was while this task waited. Throws `MisusedLoop` where it has to wait on a second loop. */
  *wait(): Coroutine<true> {
    if (!this.#isSet) yield* this.#waiters.wait();
    return true;
  }

  /** Tasks in `wait`. */
  get waiting(): number {
    return this.#waiters.size;
  }

  toString(): string {
    return `event (${this.#isSet ? 'set' : 'unset'}${this.#waiters.inText})`;
  }
}
