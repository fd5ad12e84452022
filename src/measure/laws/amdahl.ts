/**
 * Amdahl's law: work of a fixed size has a part that no number of workers makes faster. Amdahl 1967, "Validity of
 * the single processor approach to achieving large scale computing capabilities", which states it in words; the
 * formula is the one used since. Its inverse for a single point is the serial fraction of Karp and Flatt.
 */
import { leastSquares } from '../stats/least-squares.ts';
import { type CurvePoint, logResiduals } from './curve.ts';

/**
 * The speed-up of `workers` (≥ 1) on work of which `serialFraction` (0 … 1) is serial.
 *
 * @example amdahl(0.05, 8) // 5.93
 */
export function amdahl(serialFraction: number, workers: number): number {
  return 1 / (serialFraction + (1 - serialFraction) / workers);
}

/**
 * The serial fraction (0 … 1) that fits a curve best, by least squares of ln(law ÷ measured). Points at one worker
 * say nothing of it; without any other it is the start, 0.
 */
export function amdahlFraction(points: readonly CurvePoint[]): number {
  const residuals = ([fraction = 0]: readonly number[]) => logResiduals(points, (workers) => amdahl(fraction, workers));
  const [fraction = 0] = leastSquares(residuals, [{ start: startFor(points), least: 0, most: 1 }]);
  return fraction;
}

/** The fraction that fits the times T(n) ÷ T(1) = f + (1 − f) ÷ n best in proportion, which is linear in f. */
function startFor(points: readonly CurvePoint[]): number {
  let above = 0;
  let below = 0;
  for (const { workers, speedup } of points) {
    const slope = speedup * (1 - 1 / workers);
    above += slope * (1 - speedup / workers);
    below += slope * slope;
  }
  return below > 0 ? above / below : 0;
}
