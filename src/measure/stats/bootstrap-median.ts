/**
 * The 95 % interval of one median by the bootstrap (Efron & Tibshirani 1993, ch. 13), with the two corrections
 * of bootstrap-ratio.ts. For times shown by themselves; speed-up has an interval of its own, which is narrower
 * than the two times suggest because rounds are paired.
 */
import { prng } from '../../base/prng.ts';
import { wideningFor } from './dependence.ts';
import type { Interval } from './interval.ts';
import { median } from './median.ts';
import { type BootstrapOptions, draw, intervalEnds, medianOfDrawn, RESAMPLES } from './resample.ts';

/**
 * The median with its interval, in the samples' unit; low ≤ estimate ≤ high, and neither end leaves their range.
 * A single sample is its own interval. Throws `RangeError` for no samples.
 *
 * @example bootstrapMedian([61, 60, 64, 61, 62, 61], { seed: 1 }).estimate // 61
 */
export function bootstrapMedian(samples: readonly number[], options: BootstrapOptions): Interval {
  const estimate = median(samples);
  const random = prng(options.seed);
  const medianOf = medianOfDrawn(samples);
  const drawn = new Int32Array(samples.length);
  const medians = new Float64Array(options.resamples ?? RESAMPLES).map(() => medianOf(draw(drawn, random)));
  const [low, high] = intervalEnds(medians, samples.length);
  const widening = wideningFor(samples);
  const smallest = samples.reduce((least, sample) => Math.min(least, sample));
  const largest = samples.reduce((most, sample) => Math.max(most, sample));
  return {
    estimate,
    low: Math.max(smallest, Math.min(estimate, estimate - (estimate - low) * widening)),
    high: Math.min(largest, Math.max(estimate, estimate + (high - estimate) * widening)),
  };
}
