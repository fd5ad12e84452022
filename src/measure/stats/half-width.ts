/** The precision of an interval as one number, which sampling is stopped by and the noise floor is stated in. */
import type { Interval } from './interval.ts';

/**
 * Half the width of an interval as a fraction of its estimate (0.025 is "within 2.5 %").
 *
 * @example relativeHalfWidth({ estimate: 4, low: 3.9, high: 4.1 }) // 0.025
 */
export function relativeHalfWidth({ estimate, low, high }: Interval): number {
  return (high - low) / 2 / Math.abs(estimate);
}
