/**
 * The pace of a kernel in its own unit: "45.2 Gflop/s", "24.1 GB/s", "310 million pixels a second". Strings only; what a whole
 * computation amounts to is said by its descriptor.
 */
import { THIN } from '../charts/number-format.ts';
import type { WorkAmount } from '../kernels/index.ts';
import type { Interval } from '../measure/stats/interval.ts';

/** Units that have a short form, which takes a prefix. */
const SHORT: Readonly<Record<string, string>> = { 'floating-point operations': 'flop/s', 'bytes moved': 'B/s' };

const PREFIXES = [
  [1e12, 'T', 'trillion'],
  [1e9, 'G', 'billion'],
  [1e6, 'M', 'million'],
  [1e3, 'k', 'thousand'],
] as const;

/** Three significant digits, never an exponent. */
function digits(value: number): string {
  if (value >= 99.95) return Math.round(value).toString();
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

interface Scaled {
  readonly divisor: number;
  /** "Gflop/s", or the word for thousands: "million". */
  readonly beside: string;
  /** What the number counts, where the unit has no short form: "pixels a second". */
  readonly counts: string;
}

/** In which unit a pace is said. */
function scaleFor(perSecond: number, unit: string): Scaled {
  const [divisor, prefix, word] = PREFIXES.find(([least]) => perSecond >= 0.9995 * least) ?? [1, '', ''];
  const short = SHORT[unit];
  if (short !== undefined) return { divisor, beside: `${prefix}${short}`, counts: '' };
  return { divisor, beside: word, counts: `${unit} a second` };
}

export interface RateParts {
  /** "45.2 Gflop/s", "310 million". */
  readonly figure: string;
  /** "pixels a second", or empty. */
  readonly counts: string;
}

/** Work done in so many milliseconds, in two parts that may stand in different type. */
export function rateParts({ amount, unit }: WorkAmount, ms: number): RateParts {
  const perSecond = amount / (ms / 1000);
  const { divisor, beside, counts } = scaleFor(perSecond, unit);
  const number = digits(perSecond / divisor);
  return { figure: beside === '' ? number : `${number}${THIN}${beside}`, counts };
}

export function rate(work: WorkAmount, ms: number): string {
  const { figure, counts } = rateParts(work, ms);
  return counts === '' ? figure : `${figure} ${counts}`;
}

/** "44.6–45.3", in the unit of the estimate, which is not repeated. */
export function rateRange({ amount, unit }: WorkAmount, { estimate, low, high }: Interval): string {
  const { divisor } = scaleFor(amount / (estimate / 1000), unit);
  const [slow, fast] = [amount / (high / 1000) / divisor, amount / (low / 1000) / divisor];
  return `${digits(slow)}–${digits(fast)}`;
}
