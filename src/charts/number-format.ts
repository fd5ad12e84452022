/**
 * Numbers as the lab prints them: "1.93×", "6.7–7.0", "61 ms" with a narrow no-break space, so that a
 * number and its unit stay on one line. Strings only; decides nothing about what is shown.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Interval } from '../measure/stats/interval.ts';

export const THIN = '\u202f';

/** Decimals that an interval supports: two while it is narrower than a tenth. */
function decimals(value: number, spread: number): number {
  if (Math.abs(value) >= 99.95) return 0;
  if (Math.abs(value) >= 9.995) return 1;
  return spread < 0.1 ? 2 : 1;
}

export function factor(value: number, spread = 0): string {
  return `${value.toFixed(decimals(value, spread))}×`;
}

export function estimate(interval: Interval): string {
  return factor(interval.estimate, interval.high - interval.low);
}

/** "6.7–7.0", both ends with the same decimals. */
export function range(low: number, high: number, dash = '–'): string {
  const places = decimals(high, high - low);
  return `${low.toFixed(places)}${dash}${high.toFixed(places)}`;
}

function significant(value: number): string {
  if (value >= 99.5) return Math.round(value).toString();
  return value >= 9.95 ? value.toFixed(0) : value.toFixed(value >= 0.995 ? 1 : 2);
}

/** A duration in the unit that keeps it between 1 and 1000. */
export function duration(ms: Milliseconds): string {
  if (!Number.isFinite(ms)) return 'never';
  if (ms === 0) return `0${THIN}ms`;
  if (ms < 0.001) return `${significant(ms * 1e6)}${THIN}ns`;
  if (ms < 1) return `${significant(ms * 1000)}${THIN}µs`;
  return ms < 9999.5 ? `${significant(ms)}${THIN}ms` : `${significant(ms / 1000)}${THIN}s`;
}

/** Milliseconds with fixed decimals, for columns that are compared by eye. */
export function inMs(ms: Milliseconds): string {
  return Number.isFinite(ms) ? ms.toFixed(ms < 10 ? 2 : 1) : '–';
}

export function percent(fraction: number): string {
  const value = fraction * 100;
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)}${THIN}%`;
}

/** "12 000": grouped by thousands with a narrow space. */
export function grouped(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN);
}

export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}
