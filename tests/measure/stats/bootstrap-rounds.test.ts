/** Intervals of numbers worked out from several paired series. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { bootstrapRatio } from '../../../src/measure/stats/bootstrap-ratio.ts';
import { bootstrapRounds } from '../../../src/measure/stats/bootstrap-rounds.ts';
import { relativeHalfWidth } from '../../../src/measure/stats/half-width.ts';
import { SHAPES } from './noise.ts';

const SEED = 424242;
const ratio = ([one = NaN, other = NaN]: readonly number[]): readonly number[] => [one / other];

describe('bootstrapRounds', () => {
  it(`holds, for a ratio, what bootstrapRatio estimates under every noise (seed ${SEED})`, () => {
    const random = prng(SEED);
    for (const shape of Object.values(SHAPES)) {
      const pair = shape(12, random);
      const [found] = bootstrapRounds(pair, ratio, { seed: 1 });
      const expected = bootstrapRatio(...pair, { seed: 1 });
      expect(found?.low).toBeLessThanOrEqual(expected.estimate);
      expect(found?.high).toBeGreaterThanOrEqual(expected.estimate);
    }
  });

  it('keeps rounds together: drift that all series share does not widen', () => {
    const [numerator, denominator] = SHAPES['steady drift of 30 % common to a round'](12, prng(SEED));
    const [paired] = bootstrapRounds([numerator, denominator], ratio, { seed: 1 });
    const [unpaired] = bootstrapRounds([numerator, denominator.slice(0, -1)], ratio, { seed: 1 });
    if (!paired || !unpaired) throw new Error('one interval a number');
    expect(relativeHalfWidth(unpaired)).toBeGreaterThan(2 * relativeHalfWidth(paired));
  });

  it('is the range over fewer than three rounds, one interval a number', () => {
    const both = ([one = NaN, other = NaN]: readonly number[]): readonly number[] => [one + other, one - other];
    expect(bootstrapRounds([[5], [3]], both, { seed: 1 })).toEqual([
      { estimate: 8, low: 8, high: 8 },
      { estimate: 2, low: 2, high: 2 },
    ]);
    expect(
      bootstrapRounds(
        [
          [5, 7],
          [3, 3],
        ],
        both,
        { seed: 1 },
      )[0],
    ).toEqual({ estimate: 9, low: 8, high: 10 });
  });

  it('refuses a series without samples', () => {
    expect(() => bootstrapRounds([[1, 2], []], ratio, { seed: 1 })).toThrow(RangeError);
  });
});
