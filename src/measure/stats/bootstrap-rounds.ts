/**
 * The 95 % intervals of numbers worked out from the medians of several series that were sampled in interleaved
 * rounds, such as the parameters of a fitted law. Whole rounds are redrawn (Efron & Tibshirani 1993, ch. 9.4), so
 * what slows a round slows all series and cancels; the two corrections are those of bootstrap-ratio.ts.
 */
import { prng } from '../../base/prng.ts';
import { wideningFor } from './dependence.ts';
import type { Interval } from './interval.ts';
import { median } from './median.ts';
import { type BootstrapOptions, draw, intervalEnds, medianOfDrawn, RESAMPLES } from './resample.ts';

type Vector = readonly number[];

/** Fewer rounds than this give the range over their rounds: there is nothing to resample. */
const FEWEST = 3;

/**
 * One interval for each number that `of` makes of the series' medians; low ≤ estimate ≤ high. Sample i of each series
 * is of round i; a series of another length than the first is redrawn by itself. `of` gives as many finite numbers
 * every time. Throws `RangeError` for a series without samples.
 *
 * @example bootstrapRounds([[8, 8.2, 8.1], [4, 4.1, 4]], ([one = 0, two = 1]) => [one / two], { seed: 1 })
 */
export function bootstrapRounds(
  series: readonly Vector[],
  of: (medians: Vector) => Vector,
  options: BootstrapOptions,
): readonly Interval[] {
  const estimates = of(series.map((samples) => median(samples)));
  const rounds = Math.min(...series.map(({ length }) => length));
  const perRound = Array.from({ length: rounds }, (_, round) => of(series.map((samples) => samples[round] as number)));
  const drawn = rounds < FEWEST ? perRound : resampled(series, of, options);
  return estimates.map((estimate, place) => {
    const values = Float64Array.from(drawn, (numbers) => numbers[place] as number);
    if (rounds < FEWEST) return { estimate, low: Math.min(estimate, ...values), high: Math.max(estimate, ...values) };
    const [low, high] = intervalEnds(values, rounds);
    const widening = wideningFor(perRound.map((numbers) => numbers[place] as number));
    return {
      estimate,
      low: Math.min(estimate, estimate - (estimate - low) * widening),
      high: Math.max(estimate, estimate + (high - estimate) * widening),
    };
  });
}

function resampled(
  series: readonly Vector[],
  of: (medians: Vector) => Vector,
  { seed, resamples = RESAMPLES }: BootstrapOptions,
): readonly Vector[] {
  const random = prng(seed);
  const medians = series.map((samples) => medianOfDrawn(samples));
  const shared = new Int32Array(series[0]?.length ?? 0);
  const own = series.map(({ length }) => (length === shared.length ? null : new Int32Array(length)));
  return Array.from({ length: resamples }, () => {
    draw(shared, random);
    return of(medians.map((medianOf, place) => medianOf(own[place] ? draw(own[place], random) : shared)));
  });
}
