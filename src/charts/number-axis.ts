/**
 * An axis for numbers of any size: from zero where they reach near it, by powers of ten where they are far apart. Its ticks are
 * placed and worded; draws nothing.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { compact } from './claim-numbers.ts';
import { decades, fittingTicks, type Tick } from './ticks.ts';

export interface NumberAxis {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
  readonly isLog: boolean;
}

interface Wanted {
  /** Pixels of the least and the most value. */
  readonly range: readonly [number, number];
  /** Values further apart than this factor are set by their logarithm. */
  readonly logFrom: number;
  /** How many ticks fit. */
  readonly ticks: number;
  /** Whether it begins at zero, though no value be near it. */
  readonly fromZero?: boolean;
  /** Free pixels before the least and after the most, as a share of the values' spread. */
  readonly margin?: number;
  /** Ticks stand one above the other instead of side by side. */
  readonly isUpright?: boolean;
}

/** A least value below this share of the most is near zero. */
const NEAR_ZERO = 0.5;

function ends(low: number, high: number, { fromZero = false, margin = 0 }: Wanted): [number, number] {
  const isFromZero = low >= 0 && (fromZero || low < NEAR_ZERO * high);
  const pad = (high - low || Math.abs(high) || 1) * Math.max(margin, high === low ? 0.1 : 0);
  return [isFromZero ? 0 : low - pad, high + pad || 1];
}

export function numberAxis(values: readonly number[], wanted: Wanted): NumberAxis {
  const sound = values.filter(Number.isFinite);
  const [low, high] = sound.length > 0 ? [Math.min(...sound), Math.max(...sound)] : [0, 1];
  const range = [...wanted.range];
  const place = (ticks: readonly number[], at: (value: number) => number): Tick[] =>
    wanted.isUpright
      ? ticks.map((value) => ({ value, text: compact(value), at: at(value) }))
      : fittingTicks(ticks, at, compact, [ticks[0] ?? 0, ticks.at(-1) ?? 0]);
  if (low > 0 && high / low > wanted.logFrom) {
    const powers = decades(low, high);
    const scale = scaleLog([powers[0] ?? low, powers.at(-1) ?? high], range);
    return { at: scale, ticks: place(powers, scale), isLog: true };
  }
  const scale = scaleLinear(ends(low, high, wanted), range);
  return { at: scale, ticks: place(scale.ticks(wanted.ticks), scale), isLog: false };
}
