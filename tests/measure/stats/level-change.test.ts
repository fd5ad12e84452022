/** Where a series changes its level, how much it wanders by itself, and ratios of intervals. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { ratioOfIntervals } from '../../../src/measure/stats/ratio-of-intervals.ts';
import { chanceOf, selectedRankChange } from '../../../src/measure/stats/selected-rank-change.ts';
import { wobble } from '../../../src/measure/stats/wobble.ts';
import { normal } from './noise.ts';

const SEED = 1982;

function noisy(count: number, level: (index: number) => number, spread: number, seed = SEED): number[] {
  const random = prng(seed);
  return Array.from({ length: count }, (_, index) => level(index) * Math.exp(spread * normal(random)));
}

describe('selectedRankChange', () => {
  it('finds the place of a change of level, wherever it is', () => {
    for (const at of [5, 30, 60, 95]) {
      const series = noisy(100, (index) => (index < at ? 1 : 0.9), 0.01);
      const found = selectedRankChange(series, 4);
      expect(found?.at).toBe(at);
      expect(found?.p).toBeLessThan(0.001);
    }
  });

  it('sees an early change that Pettitt’s unweighted statistic does not', () => {
    const series = noisy(550, (index) => (index < 12 ? 1 : 0.8), 0.01);
    // Pettitt 1979: the largest K that a change at 12 of 550 can have, and its chance.
    const [count, statistic] = [550, 12 * (550 - 12)];
    expect(2 * Math.exp((-6 * statistic ** 2) / (count ** 3 + count ** 2))).toBeGreaterThan(0.05);
    expect(selectedRankChange(series, 4)).toMatchObject({ at: 12, p: expect.closeTo(0, 6) as number });
  });

  it('finds a change by chance as rarely as it says, or more rarely', () => {
    const runs = 400;
    const below = Array.from({ length: runs }, (_, seed) =>
      selectedRankChange(
        noisy(80, () => 1, 0.02, seed + 1),
        4,
      ),
    );
    expect(below.filter((found) => (found?.p ?? 1) < 0.05).length / runs).toBeLessThan(0.06);
  });

  it('says nothing about a series too short, or without any difference', () => {
    expect(selectedRankChange([1, 2, 3, 4, 5], 3)).toBeNull();
    expect(selectedRankChange(new Array(20).fill(1), 3)?.p).toBe(1);
  });
});

describe('the chance of the largest of many statistics', () => {
  // Altman, Lausen, Sauerbrei & Schumacher 1994, "Dangers of using 'optimal' cutpoints": their fit to the same formula.
  it.each([
    [0.1, (p: number) => -1.63 * p * (1 + 2.35 * Math.log(p))],
    [0.05, (p: number) => -3.13 * p * (1 + 1.65 * Math.log(p))],
  ])('agrees with the published correction where cuts spare a fraction of %d on either side', (edge, corrected) => {
    for (const [p, z] of [
      [0.01, 2.5758],
      [0.001, 3.2905],
      [0.0001, 3.8906],
    ] as const) {
      expect(chanceOf(z, edge) / corrected(p)).toBeGreaterThan(0.94);
      expect(chanceOf(z, edge) / corrected(p)).toBeLessThan(1.06);
    }
  });
});

describe('wobble', () => {
  it('is the standard deviation of a block’s median, whatever steps or drifts the series has', () => {
    // The median of five normal values has a standard deviation of 0.536 (Kendall & Stuart, vol. 1).
    const expected = 0.536 * 0.02;
    for (const level of [() => 1, (index: number) => (index < 700 ? 1 : 0.7), (index: number) => 1 - index / 5000]) {
      expect(wobble(noisy(2000, level, 0.02))).toBeGreaterThan(0.85 * expected);
      expect(wobble(noisy(2000, level, 0.02))).toBeLessThan(1.15 * expected);
    }
  });

  it('is 0 where there are too few blocks to tell', () => {
    expect(wobble([1, 2, 1, 2, 1, 2, 1, 2])).toBe(0);
  });
});

describe('the ratio of two intervals', () => {
  it('adds relative errors as squares', () => {
    const within = (estimate: number, part: number) => {
      return { estimate, low: estimate / Math.exp(part), high: estimate * Math.exp(part) };
    };
    const ratio = ratioOfIntervals(within(8, 0.03), within(10, 0.04));
    expect(ratio.estimate).toBeCloseTo(0.8, 12);
    expect(Math.log(ratio.high / ratio.estimate)).toBeCloseTo(0.05, 12);
    expect(Math.log(ratio.estimate / ratio.low)).toBeCloseTo(0.05, 12);
  });

  it('is refused where an interval reaches 0', () => {
    const one = { estimate: 1, low: 1, high: 1 };
    expect(() => ratioOfIntervals({ ...one, low: 0 }, one)).toThrow(RangeError);
  });
});
