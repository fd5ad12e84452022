/**
 * The fitting itself, on measurements whose three-parameter USL fit (scale, σ, κ by plain least squares of the
 * throughput) has been published; laws/laws.test.ts has the fits as they are used.
 */
import { describe, expect, it } from 'vitest';
import { usl, uslParameters } from '../../../src/measure/laws/usl.ts';
import { leastSquares } from '../../../src/measure/stats/least-squares.ts';

type Measured = readonly (readonly [load: number, throughput: number])[];

/** Ray tracer, `raytracer` of R's package usl (data of Gunther 2007, "Guerrilla Capacity Planning"). */
const RAYTRACER: Measured = [
  [1, 20],
  [4, 78],
  [8, 130],
  [12, 170],
  [16, 190],
  [20, 200],
  [24, 210],
  [28, 230],
  [32, 260],
  [48, 280],
  [64, 310],
];

/** SPEC SDM 91, `specsdm91` of the same package. */
const SDM91: Measured = [
  [1, 64.9],
  [18, 995.9],
  [36, 1652.4],
  [72, 1853.2],
  [108, 1828.9],
  [144, 1775],
  [216, 1702.2],
];

/** The example measurements of github.com/codahale/usl, throughput by concurrency from 1 on. */
const EXAMPLE: Measured = [
  955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71, 8646.7, 9047.84,
  9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806, 12089.37, 12075.41,
  12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39,
].map((throughput, place) => [place + 1, throughput] as const);

/** Started where the R package starts. */
function fitted(measured: Measured) {
  const residuals = ([scale = 1, contention = 0, coherency = 0]: readonly number[]) =>
    measured.map(([load, throughput]) => scale * usl({ contention, coherency }, load) - throughput);
  const scale = measured.reduce((most, [load, throughput]) => Math.max(most, throughput / load), 0);
  const [gamma = NaN, sigma = NaN, kappa = NaN] = leastSquares(residuals, [
    { start: scale, least: 0, most: Infinity },
    { start: 0.01, least: 0, most: 1 },
    { start: 0.0001, least: 0, most: 1 },
  ]);
  return { gamma, sigma, kappa };
}

function asSpeedups(measured: Measured, scale: number) {
  return measured.map(([workers, throughput]) => ({ workers, speedup: throughput / scale }));
}

describe('leastSquares', () => {
  it('fits the ray tracer as the vignette of usl: 21.848843, σ 0.057771, κ held at 0', () => {
    const { gamma, sigma, kappa } = fitted(RAYTRACER);
    expect(gamma).toBeCloseTo(21.848843, 4);
    expect(sigma).toBeCloseTo(0.057771, 6);
    expect(kappa).toBe(0);
  });

  it('fits SPEC SDM91 as usl’s method nlxb: 89.9952330, σ 0.0277285, κ 0.0001044', () => {
    const { gamma, sigma, kappa } = fitted(SDM91);
    expect(gamma).toBeCloseTo(89.995233, 2);
    expect(sigma).toBeCloseTo(0.0277285, 6);
    expect(kappa).toBeCloseTo(0.0001044, 7);
  });

  it('fits codahale’s example as its tests say: 995.6486, σ 0.02671591, κ 7.690945e-4', () => {
    const { gamma, sigma, kappa } = fitted(EXAMPLE);
    expect(gamma / 995.6486).toBeCloseTo(1, 5);
    expect(sigma).toBeCloseTo(0.02671591, 6);
    expect(kappa / 7.690945e-4).toBeCloseTo(1, 4);
  });

  it('comes within the published standard errors by relative residuals, too', () => {
    // Standard errors of SDM91 as usl prints them: 0.0091217 of σ, 0.0000199 of κ.
    const { contention, coherency } = uslParameters(asSpeedups(SDM91, 89.995233));
    expect(Math.abs(contention - 0.0277285)).toBeLessThan(0.0091217);
    expect(Math.abs(coherency - 0.0001044)).toBeLessThan(0.0000199);
    const example = uslParameters(asSpeedups(EXAMPLE, 995.6486));
    expect(example.contention / 0.02671591).toBeCloseTo(1, 1);
    expect(example.coherency / 7.690945e-4).toBeCloseTo(1, 1);
  });

  it('finds the mean of a constant, and the nearest bound where that is outside', () => {
    const residuals = ([value = 0]: readonly number[]) => [value - 1, value - 2];
    expect(leastSquares(residuals, [{ start: 0, least: -9, most: 9 }])[0]).toBeCloseTo(1.5, 8);
    expect(leastSquares(residuals, [{ start: 0, least: -9, most: 1 }])).toEqual([1]);
    expect(leastSquares(residuals, [{ start: 5, least: 2, most: 9 }])).toEqual([2]);
  });

  it('leaves an unknown where it is that nothing depends on', () => {
    const residuals = ([value = 0]: readonly number[]) => [value - 3];
    const [value, idle] = leastSquares(residuals, [
      { start: 0, least: 0, most: 9 },
      { start: 7, least: 0, most: 9 },
    ]);
    expect(value).toBeCloseTo(3, 8);
    expect(idle).toBe(7);
  });
});
