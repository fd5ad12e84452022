/**
 * Where counters stand in a memory: whole numbers that threads add to atomically, a word of 32 bits each. Far enough apart that no two
 * share a cache line, or side by side, so that all do: then each addition takes the line away from whoever adds to its neighbour.
 */
import type { Bytes } from '../base/units.ts';

/** `padded`: each on a cache line of its own. `shared-line`: 16 of them on each line. */
export type CounterSpacing = 'padded' | 'shared-line';

export interface CounterPlan {
  /** Address of counter 0. */
  readonly at: number;
  readonly count: number;
  /** From one to the next. */
  readonly stride: Bytes;
}

/** More than any program has. */
export const MOST_COUNTERS = 32;

/**
 * Two lines of 64: Apple's have 128, and Intel's processors fetch the neighbour of a line with it (Intel, Optimization Reference Manual,
 * spatial prefetcher); crossbeam's CachePadded takes 128 for both.
 */
const PADDED: Bytes = 128;
const WORD: Bytes = 4;

/** Room for as many as there may be, however they stand. */
export const COUNTERS_BYTES: Bytes = MOST_COUNTERS * PADDED;
/** Where the first one stands: nothing else is on the lines of counters. */
export const COUNTERS_ALIGN: Bytes = PADDED;

export function counterStride(spacing: CounterSpacing): Bytes {
  return spacing === 'padded' ? PADDED : WORD;
}

/** Bytes of `count` counters with the lines that they are on. */
export function countersBytes(count: number, spacing: CounterSpacing): Bytes {
  return Math.ceil((count * counterStride(spacing)) / PADDED) * PADDED;
}
