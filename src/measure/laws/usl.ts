/**
 * The universal scalability law: workers queue for what they share (contention σ), and every pair of them exchanges
 * what both must know (coherency κ), so that beyond a peak more workers make it slower. Gunther 1993, "A simple
 * capacity model of massively parallel transaction systems"; Gunther 2007, "Guerrilla Capacity Planning". Without κ
 * it is Amdahl's law with f = σ.
 */
import { leastSquares } from '../stats/least-squares.ts';
import { type CurvePoint, logResiduals } from './curve.ts';

export interface UslParameters {
  /** σ, 0 … 1. */
  readonly contention: number;
  /** κ, from 0 on. */
  readonly coherency: number;
}

/**
 * The speed-up of `workers` (≥ 1).
 *
 * @example usl({ contention: 0.02, coherency: 0.02 }, 4) // 3.08
 */
export function usl({ contention, coherency }: UslParameters, workers: number): number {
  return workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));
}

/** The number of workers of the highest speed-up, √((1 − σ)/κ): Infinity without coherency, below 1 where a second hurts. */
export function uslPeak({ contention, coherency }: UslParameters): number {
  return coherency === 0 ? Infinity : Math.sqrt((1 - contention) / coherency);
}

/**
 * The parameters that fit a curve best within their bounds, by least squares of ln(law ÷ measured), from the start
 * that a straight-line fit gives. Points at one worker say nothing of them; with fewer than two others they are not
 * determined.
 */
export function uslParameters(points: readonly CurvePoint[]): UslParameters {
  const residuals = ([contention = 0, coherency = 0]: readonly number[]) =>
    logResiduals(points, (workers) => usl({ contention, coherency }, workers));
  const start = startFor(points);
  const [contention = 0, coherency = 0] = leastSquares(residuals, [
    { start: start.contention, least: 0, most: 1 },
    { start: start.coherency, least: 0, most: Infinity },
  ]);
  return { contention, coherency };
}

/** The usual transformation n/S − 1 = σ(n − 1) + κn(n − 1), weighted by S/n so that residuals are in proportion to time. */
function startFor(points: readonly CurvePoint[]): UslParameters {
  let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0];
  for (const { workers, speedup } of points) {
    const a = (speedup / workers) * (workers - 1);
    const b = a * workers;
    const y = 1 - speedup / workers;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ay += a * y;
    by += b * y;
  }
  const size = aa * bb - ab * ab;
  if (!(size > 0)) return { contention: aa > 0 ? ay / aa : 0, coherency: 0 };
  return { contention: (bb * ay - ab * by) / size, coherency: (aa * by - ab * ay) / size };
}
