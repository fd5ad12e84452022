/**
 * The 95 % interval of the ratio of two medians by the bootstrap (Efron & Tibshirani 1993, ch. 13).
 * Samples of equal number are taken as pairs of one interleaved round: whole rounds are redrawn, so what slows
 * a round slows both and cancels. Two corrections to the plain percentile interval, each for a fault seen
 * in simulation (tests/measure/stats/coverage.test.ts): few rounds (resample.ts) and rounds that resemble
 * their neighbours (dependence.ts), which the plain interval covered in as few as 71 cases of 100.
 */
import { prng } from '../../base/prng.ts';
import { wideningFor } from './dependence.ts';
import type { Interval } from './interval.ts';
import { median } from './median.ts';
import { type BootstrapOptions, draw, intervalEnds, medianOfDrawn, RESAMPLES } from './resample.ts';

/** Fewer paired rounds than this give the range of their ratios: there is nothing to resample. */
const FEWEST = 3;

/**
 * median(numerator) / median(denominator) with its interval; low ≤ estimate ≤ high always.
 * Samples are positive, in the order taken, of one unit; those of different number are redrawn independently.
 * Below 6 rounds no interval of a median reaches 95 %: at 3 expect 75 to 80, and a single round is its own interval.
 * Throws `RangeError` for no samples, or one that is not positive and finite.
 *
 * @example bootstrapRatio([8, 8.2, 8.1, 8], [4, 4.1, 4, 4.1], { seed: 1 }).estimate // 1.99
 */
export function bootstrapRatio(
  numerator: readonly number[],
  denominator: readonly number[],
  options: BootstrapOptions,
): Interval {
  requirePositive(numerator);
  requirePositive(denominator);
  const estimate = median(numerator) / median(denominator);
  const paired = numerator.length === denominator.length;
  const perRound = paired ? numerator.map((sample, round) => sample / (denominator[round] as number)) : [];
  if (paired && perRound.length < FEWEST) return around(estimate, Math.min(...perRound), Math.max(...perRound), 1);
  const ratios = resampledRatios(numerator, denominator, options);
  const [low, high] = intervalEnds(ratios, Math.min(numerator.length, denominator.length));
  const widening = paired ? wideningFor(perRound) : Math.max(wideningFor(numerator), wideningFor(denominator));
  return around(estimate, low, high, widening);
}

function resampledRatios(
  numerator: readonly number[],
  denominator: readonly number[],
  { seed, resamples = RESAMPLES }: BootstrapOptions,
): Float64Array {
  const random = prng(seed);
  const top = medianOfDrawn(numerator);
  const bottom = medianOfDrawn(denominator);
  const rounds = new Int32Array(numerator.length);
  const others = numerator.length === denominator.length ? null : new Int32Array(denominator.length);
  const ratios = new Float64Array(resamples);
  for (let index = 0; index < resamples; index++) {
    const above = top(draw(rounds, random));
    ratios[index] = above / bottom(others ? draw(others, random) : rounds);
  }
  return ratios;
}

/** Widens on the scale of factors, where a ratio and its inverse are alike and none becomes negative. */
function around(estimate: number, low: number, high: number, widening: number): Interval {
  return {
    estimate,
    low: estimate * Math.min(1, (low / estimate) ** widening),
    high: estimate * Math.max(1, (high / estimate) ** widening),
  };
}

function requirePositive(samples: readonly number[]): void {
  if (samples.length === 0) throw new RangeError('a ratio of no samples: give at least one of each');
  const wrong = samples.find((sample) => !(sample > 0 && sample < Infinity));
  if (wrong !== undefined) throw new RangeError(`a ratio with the sample ${wrong}: give positive, finite samples`);
}
