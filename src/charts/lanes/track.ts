/**
 * Spans of one row as columns of numbers, by start, so that the ones in sight are found by bisection and 100 000 of them are
 * walked in a millisecond. Rows of many tasks overlap; `reach` keeps bisection right where they do.
 */
import type { Milliseconds } from '../../base/units.ts';
import { EXECUTING_CODES } from './phase-codes.ts';

export interface Track {
  readonly length: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly task: Int32Array;
  readonly code: Uint8Array;
  /** Changes between 0 and 1 where another task goes on to execute: chunks side by side can be told apart. */
  readonly shade: Uint8Array;
  /** Latest end of the spans up to this one: never falls. */
  readonly reach: Float64Array;
}

/** Where a list that never falls first holds a value above `limit`, or its length. */
export function firstAbove(ascending: Float64Array, limit: number, length = ascending.length): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a list that never falls first holds `limit` or more, or its length. */
export function firstFrom(ascending: Float64Array, limit: number, length = ascending.length): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Spans are added in any order; `close` puts them in theirs. Most recorders write in order, which costs no sort. */
export class TrackBuilder {
  #start: Float64Array;
  #end: Float64Array;
  #task: Int32Array;
  #code: Uint8Array;
  #length = 0;
  #isSorted = true;

  constructor(capacity: number) {
    this.#start = new Float64Array(capacity);
    this.#end = new Float64Array(capacity);
    this.#task = new Int32Array(capacity);
    this.#code = new Uint8Array(capacity);
  }

  add(start: Milliseconds, end: Milliseconds, task: number, code: number): void {
    const at = this.#length++;
    this.#start[at] = start;
    this.#end[at] = Math.max(start, end);
    this.#task[at] = task;
    this.#code[at] = code;
    if (at > 0 && start < (this.#start[at - 1] as number)) this.#isSorted = false;
  }

  close(): Track {
    const length = this.#length;
    if (!this.#isSorted) this.#sort();
    const reach = new Float64Array(length);
    let latest = -Infinity;
    for (let at = 0; at < length; at++) reach[at] = latest = Math.max(latest, this.#end[at] as number);
    const shade = shadesOf(this.#task, this.#code, length);
    return { length, start: this.#start, end: this.#end, task: this.#task, code: this.#code, shade, reach };
  }

  #sort(): void {
    const starts = this.#start;
    const order = Uint32Array.from({ length: this.#length }, (_, at) => at);
    order.sort((a, b) => (starts[a] as number) - (starts[b] as number) || a - b);
    const [start, end, task, code] = [this.#start, this.#end, this.#task, this.#code];
    this.#start = Float64Array.from(order, (at) => start[at] as number);
    this.#end = Float64Array.from(order, (at) => end[at] as number);
    this.#task = Int32Array.from(order, (at) => task[at] as number);
    this.#code = Uint8Array.from(order, (at) => code[at] as number);
    this.#isSorted = true;
  }
}

function shadesOf(task: Int32Array, code: Uint8Array, length: number): Uint8Array {
  const shades = new Uint8Array(length);
  let last = -1;
  let shade = 1;
  for (let at = 0; at < length; at++) {
    if (!EXECUTING_CODES.has(code[at] as number)) continue;
    if (task[at] !== last || at === 0) shade = 1 - shade;
    last = task[at] as number;
    shades[at] = shade;
  }
  return shades;
}

/** First span that may still be going on at `from`: all before it have ended. */
export function firstInSight({ reach, length }: Track, from: Milliseconds): number {
  return firstAbove(reach, from, length);
}
