/**
 * The noise floor: how far from 1 a ratio may appear that is 1 in truth. The baseline is set against itself
 * (an A/A test), with the same interval as every speed-up. A difference smaller than this floor is none.
 */
import { prng, type Prng } from '../base/prng.ts';
import { bootstrapRatio } from './stats/bootstrap-ratio.ts';
import { relativeHalfWidth } from './stats/half-width.ts';
import { median } from './stats/median.ts';

const FEWEST_PAIRS = 4;
const SPLITS = 9;
const RESAMPLES = 500;

/**
 * Half-width of the 95 % interval of baseline ÷ baseline, as a fraction; null below 8 samples (in the order taken).
 * Neighbours in time form a pair, a coin decides which is A; the median over nine such splits. Half of the
 * samples stand on either side, so the floor is on the safe side, by about √2.
 */
export function noiseFloor(baseline: readonly number[], seed: number): number | null {
  if (baseline.length < 2 * FEWEST_PAIRS) return null;
  const random = prng(seed);
  const halfWidths = Array.from({ length: SPLITS }, () => {
    const [these, those] = split(baseline, random);
    return relativeHalfWidth(bootstrapRatio(these, those, { seed, resamples: RESAMPLES }));
  });
  return median(halfWidths);
}

function split(samples: readonly number[], random: Prng): readonly [number[], number[]] {
  const these: number[] = [];
  const those: number[] = [];
  for (let index = 0; index + 1 < samples.length; index += 2) {
    const swap = random.below(2);
    these.push(samples[index + swap] as number);
    those.push(samples[index + 1 - swap] as number);
  }
  return [these, those];
}
