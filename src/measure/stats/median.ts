/** The median: half of the samples lie on either side. A few late samples, however late, do not move it far. */
import { quantile } from './quantile.ts';

/**
 * The middle sample, or the mean of the two in the middle; the unit is theirs. Throws `RangeError` for no samples.
 *
 * @example median([9, 1, 2]) // 2
 */
export function median(samples: ArrayLike<number>): number {
  return quantile(samples, 0.5);
}
