/**
 * Gustafson's law: in a given time more workers do more work, and the serial part stays as it is. Gustafson 1988,
 * "Reevaluating Amdahl's law" (the law is E. Barsis's). The serial fraction is of the time on n workers, not, as
 * Amdahl's, of the time on one: the two are not compared. Fixed-time scaling, not work that grows with the workers
 * by some rule of its own.
 */
import { leastSquares } from '../stats/least-squares.ts';
import { type CurvePoint, logResiduals } from './curve.ts';

/**
 * The scaled speed-up of `workers` (≥ 1) of whose time `serialFraction` (0 … 1) is serial.
 *
 * @example gustafson(0.05, 8) // 7.65
 */
export function gustafson(serialFraction: number, workers: number): number {
  return workers - serialFraction * (workers - 1);
}

/** The serial fraction that one measured scaled speed-up stands for; `workers` above 1. Negative above linear. */
export function scaledSerialFraction(speedup: number, workers: number): number {
  return (workers - speedup) / (workers - 1);
}

/** The serial fraction (0 … 1) that fits a curve best, by least squares of ln(law ÷ measured); 0 without points above 1. */
export function gustafsonFraction(points: readonly CurvePoint[]): number {
  const above = points.filter(({ workers }) => workers > 1);
  if (above.length === 0) return 0;
  const single = above.map(({ workers, speedup }) => scaledSerialFraction(speedup, workers));
  const start = single.reduce((sum, fraction) => sum + fraction, 0) / single.length;
  const residuals = ([fraction = 0]: readonly number[]) =>
    logResiduals(above, (workers) => gustafson(fraction, workers));
  const [fraction = 0] = leastSquares(residuals, [{ start, least: 0, most: 1 }]);
  return fraction;
}
