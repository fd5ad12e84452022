/**
 * Timers by the time they are due: a heap, earliest first, ties in the order they were made. Cancelled ones stay in it until they are
 * at its head, or until they are more than half of more than a hundred; then it is built anew.
 * Sources: CPython 3.13, Lib/asyncio/base_events.py (`_run_once`), for what is removed when; A. LaMarca and R. Ladner, "The Influence of
 * Caches on the Performance of Heaps" (1996), for four children a node that share a cache line.
 *
 * Times and numbers stand in a typed array and the timers aside, each at a place of its own: with a million of them the way down the
 * heap is paid in cache misses, and moving references about would be paid to the collector as well.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Timed } from './handle.ts';

const MANY_TIMERS = 100;
const MOST_CANCELLED = 0.5;
const FIRST_ROOM = 64;
/** The root's index: children of `n` are at 4 (n − 2) and the three behind it, a multiple of four. */
const ROOT = 3;

const parentOf = (node: number): number => (node >> 2) + 2;
const firstChildOf = (node: number): number => 4 * (node - 2);

export class TimerHeap {
  /** Two words a node: when it is due, and its number. */
  #keys = new Float64Array(2 * FIRST_ROOM);
  /** Where the node's timer stands in `#timers`. */
  #places = new Int32Array(FIRST_ROOM);
  #timers: (Timed | null)[] = [];
  #freePlaces: number[] = [];
  /** Index behind the last node. */
  #end = ROOT;
  #cancelled = 0;

  /** Timers in it, those included that were cancelled and not removed yet. */
  get size(): number {
    return this.#end - ROOT;
  }

  /** Of two that are due at the same time the lower number comes first. */
  push(when: Milliseconds, number: number, timer: Timed): void {
    if (this.#end === this.#places.length) this.#grow();
    const place = this.#freePlaces.pop() ?? this.#timers.length;
    this.#timers[place] = timer;
    this.#end += 1;
    this.#rise(this.#end - 1, when, number, place);
  }

  /** One of its timers has been cancelled. */
  countCancelled(): void {
    this.#cancelled += 1;
  }

  /** When the earliest that is not cancelled is due; Infinity where there is none. */
  next(): Milliseconds {
    if (this.#cancelled > 0) this.#purge();
    return this.size > 0 ? this.#when(ROOT) : Infinity;
  }

  /** Takes the earliest out if it is due at `end` or before. */
  takeUntil(end: Milliseconds): Timed | null {
    while (this.size > 0) {
      const first = this.#timerAt(ROOT);
      if (!first.isCancelled && this.#when(ROOT) > end) return null;
      this.#pop();
      first.isScheduled = false;
      if (!first.isCancelled) return first;
      this.#cancelled -= 1;
    }
    return null;
  }

  #purge(): void {
    if (this.size > MANY_TIMERS && this.#cancelled > MOST_CANCELLED * this.size) this.#rebuild();
    while (this.size > 0 && this.#timerAt(ROOT).isCancelled) {
      this.#pop();
      this.#cancelled -= 1;
    }
  }

  #when(node: number): Milliseconds {
    return this.#keys[2 * node] as Milliseconds;
  }

  #timerAt(node: number): Timed {
    return this.#timers[this.#places[node] as number] as Timed;
  }

  /** From `node` up to where (when, number) belongs. */
  #rise(node: number, when: Milliseconds, number: number, place: number): void {
    const keys = this.#keys;
    let at = node;
    while (at > ROOT) {
      const parent = parentOf(at);
      const above = keys[2 * parent] as number;
      if (above < when || (above === when && (keys[2 * parent + 1] as number) < number)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#set(at, when, number, place);
  }

  /** From `node` down to where (when, number) belongs. */
  #sink(node: number, when: Milliseconds, number: number, place: number): void {
    const keys = this.#keys;
    let at = node;
    for (let child = firstChildOf(at); child < this.#end; child = firstChildOf(at)) {
      const least = this.#leastOf(child);
      const below = keys[2 * least] as number;
      if (when < below || (when === below && number < (keys[2 * least + 1] as number))) break;
      this.#move(least, at);
      at = least;
    }
    this.#set(at, when, number, place);
  }

  /** The earliest of the up to four children that begin at `first`. */
  #leastOf(first: number): number {
    const keys = this.#keys;
    const end = Math.min(first + 4, this.#end);
    let least = first;
    for (let child = first + 1; child < end; child++) {
      const when = keys[2 * child] as number;
      const leastWhen = keys[2 * least] as number;
      if (when > leastWhen) continue;
      if (when < leastWhen || (keys[2 * child + 1] as number) < (keys[2 * least + 1] as number)) least = child;
    }
    return least;
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#keys[2 * from] as number, this.#keys[2 * from + 1] as number, this.#places[from] as number);
  }

  #set(node: number, when: Milliseconds, number: number, place: number): void {
    this.#keys[2 * node] = when;
    this.#keys[2 * node + 1] = number;
    this.#places[node] = place;
  }

  /** Takes the root out. */
  #pop(): void {
    this.#release(ROOT);
    this.#end -= 1;
    const last = this.#end;
    if (last === ROOT) return this.#empty();
    this.#sink(ROOT, this.#when(last), this.#keys[2 * last + 1] as number, this.#places[last] as number);
  }

  #release(node: number): void {
    const place = this.#places[node] as number;
    this.#timers[place] = null;
    this.#freePlaces.push(place);
  }

  /** Without the cancelled ones: the others moved together, then each sunk to where it belongs, from the last parent up (R. Floyd). */
  #rebuild(): void {
    let kept = ROOT;
    for (let node = ROOT; node < this.#end; node++) {
      if (this.#timerAt(node).isCancelled) this.#release(node);
      else this.#move(node, kept++);
    }
    this.#end = kept;
    this.#cancelled = 0;
    for (let node = parentOf(Math.max(ROOT + 1, kept - 1)); node >= ROOT; node--) {
      if (node < kept)
        this.#sink(node, this.#when(node), this.#keys[2 * node + 1] as number, this.#places[node] as number);
    }
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#keys.length);
    keys.set(this.#keys);
    this.#keys = keys;
    const places = new Int32Array(2 * this.#places.length);
    places.set(this.#places);
    this.#places = places;
  }

  /** A burst of timers leaves no room behind. */
  #empty(): void {
    this.#timers = [];
    this.#freePlaces = [];
    if (this.#places.length <= 16 * FIRST_ROOM) return;
    this.#keys = new Float64Array(2 * FIRST_ROOM);
    this.#places = new Int32Array(FIRST_ROOM);
  }
}
