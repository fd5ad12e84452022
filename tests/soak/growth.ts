/**
 * How much a count grows with each cycle, from counts taken now and then: a line by least squares and its 95 % interval. Neighbouring counts
 * are alike, so that there are fewer independent ones than there are: the interval is widened by their autocorrelation. Pure.
 */
import type { Interval } from '../../src/measure/stats/interval.ts';

export interface Count {
  /** How many cycles were over. */
  readonly cycles: number;
  readonly value: number;
}

/** Two-sided 95 % points of Student's t for 1, 2, 3 … degrees of freedom; from there on the series of Cornish and Fisher is exact enough. */
const T_95 = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
const Z_95 = 1.96;

function t95(freedom: number): number {
  const known = T_95[Math.floor(freedom) - 1];
  return known ?? Z_95 + (Z_95 ** 3 + Z_95) / (4 * freedom);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of neighbours, between −1 and 1; 0 where nothing varies. */
function autocorrelation(residuals: readonly number[]): number {
  const square = sum(residuals.map((value) => value ** 2));
  if (square === 0) return 0;
  return sum(residuals.slice(1).map((value, at) => value * (residuals[at] as number))) / square;
}

/**
 * In units of the count for one cycle. The variance of the slope times (1 + r) ÷ (1 − r), as for a first-order autoregression (Bartlett
 * 1946), where r > 0. Throws `RangeError` for fewer than three counts.
 */
export function growthPerCycle(counts: readonly Count[]): Interval {
  const many = counts.length;
  if (many < 3) throw new RangeError(`${many} counts show no growth: three are needed`);
  const [x, y] = [counts.map(({ cycles }) => cycles), counts.map(({ value }) => value)];
  const [middleX, middleY] = [sum(x) / many, sum(y) / many];
  const spread = sum(x.map((value) => (value - middleX) ** 2));
  const estimate = sum(x.map((value, at) => (value - middleX) * ((y[at] as number) - middleY))) / spread;
  const residuals = y.map((value, at) => value - middleY - estimate * ((x[at] as number) - middleX));
  const r = Math.min(Math.max(0, autocorrelation(residuals)), 0.95);
  const freedom = Math.max(1, ((many - 2) * (1 - r)) / (1 + r));
  const variance = sum(residuals.map((value) => value ** 2)) / freedom / spread;
  const half = t95(freedom) * Math.sqrt(variance);
  return { estimate, low: estimate - half, high: estimate + half };
}

/** The counts that say something about growth: what is loaded once, in the first tenth, is none. */
export function afterWarmUp(counts: readonly Count[]): readonly Count[] {
  return counts.slice(Math.ceil(counts.length / 10));
}
