/**
 * Numbers as the lab prints them: "1.93×", "6.7–7.0", "61 ms" with a narrow no-break space, so that a
 * number and its unit stay on one line. Strings only; decides nothing about what is shown.
 */
import { grouped as inThrees } from '../base/grouped.ts';
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

/** "1.96", with the decimals that its interval supports. */
export function plain({ estimate: value, low, high }: Interval): string {
  return value.toFixed(decimals(value, high - low));
}

/** "1.96 (1.94–1.98)". */
export function withRange(interval: Interval): string {
  return `${plain(interval)} (${range(interval.low, interval.high)})`;
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

/** "4 %" and "0.4 %": one digit below one, for labels. */
export function shortPercent(fraction: number): string {
  const value = fraction * 100;
  const places = value >= 0.995 || value === 0 ? 0 : value >= 0.0995 ? 1 : 2;
  return `${value.toFixed(places)}${THIN}%`;
}

/** "4 % (3–5 %)", with the decimals in which its interval can be seen. */
export function percentRange({ estimate: value, low, high }: Interval): string {
  const half = ((high - low) / 2) * 100;
  const places = half > 0 ? Math.max(0, Math.min(4, Math.ceil(-Math.log10(half) - 1e-9))) : 1;
  const text = (fraction: number): string => signed(fraction * 100, places);
  return `${text(value)}${THIN}% (${text(low)}–${text(high)}${THIN}%)`;
}

/** With a real minus, and only one zero. */
export function signed(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** "12 000": grouped by thousands with a narrow space. */
export function grouped(value: number): string {
  return inThrees(Math.round(value));
}

export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}
