/** Laws from a report's series: known parameters go in with noise and come out inside of their intervals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { amdahl } from '../../../src/measure/laws/amdahl.ts';
import { fitGustafson, fitLaws } from '../../../src/measure/laws/fit-laws.ts';
import { gustafson } from '../../../src/measure/laws/gustafson.ts';
import { karpFlatt } from '../../../src/measure/laws/karp-flatt.ts';
import { usl } from '../../../src/measure/laws/usl.ts';
import type { FittedLaw, PacePoint, Series } from '../../../src/measure/report.ts';
import type { Interval } from '../../../src/measure/stats/interval.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { normal } from '../stats/noise.ts';

const SEED = 2718;
const RESAMPLES = 200;
const CASES = 100;
const COUNTS = [1, 2, 3, 4, 6, 8];
const SERIAL_MS = 100;
const WHOSE = { kernel: 'ep', model: 'free-threads' } as const;

type Law = (workers: number) => number;

function seriesOf(workers: number, samples: readonly number[], serialMs: readonly number[]): Series {
  const estimate = median(serialMs) / median(samples);
  return {
    ...WHOSE,
    workers,
    wallMs: { median: median(samples), low: Math.min(...samples), high: Math.max(...samples), samples },
    speedup: { estimate, low: 0.98 * estimate, high: 1.03 * estimate },
    verified: true,
    frameGapMs: null,
  };
}

/** Rounds with noise of their own (2 %) and noise that all series of a round share (5 %). */
function measured(law: Law, rounds: number, random: Prng, counts: readonly number[] = COUNTS) {
  const shared = Array.from({ length: rounds }, () => Math.exp(0.05 * normal(random)));
  const times = (ms: number) => shared.map((factor) => ms * factor * Math.exp(0.02 * normal(random)));
  const serialMs = times(SERIAL_MS);
  const series = counts.map((workers) => seriesOf(workers, times(SERIAL_MS / law(workers)), serialMs));
  return { series, serialMs };
}

function exactly(law: Law, counts: readonly number[] = COUNTS) {
  const serialMs = [SERIAL_MS, SERIAL_MS, SERIAL_MS];
  const series = counts.map((workers) => {
    const wall = SERIAL_MS / law(workers);
    return seriesOf(workers, [wall, wall, wall], serialMs);
  });
  return { series, serialMs };
}

function parameter(laws: readonly FittedLaw[], law: FittedLaw['id'], id: string): Interval {
  const found = laws.find((one) => one.id === law)?.parameters.find((one) => one.id === id);
  return found?.value ?? { estimate: NaN, low: NaN, high: NaN };
}

function holds({ low, high }: Interval, truth: number): boolean {
  return low <= truth && truth <= high;
}

describe('fitLaws', () => {
  it('draws both laws exactly through an exact curve', () => {
    const given = exactly((workers) => amdahl(0.1, workers));
    const { laws } = fitLaws({ ...given, upTo: null, seed: 1 });
    expect(laws.map(({ id }) => id)).toEqual(['amdahl', 'usl']);
    expect(parameter(laws, 'amdahl', 'serial-fraction').estimate).toBeCloseTo(0.1, 8);
    expect(parameter(laws, 'usl', 'contention').estimate).toBeCloseTo(0.1, 6);
    expect(parameter(laws, 'usl', 'coherency').estimate).toBeCloseTo(0, 6);
    for (const { kernel, model, residual, points } of laws) {
      expect({ kernel, model }).toEqual(WHOSE);
      expect(residual).toBeLessThan(1e-6);
      expect(points[0]).toEqual({ workers: 1, speedup: 1 });
      expect(points.at(-1)?.workers).toBe(8);
      expect(points.length).toBeGreaterThan(32);
      for (const count of COUNTS) {
        const at = points.find(({ workers }) => Math.abs(workers - count) < 1e-9);
        expect(at?.speedup).toBeCloseTo(amdahl(0.1, count), 5);
      }
    }
  });

  it.each([
    [0.02, 8],
    [0.1, 12],
    [0.5, 20],
  ])(`holds Amdahl's fraction %f from %i rounds in at least 90 of ${CASES} cases (seed ${SEED})`, (serial, rounds) => {
    const random = prng(SEED + rounds);
    const held = Array.from({ length: CASES }, (_, seed) => {
      const given = measured((workers) => amdahl(serial, workers), rounds, random);
      const { laws } = fitLaws({ ...given, upTo: null, seed, resamples: RESAMPLES });
      return holds(parameter(laws, 'amdahl', 'serial-fraction'), serial);
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(90);
  });

  it.each([
    [0.05, 0.005, 8],
    [0.02, 0.02, 12],
    [0.2, 0.001, 20],
  ])(`holds USL's σ %f and κ %f from %i rounds, each in at least 90 of ${CASES} cases`, (sigma, kappa, rounds) => {
    const random = prng(SEED + rounds);
    const held = Array.from({ length: CASES }, (_, seed) => {
      const law: Law = (workers) => usl({ contention: sigma, coherency: kappa }, workers);
      const { laws } = fitLaws({ ...measured(law, rounds, random), upTo: null, seed, resamples: RESAMPLES });
      return [
        holds(parameter(laws, 'usl', 'contention'), sigma),
        holds(parameter(laws, 'usl', 'coherency'), kappa),
      ] as const;
    });
    expect(held.filter(([contention]) => contention).length).toBeGreaterThanOrEqual(90);
    expect(held.filter(([, coherency]) => coherency).length).toBeGreaterThanOrEqual(90);
  });

  it(`keeps low ≤ estimate ≤ high and every parameter in its range, whatever the samples (seed ${SEED})`, () => {
    const time = fc.double({ min: 0.1, max: 1000, noNaN: true });
    const rounds = fc
      .integer({ min: 1, max: 6 })
      .chain((count) =>
        fc.array(fc.array(time, { minLength: count, maxLength: count }), { minLength: 5, maxLength: 5 }),
      );
    fc.assert(
      fc.property(rounds, ([serialMs = [], ...walls]) => {
        const series = walls.map((samples, index) => seriesOf(index + 1, samples, serialMs));
        const { laws } = fitLaws({ series, serialMs, upTo: null, seed: 1, resamples: 20 });
        expect(laws).toHaveLength(2);
        for (const { value, id } of laws.flatMap(({ parameters }) => parameters)) {
          expect(0 <= value.low && value.low <= value.estimate && value.estimate <= value.high).toBe(true);
          expect(value.high).toBeLessThanOrEqual(id === 'coherency' ? Number.MAX_VALUE : 1);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('leaves numbers of workers beyond the proven threads to USL alone', () => {
    const flat: Law = (workers) => amdahl(0.05, Math.min(workers, 4));
    const { laws, serialFractions } = fitLaws({ ...exactly(flat), upTo: 4, seed: 1 });
    expect(parameter(laws, 'amdahl', 'serial-fraction').estimate).toBeCloseTo(0.05, 8);
    expect(laws.find(({ id }) => id === 'amdahl')?.points.at(-1)?.workers).toBe(4);
    expect(laws.find(({ id }) => id === 'usl')?.points.at(-1)?.workers).toBe(8);
    expect(serialFractions?.points.map(({ workers }) => workers)).toEqual([2, 3, 4]);
  });

  it('says nothing from too few points', () => {
    const law: Law = (workers) => amdahl(0.1, workers);
    const idsOf = (counts: readonly number[], upTo: number | null = null) =>
      fitLaws({ ...exactly(law, counts), upTo, seed: 1 }).laws.map(({ id }) => id);
    expect(idsOf([])).toEqual([]);
    expect(idsOf([1, 2])).toEqual([]);
    expect(idsOf([1, 2, 3])).toEqual(['amdahl']);
    expect(idsOf([1, 2, 3, 4], 2)).toEqual(['usl']);
    expect(idsOf([2, 3, 4, 5])).toEqual(['amdahl']);
    expect(fitLaws({ ...exactly(law, [1]), upTo: null, seed: 1 }).serialFractions).toBeNull();
  });

  it('passes over series without workers and with a wrong output, in any order', () => {
    const { series, serialMs } = exactly((workers) => amdahl(0.1, workers));
    const wrong = { ...seriesOf(5, [1, 1, 1], serialMs), verified: false };
    const page = { ...seriesOf(1, [7, 7, 7], serialMs), workers: 0 };
    const { laws } = fitLaws({ series: [wrong, ...[...series].reverse(), page], serialMs, upTo: null, seed: 1 });
    expect(parameter(laws, 'amdahl', 'serial-fraction').estimate).toBeCloseTo(0.1, 8);
  });

  it('turns each speed-up into the serial fraction of Karp and Flatt, ends and all', () => {
    const { series, serialMs } = measured((workers) => amdahl(0.1, workers), 12, prng(SEED));
    const { serialFractions } = fitLaws({ series, serialMs, upTo: null, seed: 1, resamples: RESAMPLES });
    expect(serialFractions?.points).toHaveLength(COUNTS.length - 1);
    for (const { workers, fraction } of serialFractions?.points ?? []) {
      const speedup = series.find((one) => one.workers === workers)?.speedup ?? { estimate: NaN, low: NaN, high: NaN };
      expect(fraction.estimate).toBe(karpFlatt(speedup.estimate, workers));
      expect(fraction.low).toBe(karpFlatt(speedup.high, workers));
      expect(fraction.high).toBe(karpFlatt(speedup.low, workers));
    }
  });

  it('gives the same interval for the same seed', () => {
    const given = { ...measured((workers) => amdahl(0.1, workers), 12, prng(SEED)), upTo: null, resamples: RESAMPLES };
    expect(fitLaws({ ...given, seed: 5 })).toEqual(fitLaws({ ...given, seed: 5 }));
    expect(fitLaws({ ...given, seed: 5 }).laws[0]).not.toEqual(fitLaws({ ...given, seed: 6 }).laws[0]);
  });
});

describe('fitGustafson', () => {
  const around = (speedup: number, half: number): Interval => ({
    estimate: speedup,
    low: speedup * (1 - half),
    high: speedup * (1 + half),
  });
  const curveOf = (law: Law, half = 0.01): readonly PacePoint[] =>
    COUNTS.map((workers) => ({ workers, speedup: workers === 1 ? around(1, 0) : around(law(workers), half) }));

  it('draws the law exactly through an exact curve, and no further than the proven threads', () => {
    const curve = curveOf((workers) => gustafson(0.1, Math.min(workers, 4)));
    const fitted = fitGustafson(WHOSE, curve, 4);
    expect(fitted?.id).toBe('gustafson');
    expect(fitted?.parameters[0]?.value.estimate).toBeCloseTo(0.1, 8);
    expect(fitted?.points.at(-1)?.workers).toBe(4);
    expect(fitted?.residual).toBeLessThan(1e-8);
  });

  it(`holds the fraction in at least 90 of ${CASES} cases of independent noise (seed ${SEED})`, () => {
    const random = prng(SEED);
    const held = Array.from({ length: CASES }, () => {
      const curve = curveOf((workers) => gustafson(0.1, workers) * Math.exp(0.01 * normal(random)), 0.0196);
      const value = fitGustafson(WHOSE, curve, null)?.parameters[0]?.value;
      return value !== undefined && value.low <= value.estimate && value.estimate <= value.high && holds(value, 0.1);
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(90);
  });

  it('says nothing from one number of workers above 1, and 0 above linear', () => {
    expect(fitGustafson(WHOSE, curveOf((workers) => workers).slice(0, 2), null)).toBeNull();
    expect(
      fitGustafson(
        WHOSE,
        curveOf((workers) => workers),
        2,
      ),
    ).toBeNull();
    expect(
      fitGustafson(
        WHOSE,
        curveOf((workers) => 1.2 * workers),
        null,
      )?.parameters[0]?.value.estimate,
    ).toBe(0);
  });
});
