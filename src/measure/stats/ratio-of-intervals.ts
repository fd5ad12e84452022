/**
 * The ratio of two independently estimated positive numbers, its interval recovered from theirs: the distances of the ends
 * from the estimates, on the logarithmic scale, add up as squares (MOVER: Zou & Donner 2008, "Construction of confidence
 * limits about effect measures: a general approach"). For ratios of rounds that belong together: bootstrap-ratio.ts.
 */
import type { Interval } from './interval.ts';

/**
 * `of` ÷ `by` with a 95 % interval, from 95 % intervals that lie above 0. Throws `RangeError` for others.
 *
 * @example ratioOfIntervals({ estimate: 2, low: 2, high: 2 }, { estimate: 4, low: 4, high: 4 }).estimate // 0.5
 */
export function ratioOfIntervals(of: Interval, by: Interval): Interval {
  if (!(of.low > 0 && by.low > 0))
    throw new RangeError('a ratio of intervals that do not lie above 0: give positive ones');
  const estimate = of.estimate / by.estimate;
  const down = Math.hypot(Math.log(of.estimate / of.low), Math.log(by.high / by.estimate));
  const up = Math.hypot(Math.log(of.high / of.estimate), Math.log(by.estimate / by.low));
  return { estimate, low: estimate * Math.exp(-down), high: estimate * Math.exp(up) };
}
