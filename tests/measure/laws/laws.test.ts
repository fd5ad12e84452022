/** The four laws against what their authors and others have published. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amdahl, amdahlFraction } from '../../../src/measure/laws/amdahl.ts';
import { relativeMisfit } from '../../../src/measure/laws/curve.ts';
import { gustafson, gustafsonFraction, scaledSerialFraction } from '../../../src/measure/laws/gustafson.ts';
import { karpFlatt, karpFlattInterval } from '../../../src/measure/laws/karp-flatt.ts';
import { usl, uslParameters, uslPeak } from '../../../src/measure/laws/usl.ts';

const SEED = 19670418;
const COUNTS = [1, 2, 3, 4, 6, 8, 12, 16];
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const workers = fc.integer({ min: 2, max: 64 });

function curve(law: (workers: number) => number) {
  return COUNTS.map((count) => ({ workers: count, speedup: law(count) }));
}

describe('amdahl', () => {
  it('with 0.25 % serial work lets 100 processors be 80 times as fast (Hennessy & Patterson)', () => {
    // "Computer Architecture: A Quantitative Approach" asks which fraction may be serial; exactly it is 1/396.
    expect(amdahl(1 / 396, 100)).toBeCloseTo(80, 10);
    expect(amdahl(0.0025, 100)).toBeCloseTo(80.2, 1);
  });

  it('is linear without a serial part, flat with nothing else, and never reaches 1 ÷ f', () => {
    expect(amdahl(0, 8)).toBe(8);
    expect(amdahl(1, 8)).toBe(1);
    expect(amdahl(0.1, 1e9)).toBeLessThan(10);
  });

  it(`finds the fraction that a curve was drawn with (seed ${SEED})`, () => {
    const recovered = (serial: number) => amdahlFraction(curve((count) => amdahl(serial, count)));
    fc.assert(
      fc.property(fraction, (serial) => {
        expect(recovered(serial)).toBeCloseTo(serial, 7);
      }),
      { seed: SEED },
    );
  });

  it('stays within 0 … 1 above linear speed-up and below 1', () => {
    expect(amdahlFraction(curve((count) => 1.1 * count))).toBe(0);
    expect(amdahlFraction(curve((count) => 1 / count))).toBe(1);
  });
});

describe('gustafson', () => {
  // Gustafson 1988: 1024 processors, scaled speed-ups of 1021 (beam stress), 1020 (surface wave) and 1016 (unstable
  // flow). The paper's 0.4 to 0.8 % are on one processor for the unscaled problems; of the scaled run's time it is this.
  it.each([
    ['beam stress', 1021, 0.3],
    ['surface wave', 1020, 0.4],
    ['unstable flow', 1016, 0.8],
  ])('gives %s its scaled speed-up of %i on 1024 processors with %f %% serial time', (_, speedup, percent) => {
    const serial = scaledSerialFraction(speedup, 1024);
    expect(100 * serial).toBeCloseTo(percent, 1);
    expect(gustafson(serial, 1024)).toBeCloseTo(speedup, 9);
  });

  it(`finds the fraction that a curve was drawn with (seed ${SEED})`, () => {
    const recovered = (serial: number) => gustafsonFraction(curve((count) => gustafson(serial, count)));
    fc.assert(
      fc.property(fraction, (serial) => {
        expect(recovered(serial)).toBeCloseTo(serial, 7);
      }),
      { seed: SEED },
    );
  });
});

describe('karpFlatt', () => {
  it(`undoes Amdahl's law (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fraction, workers, (serial, count) => {
        expect(karpFlatt(amdahl(serial, count), count)).toBeCloseTo(serial, 9);
      }),
      { seed: SEED },
    );
  });

  it('rises with the workers where overhead does: T(n) = 1/n + 0.01 n gives 0.01 n²/(n − 1)', () => {
    for (const count of [2, 4, 8, 16]) {
      const speedup = 1 / (1 / count + 0.01 * count);
      expect(karpFlatt(speedup, count)).toBeCloseTo((0.01 * count * count) / (count - 1), 12);
    }
  });

  it('is negative above linear speed-up, above 1 for a slow-down, and undefined for one worker', () => {
    expect(karpFlatt(4.2, 4)).toBeLessThan(0);
    expect(karpFlatt(0.9, 4)).toBeGreaterThan(1);
    expect(() => karpFlatt(1, 1)).toThrow(RangeError);
  });

  it('turns the ends of an interval round', () => {
    const { estimate, low, high } = karpFlattInterval({ estimate: 3, low: 2.5, high: 3.5 }, 4);
    expect([low, estimate, high]).toEqual([karpFlatt(3.5, 4), karpFlatt(3, 4), karpFlatt(2.5, 4)]);
    expect(low).toBeLessThan(estimate);
  });
});

describe('usl', () => {
  it('is Amdahl without coherency', () => {
    for (const count of COUNTS) {
      expect(usl({ contention: 0.07, coherency: 0 }, count)).toBeCloseTo(amdahl(0.07, count), 12);
    }
    expect(uslPeak({ contention: 0.07, coherency: 0 })).toBe(Infinity);
  });

  it('gives σ = κ = 0.02 for the series that the tests of R’s usl package fit with 0.02, 0.02 and scale 1.00', () => {
    const loads = [1, 2, 4, 6, 8, 10];
    const throughputs = [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557];
    const fitted = uslParameters(
      loads.map((load, place) => ({ workers: load, speedup: throughputs[place] as number })),
    );
    expect(fitted.contention).toBeCloseTo(0.02, 4);
    expect(fitted.coherency).toBeCloseTo(0.02, 4);
    expect(uslPeak(fitted)).toBeCloseTo(7, 2);
  });

  it('puts the peak of the SPEC SDM91 fit (σ 0.0277285, κ 0.0001044, scale 89.9952) where the usl vignette does: 96.5', () => {
    const published = { contention: 0.0277285, coherency: 0.0001044 };
    const peak = uslPeak(published);
    expect(peak).toBeCloseTo(96.5, 1);
    expect(usl(published, peak)).toBeGreaterThan(usl(published, peak - 1));
    expect(usl(published, peak)).toBeGreaterThan(usl(published, peak + 1));
  });

  it(`finds the parameters that a curve was drawn with (seed ${SEED})`, () => {
    const coherency = fc.double({ min: 0, max: 0.05, noNaN: true });
    fc.assert(
      fc.property(fraction, coherency, (sigma, kappa) => {
        const fitted = uslParameters(curve((count) => usl({ contention: sigma, coherency: kappa }, count)));
        expect(fitted.contention).toBeCloseTo(sigma, 6);
        expect(fitted.coherency).toBeCloseTo(kappa, 6);
      }),
      { seed: SEED },
    );
  });

  it('keeps both parameters at 0 for a curve above linear', () => {
    expect(uslParameters(curve((count) => count ** 1.05))).toEqual({ contention: 0, coherency: 0 });
  });
});

describe('relativeMisfit', () => {
  it('is 10 % where a law is 10 % high everywhere, and 0 without points', () => {
    expect(
      relativeMisfit(
        curve((count) => count),
        (count) => 1.1 * count,
      ),
    ).toBeCloseTo(0.1, 12);
    expect(relativeMisfit([], () => 1)).toBe(0);
  });
});
