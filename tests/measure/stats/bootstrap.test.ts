/** Intervals against cases that are known: a published bootstrap, exact probabilities, and what must always hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { bootstrapMedian } from '../../../src/measure/stats/bootstrap-median.ts';
import { bootstrapRatio } from '../../../src/measure/stats/bootstrap-ratio.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { draw, medianOfDrawn } from '../../../src/measure/stats/resample.ts';

const SEED = 4177;
const property = { seed: SEED, numRuns: 200 };
const time = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const times = fc.array(time, { minLength: 1, maxLength: 30 });

/** Survival in days of the treated mice: Efron & Tibshirani (1993), table 2.1. */
const TREATED_MICE = [94, 197, 16, 38, 99, 141, 23];

function resampledMedians(samples: readonly number[], resamples: number): number[] {
  const [random, drawn, medianOf] = [prng(SEED), new Int32Array(samples.length), medianOfDrawn(samples)];
  return Array.from({ length: resamples }, () => medianOf(draw(drawn, random)));
}

describe('resampling', () => {
  it('reproduces the published bootstrap error of the mouse median, 37.83 (Efron & Tibshirani 1993, table 2.2)', () => {
    const medians = resampledMedians(TREATED_MICE, 20_000);
    const mean = medians.reduce((sum, value) => sum + value, 0) / medians.length;
    const variance = medians.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (medians.length - 1);
    expect(Math.abs(Math.sqrt(variance) - 37.83)).toBeLessThan(0.6);
  });

  it('draws each order statistic of seven as often as Efron (1982) derived: 1, 9.8, 23.9, 30.6 % and back', () => {
    const medians = resampledMedians(TREATED_MICE, 20_000);
    const expected = [0.0102, 0.0981, 0.2386, 0.3062, 0.2386, 0.0981, 0.0102];
    [...TREATED_MICE]
      .sort((a, b) => a - b)
      .forEach((value, rank) => {
        const share = medians.filter((found) => found === value).length / medians.length;
        expect(Math.abs(share - (expected[rank] as number))).toBeLessThan(0.01);
      });
  });

  it(`finds the median of drawn samples as sorting does (seed ${SEED})`, () => {
    const drawing = times.chain((samples) =>
      fc.tuple(
        fc.constant(samples),
        fc.array(fc.nat(samples.length - 1), { minLength: samples.length, maxLength: samples.length }),
      ),
    );
    fc.assert(
      fc.property(drawing, ([samples, indices]) => {
        const sorted = median(indices.map((index) => samples[index] as number));
        expect(medianOfDrawn(samples)(Int32Array.from(indices))).toBeCloseTo(sorted, 6);
      }),
      property,
    );
  });
});

describe('bootstrapMedian', () => {
  it('spans order statistics that hold the median in 95 % of cases: 2nd to 8th or wider, of nine', () => {
    const { estimate, low, high } = bootstrapMedian([1, 9, 2, 8, 3, 7, 4, 6, 5], { seed: 1 });
    expect(estimate).toBe(5);
    expect(low).toBeLessThanOrEqual(2);
    expect(high).toBeGreaterThanOrEqual(8);
  });

  it('is a point for one sample and for equal samples', () => {
    expect(bootstrapMedian([61], { seed: 1 })).toEqual({ estimate: 61, low: 61, high: 61 });
    expect(bootstrapMedian([7, 7, 7, 7, 7], { seed: 1 })).toEqual({ estimate: 7, low: 7, high: 7 });
  });

  it('refuses no samples', () => {
    expect(() => bootstrapMedian([], { seed: 1 })).toThrow(RangeError);
  });

  it(`never leaves the range of the samples nor the estimate outside (seed ${SEED})`, () => {
    fc.assert(
      fc.property(times, fc.nat(), (samples, seed) => {
        const { estimate, low, high } = bootstrapMedian(samples, { seed, resamples: 100 });
        expect(low).toBeLessThanOrEqual(estimate);
        expect(high).toBeGreaterThanOrEqual(estimate);
        expect(low).toBeGreaterThanOrEqual(Math.min(...samples));
        expect(high).toBeLessThanOrEqual(Math.max(...samples));
      }),
      property,
    );
  });
});

describe('bootstrapRatio', () => {
  it('estimates the median of the rounds’ ratios, and the ratio of the medians where there are no rounds', () => {
    expect(bootstrapRatio([10, 20, 90], [5, 1, 10], { seed: 1 }).estimate).toBe(9);
    expect(bootstrapRatio([10, 20, 90], [5, 1, 10, 5], { seed: 1 }).estimate).toBe(4);
  });

  it('is exact where every round has the same ratio, whatever the rounds have in common', () => {
    const serial = [40, 44, 80, 41, 43, 60, 42, 45];
    const { estimate, low, high } = bootstrapRatio(
      serial,
      serial.map((sample) => sample / 4),
      { seed: 1 },
    );
    expect([estimate, low, high]).toEqual([4, 4, 4]);
  });

  it('gives the range of the per-round ratios below three rounds', () => {
    expect(bootstrapRatio([8, 6], [4, 2], { seed: 1 })).toEqual({ estimate: 2.5, low: 2, high: 3 });
    expect(bootstrapRatio([8], [4], { seed: 1 })).toEqual({ estimate: 2, low: 2, high: 2 });
  });

  it('repeats itself for the same seed and differs for another', () => {
    const [a, b] = [
      [8, 8.3, 8.1, 8.7, 8.2, 8.4],
      [4, 4.1, 3.9, 4.4, 4.2, 4],
    ];
    expect(bootstrapRatio(a, b, { seed: 5, resamples: 50 })).toEqual(bootstrapRatio(a, b, { seed: 5, resamples: 50 }));
    expect(bootstrapRatio(a, b, { seed: 5, resamples: 50 })).not.toEqual(
      bootstrapRatio(a, b, { seed: 6, resamples: 50 }),
    );
  });

  it('widens where slow rounds come together, and not where the same rounds are mixed', () => {
    const together = bootstrapRatio([1, 1.01, 1.02, 1.03, 1.5, 1.51, 1.52, 1.53], Array(8).fill(1), { seed: 1 });
    const mixed = bootstrapRatio([1, 1.5, 1.01, 1.51, 1.02, 1.52, 1.03, 1.53], Array(8).fill(1), { seed: 1 });
    expect(together.high - together.low).toBeGreaterThan(1.3 * (mixed.high - mixed.low));
  });

  it.each([
    [[], [1]],
    [[1], []],
    [
      [1, 0],
      [1, 1],
    ],
    [[1], [NaN]],
    [[1], [Infinity]],
  ])('refuses samples that are none, zero or no number: %j / %j', (numerator, denominator) => {
    expect(() => bootstrapRatio(numerator, denominator, { seed: 1 })).toThrow(RangeError);
  });

  it(`holds its estimate and stays positive, paired or not (seed ${SEED})`, () => {
    fc.assert(
      fc.property(times, times, fc.nat(), (numerator, denominator, seed) => {
        const { estimate, low, high } = bootstrapRatio(numerator, denominator, { seed, resamples: 60 });
        expect(low).toBeGreaterThan(0);
        expect(low).toBeLessThanOrEqual(estimate);
        expect(high).toBeGreaterThanOrEqual(estimate);
        expect(high).toBeLessThan(Infinity);
      }),
      property,
    );
  });

  it(`does not depend on the unit of time (seed ${SEED})`, () => {
    const pairs = fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pairs, (rounds) => {
        const of = (unit: number) =>
          bootstrapRatio(
            rounds.map(([a]) => a * unit),
            rounds.map(([, b]) => b * unit),
            { seed: 3, resamples: 60 },
          );
        const [inMs, inSeconds] = [of(1), of(1 / 1024)];
        expect(inSeconds).toEqual(inMs);
      }),
      property,
    );
  });
});
