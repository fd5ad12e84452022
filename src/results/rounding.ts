/**
 * Numbers as a document holds them: six significant digits, which is more than any clock here gives, and null
 * or nothing at all for what JSON cannot hold.
 */
import type { Interval } from '../measure/stats/interval.ts';

const DIGITS = 6;

/** Null for what JSON cannot hold; one zero, as JSON has. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}

/** One entry where there is a number, none where not. */
export function withNumber<Entry>(value: number, entry: (exact: number) => Entry): Entry[] {
  const exact = rounded(value);
  return exact === null ? [] : [entry(exact)];
}

export function roundedAll(values: readonly number[], most: number): number[] {
  return values.slice(0, most).flatMap((value) => withNumber(value, (exact) => exact));
}

/** Null where an end is missing. */
export function intervalOf(interval: Interval): Interval | null {
  const estimate = rounded(interval.estimate);
  const low = rounded(interval.low);
  const high = rounded(interval.high);
  return estimate === null || low === null || high === null ? null : { estimate, low, high };
}

/** One entry where there is an interval, none where not. */
export function withInterval<Entry>(interval: Interval, entry: (exact: Interval) => Entry): Entry[] {
  const exact = intervalOf(interval);
  return exact === null ? [] : [entry(exact)];
}

/** A fraction of 0 … 1, null where there is no number. */
export function fractionOf(value: number): number | null {
  return rounded(Math.max(0, Math.min(1, value)));
}

/** A copy in which every number is as a document holds it: what JSON cannot hold is null, at any depth. */
export function roundedThroughout<Value>(value: Value): Value {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : rounded(value)) as Value;
  if (Array.isArray(value)) return value.map((entry: unknown) => roundedThroughout(entry)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [[key, roundedThroughout(entry)]])),
  ) as Value;
}
