/**
 * A speed-up curve, and how far a law is from it. All laws are fitted alike: least squares of ln(law ÷ measured).
 * Times vary in proportion to themselves, so relative residuals have about the same spread at every number of
 * workers, which is what least squares assumes; in logarithms it makes no difference whether speed-ups or times
 * are fitted. Plain residuals of n ÷ S, as a straight-line fit of USL uses, weigh the slow points by (n ÷ S)².
 */

export interface CurvePoint {
  /** From 1 on. */
  readonly workers: number;
  /** Against the best serial form; positive. */
  readonly speedup: number;
}

/** ln(law ÷ measured) at every point. */
export function logResiduals(points: readonly CurvePoint[], law: (workers: number) => number): readonly number[] {
  return points.map(({ workers, speedup }) => Math.log(law(workers) / speedup));
}

/** Root mean square of (law ÷ measured − 1): 0.03 is "off by 3 %"; 0 for no points. */
export function relativeMisfit(points: readonly CurvePoint[], law: (workers: number) => number): number {
  if (points.length === 0) return 0;
  const squares = points.map(({ workers, speedup }) => (law(workers) / speedup - 1) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / points.length);
}
