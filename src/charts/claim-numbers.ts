/**
 * The numbers of a claim in words: an estimate with its interval, a region, tries that were counted. Units differ from part to part, so
 * each is handed in. Strings only.
 */
import type { CountedPart, Part, Region } from '../measure/claims/claim-report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { counted, grouped, THIN } from './number-format.ts';

/** Digits that a reader can use. */
const SIGNIFICANT = 3;
const MOST_PLACES = 6;

/** A half-width from 1 to 2 of a place is told with one place more. */
const FINER = Math.log10(2);

/** Decimals in which the interval can be seen, and no more than three significant digits of the estimate. */
function placesOf({ estimate, low, high }: Interval): number {
  const half = (high - low) / 2;
  const magnitude = estimate === 0 ? 0 : Math.floor(Math.log10(Math.abs(estimate)));
  const most = Math.max(0, Math.min(MOST_PLACES, SIGNIFICANT - 1 - magnitude));
  return half > 0 ? Math.max(0, Math.min(most, Math.ceil(FINER - Math.log10(half) - 1e-9))) : most;
}

function fixed(value: number, places: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : 'unknown';
  if (Math.abs(value) >= 9_999.5) return value < 0 ? `−${grouped(-value)}` : grouped(value);
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** "1.25", "1024" and "12 000": three significant digits without idle zeros, whole numbers whole. */
export function compact(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 9_999.5) return fixed(value, 0);
  const size = Math.abs(value);
  const text = String(Number.isInteger(size) ? size : Number(size.toPrecision(SIGNIFICANT)));
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** The unit after its number: "×" at once, words after a narrow space. */
export function inUnit(text: string, unit: string): string {
  return unit === '' ? text : unit === '×' ? `${text}×` : `${text}${THIN}${unit}`;
}

export function estimateIn(interval: Interval, unit: string): string {
  return inUnit(fixed(interval.estimate, placesOf(interval)), unit);
}

/** "1.03–1.06", both ends with the same decimals. */
export function intervalIn(interval: Interval): string {
  const places = placesOf(interval);
  const [low, high] = [fixed(interval.low, places), fixed(interval.high, places)];
  return `${low}${interval.low < 0 ? ' to ' : '–'}${high}`;
}

/** "below 1.25×", "between 0.9 and 1.3×". */
export function regionWords({ above, below }: Region, unit: string): string {
  if (above !== undefined && below !== undefined)
    return `between ${compact(above)} and ${inUnit(compact(below), unit)}`;
  if (above !== undefined) return `above ${inUnit(compact(above), unit)}`;
  return below === undefined ? 'anywhere' : `below ${inUnit(compact(below), unit)}`;
}

/** When a part holds, as the end of a sentence. */
export function holdsWhere(part: Part): string {
  if (part.kind === 'measured') return `holds where the whole interval lies ${regionWords(part.region, part.unit)}`;
  return part.expects === 'always' ? 'holds where it is so in every try' : 'holds where it is so in at least one try';
}

/** "20 of 20 tries". */
export function triesOf({ seen, tries }: CountedPart): string {
  return `${grouped(seen)} of ${counted(tries, 'try', 'tries')}`;
}

/** The number of a part in short. */
export function figureOf(part: Part): string {
  return part.kind === 'counted' ? triesOf(part) : estimateIn(part.estimate, part.unit);
}
