/**
 * A slope that a few outliers do not move: the median of the slopes between all pairs of points (Theil 1950, "A rank-invariant method of
 * linear and polynomial regression analysis"; Sen 1968). Of two points it is their slope.
 */
import { median } from './median.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * In units of y for one of x. Pairs with the same x say nothing. Throws `RangeError` where no pair says anything.
 *
 * @example theilSen([{ x: 0, y: 0 }, { x: 1, y: 2 }, { x: 2, y: 4 }, { x: 3, y: 6 }, { x: 4, y: 90 }]) // 2
 */
export function theilSen(points: readonly Point[]): number {
  const slopes = points.flatMap((one, place) =>
    points.slice(place + 1).flatMap((other) => (other.x === one.x ? [] : (other.y - one.y) / (other.x - one.x))),
  );
  if (slopes.length === 0) throw new RangeError('a slope needs two points with different x');
  return median(slopes);
}
