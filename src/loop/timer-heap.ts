/**
 * Timers by the time they are due: a binary heap in an array, earliest first, ties in the order they were made. Cancelled ones stay
 * in it until they are at its head, or until they are more than half of more than a hundred; then it is built anew.
 * Source: CPython 3.13, Lib/asyncio/base_events.py (`_run_once`) and Lib/heapq.py.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Timed } from './handle.ts';

const MANY_TIMERS = 100;
const MOST_CANCELLED = 0.5;

function isBefore(one: Timed, other: Timed): boolean {
  return one.when < other.when || (one.when === other.when && one.number < other.number);
}

export class TimerHeap {
  #heap: Timed[] = [];
  #cancelled = 0;

  /** Timers in it, those included that were cancelled and not removed yet. */
  get size(): number {
    return this.#heap.length;
  }

  push(timer: Timed): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Timed;
      if (!isBefore(timer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  /** One of its timers has been cancelled. */
  countCancelled(): void {
    this.#cancelled += 1;
  }

  /** When the earliest that is not cancelled is due; Infinity where there is none. */
  next(): Milliseconds {
    this.#purge();
    return this.#heap[0]?.when ?? Infinity;
  }

  /** Takes the earliest out if it is due at `end` or before. */
  takeUntil(end: Milliseconds): Timed | null {
    while (this.#heap.length > 0) {
      const first = this.#heap[0] as Timed;
      if (!first.isCancelled && first.when > end) return null;
      this.#pop();
      first.isScheduled = false;
      if (!first.isCancelled) return first;
      this.#cancelled -= 1;
    }
    return null;
  }

  #purge(): void {
    if (this.#heap.length > MANY_TIMERS && this.#cancelled > MOST_CANCELLED * this.#heap.length) {
      // In order, and a sorted list is a heap.
      this.#heap = this.#heap.filter((timer) => !timer.isCancelled).sort((a, b) => (isBefore(a, b) ? -1 : 1));
      this.#cancelled = 0;
    }
    while (this.#heap[0]?.isCancelled) {
      this.#pop();
      this.#cancelled -= 1;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timed;
    if (heap.length === 0) return;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < heap.length && isBefore(heap[right] as Timed, heap[child] as Timed)) child = right;
      const below = heap[child] as Timed;
      if (!isBefore(below, last)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
  }
}
