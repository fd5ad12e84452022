/** Quantiles, medians, ranks and the normal distribution against published values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagCorrelation, wideningFor } from '../../../src/measure/stats/dependence.ts';
import { relativeHalfWidth } from '../../../src/measure/stats/half-width.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { normalCdf } from '../../../src/measure/stats/normal-cdf.ts';
import { quantile, quantileSorted } from '../../../src/measure/stats/quantile.ts';
import { ranks } from '../../../src/measure/stats/ranks.ts';
import { weightedQuantile } from '../../../src/measure/stats/weighted-quantile.ts';

const SEED = 90210;

/** Miles per gallon in R's `mtcars`; `quantile(mtcars$mpg)` prints 10.400 15.425 19.200 22.800 33.900. */
const MILES = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9,
  21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];
/** Gauge study of the NIST/SEMATECH e-Handbook, section 7.2.6.2; the 90th percentile by this method is 95.19568. */
const GAUGE = [
  95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061, 95.1591, 95.1195, 95.1065, 95.0925, 95.199, 95.1682,
];

describe('quantile', () => {
  it.each([
    [0, 10.4],
    [0.25, 15.425],
    [0.5, 19.2],
    [0.75, 22.8],
    [1, 33.9],
  ])('agrees with R on mtcars at %f', (fraction, published) => {
    expect(quantile(MILES, fraction)).toBeCloseTo(published, 10);
  });

  it('agrees with the NIST handbook on the 90th percentile of its gauge study', () => {
    expect(quantile(GAUGE, 0.9)).toBeCloseTo(95.19568, 10);
  });

  it('is the same for sorted samples and leaves its argument alone', () => {
    const samples = [3, 1, 2];
    expect(quantile(samples, 0.3)).toBe(quantileSorted([1, 2, 3], 0.3));
    expect(samples).toEqual([3, 1, 2]);
  });

  it('refuses no samples and fractions that are none', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    for (const fraction of [-0.1, 1.1, NaN]) expect(() => quantile([1], fraction)).toThrow(RangeError);
  });

  it(`rises with the fraction and stays within the samples (seed ${SEED})`, () => {
    const samples = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, fraction, fraction, (values, one, other) => {
        const [lower, upper] = [quantile(values, Math.min(one, other)), quantile(values, Math.max(one, other))];
        expect(upper - lower).toBeGreaterThanOrEqual(-1e-6);
        expect(lower).toBeGreaterThanOrEqual(Math.min(...values));
        expect(upper).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
      }),
      { seed: SEED },
    );
  });
});

describe('median', () => {
  it('is the middle of an odd and the mean of the middle two of an even number', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([9, 1, 2, 4])).toBe(3);
  });
});

describe('weightedQuantile', () => {
  it('counts a value as often as it weighs', () => {
    const values = [
      { value: 4000, weight: 1 },
      { value: 1, weight: 99 },
    ];
    expect(weightedQuantile(values, 0.5)).toBe(1);
    expect(weightedQuantile(values, 0.99)).toBe(1);
    expect(weightedQuantile(values, 0.995)).toBe(4000);
  });

  it('is null where nothing weighs anything', () => {
    expect(weightedQuantile([{ value: Infinity, weight: 0 }], 0.5)).toBeNull();
  });
});

describe('normalCdf', () => {
  it.each([
    [-1.959964, 0.025],
    [-1, 0.1586552539],
    [0, 0.5],
    [1.644854, 0.95],
    [3, 0.998650102],
    [-Infinity, 0],
  ])('at %f is %f, as tabulated', (x, published) => {
    expect(Math.abs(normalCdf(x) - published)).toBeLessThan(1.5e-7);
  });
});

describe('dependence', () => {
  it('ranks equal samples alike', () => {
    expect([...ranks([30, 10, 20, 20])]).toEqual([3, 0, 1.5, 1.5]);
  });

  it('correlates neighbours: a rise of five is 0.4, an alternation negative, a constant 0', () => {
    expect(lagCorrelation([1, 2, 3, 4, 5])).toBeCloseTo(0.4, 12);
    expect(lagCorrelation([1, 9, 2, 8, 3, 7])).toBeLessThan(-0.5);
    expect(lagCorrelation([4, 4, 4, 4])).toBe(0);
  });

  it('widens for the correlation there is and for the bias of a short series: 0.15 of four samples counts as 0.55', () => {
    expect(lagCorrelation([1, 2, 4, 3])).toBeCloseTo(0.15, 12);
    expect(wideningFor([1, 2, 4, 3])).toBeCloseTo(Math.sqrt(1.55 / 0.45), 12);
  });

  it('never narrows, never widens more than 2.4-fold, and is not moved by the size of a spike', () => {
    expect(wideningFor([1, 2, 1, 2, 1, 2])).toBe(1);
    expect(wideningFor(Array.from({ length: 50 }, (_, index) => index))).toBeCloseTo(Math.sqrt(1.7 / 0.3), 12);
    expect(wideningFor([1, 3, 2, 4, 99, 5, 6, 7])).toBe(wideningFor([1, 3, 2, 4, 8, 5, 6, 7]));
  });
});

describe('relativeHalfWidth', () => {
  it('is 2.5 % for 3.9 to 4.1 around 4', () => {
    expect(relativeHalfWidth({ estimate: 4, low: 3.9, high: 4.1 })).toBeCloseTo(0.025, 12);
  });
});
