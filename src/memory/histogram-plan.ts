/**
 * Where a histogram stands that several threads count: the keys, the shared table with its mutex, a table of each thread's own, and a word
 * in which each says how much it has counted. Own tables are on lines of their own, or interleaved bin by bin, so that each line holds the
 * same bins of all threads: then none shares a word, and all share every line.
 */
import type { Bytes } from '../base/units.ts';
import { COUNTERS_ALIGN, type CounterSpacing } from './counter-plan.ts';
import { layout, LINE, place, type Region } from './layout.ts';
import { MUTEX } from './structures.ts';

/** Keys are bytes. */
export const BINS = 256;
const BIN: Bytes = 4;
/** With the tables of all threads well inside a first-level cache: it is the counting that is to cost, not the reading. */
export const KEYS = 16_384;
/** As many as have a bin each on one line of 64 bytes. */
export const MOST_SEATS = 16;

export interface HistogramPlan {
  readonly keys: Region;
  /** Address. */
  readonly mutex: number;
  /** One bin behind the other: what all count in, or merge into. */
  readonly table: Region;
  /** Addresses of each thread's own bin 0. */
  readonly own: readonly number[];
  /** From an own bin to the next. */
  readonly stride: Bytes;
  /** Addresses of the words in which the threads say how many calls they have made. */
  readonly calls: readonly number[];
}

const onLinesOfTheirOwn = (bytes: Bytes): Bytes => Math.ceil(bytes / COUNTERS_ALIGN) * COUNTERS_ALIGN;

/** For threads 0 … `seats` − 1. Throws `MemoryTooSmall`; `RangeError` for more than `MOST_SEATS`. */
export function histogramPlan(region: Region, seats: number, spacing: CounterSpacing): HistogramPlan {
  if (seats > MOST_SEATS) throw new RangeError(`${seats} threads count a histogram: ${MOST_SEATS} at most`);
  const into = layout(region.at + region.bytes);
  into.take('what lies before', Math.max(0, region.at - LINE));
  const apart = (what: string, bytes: Bytes): Region => into.take(what, onLinesOfTheirOwn(bytes), COUNTERS_ALIGN);
  const keys = apart('the keys of a histogram', KEYS);
  const mutex = place(into, 'the mutex of a histogram', { ...MUTEX, ALIGN: COUNTERS_ALIGN }).at;
  const table = apart('the table of a histogram', BINS * BIN);
  const each = spacing === 'padded' ? onLinesOfTheirOwn(BINS * BIN) : BIN;
  const tables = apart('the tables of threads', seats * BINS * BIN);
  const said = apart('what threads have counted', seats * COUNTERS_ALIGN);
  const places = Array.from({ length: seats }, (_, seat) => seat);
  return {
    keys: { at: keys.at, bytes: KEYS },
    mutex,
    table: { at: table.at, bytes: BINS * BIN },
    own: places.map((seat) => tables.at + seat * each),
    stride: spacing === 'padded' ? BIN : seats * BIN,
    calls: places.map((seat) => said.at + seat * COUNTERS_ALIGN),
  };
}
