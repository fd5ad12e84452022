/**
 * What both bootstraps share: medians of resamples without sorting each one, and the ends of the interval.
 * A resample repeats samples whose order is known, so counting how often each rank was drawn and walking to
 * the middle gives its median in linear time.
 */
import type { Prng } from '../../base/prng.ts';
import { normalCdf } from './normal-cdf.ts';
import { quantileSorted } from './quantile.ts';

export interface BootstrapOptions {
  /** 32 bits; the same seed and samples give the same interval. */
  readonly seed: number;
  /** Default 2000: the ends then wander by about a twentieth of the half-width from seed to seed. */
  readonly resamples?: number;
}

export const RESAMPLES = 2000;
const NORMAL_975 = 1.959964;

/** A function from drawn indices to the median of the samples there. It reuses its memory: one caller at a time. */
export function medianOfDrawn(samples: ArrayLike<number>): (drawn: Int32Array) => number {
  const order = Int32Array.from(samples, (_, index) => index).sort(
    (a, b) => (samples[a] as number) - (samples[b] as number),
  );
  const ascending = Float64Array.from(order, (index) => samples[index] as number);
  const place = new Int32Array(order.length);
  order.forEach((index, rank) => (place[index] = rank));
  const counts = new Int32Array(order.length);
  return (drawn) => {
    counts.fill(0);
    for (const index of drawn) (counts[place[index] as number] as number)++;
    let rank = 0;
    let passed = counts[0] as number;
    while (passed <= (drawn.length - 1) >> 1) passed += counts[++rank] as number;
    const lower = ascending[rank] as number;
    while (passed <= drawn.length >> 1) passed += counts[++rank] as number;
    return (lower + (ascending[rank] as number)) / 2;
  };
}

/** Fills `drawn` with indices below its length, each as likely. */
export function draw(drawn: Int32Array, random: Prng): Int32Array {
  for (let place = 0; place < drawn.length; place++) drawn[place] = random.below(drawn.length);
  return drawn;
}

/**
 * Ends of the 95 % percentile interval, corrected for the narrowness of a bootstrap from few samples: a
 * resample of n varies like n − 1, so the percentiles move outwards as a normal interval wider by
 * √(n/(n − 1)) would (Hesterberg 2015, "What teachers should know about the bootstrap"). Sorts in place.
 */
export function intervalEnds(distribution: Float64Array, rounds: number): readonly [low: number, high: number] {
  const tail = normalCdf(-NORMAL_975 * Math.sqrt(rounds / (rounds - 1)));
  distribution.sort();
  return [quantileSorted(distribution, tail), quantileSorted(distribution, 1 - tail)];
}
