/** How many workers are worth using, on curves whose answer is known. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { bendOf, recommendedWorkers } from '../../src/measure/recommended.ts';
import type { Series } from '../../src/measure/report.ts';
import { bootstrapRatio } from '../../src/measure/stats/bootstrap-ratio.ts';
import { median } from '../../src/measure/stats/median.ts';
import { normal } from './stats/noise.ts';

const SEED = 5150;
const ROUNDS = 12;

function measured(curve: (workers: number) => number, counts: readonly number[], seed = SEED): Series[] {
  const random = prng(seed);
  const times = (ms: number) => Array.from({ length: ROUNDS }, () => ms * Math.exp(0.01 * normal(random)));
  const serialMs = times(100);
  return counts.map((workers) => {
    const samples = times(100 / curve(workers));
    return {
      kernel: 'ep',
      model: 'free-threads',
      workers,
      wallMs: { median: median(samples), low: Math.min(...samples), high: Math.max(...samples), samples },
      speedup: bootstrapRatio(serialMs, samples, { seed, resamples: 300 }),
      verified: true,
      frameGapMs: null,
    };
  });
}

const FOUR_CORES = (workers: number): number => Math.min(workers, 4);
/** Four cores of two threads each, the second worth 0.3 of the first. */
const EIGHT_THREADS = (workers: number): number => Math.min(workers, 4) + 0.3 * Math.min(4, Math.max(0, workers - 4));

describe('recommendedWorkers', () => {
  it.each([
    ['four equal cores', FOUR_CORES, [1, 2, 3, 4, 5, 8], 4],
    [
      'four cores that more workers slow down',
      (n: number) => FOUR_CORES(n) - 0.1 * Math.max(0, n - 4),
      [1, 2, 3, 4, 5, 8],
      4,
    ],
    ['eight threads on four cores', EIGHT_THREADS, [1, 2, 3, 4, 5, 6, 7, 8, 9, 16], 8],
    ['threads under a GIL', () => 1, [1, 2, 3, 4], 1],
  ])('of %s is the last that adds something', (_, curve, counts, expected) => {
    expect(recommendedWorkers(measured(curve, counts))).toBe(expected);
  });

  it('prefers fewer where the difference is within the intervals', () => {
    expect(recommendedWorkers(measured((n) => FOUR_CORES(n) * (n > 4 ? 1.001 : 1), [1, 2, 3, 4, 5, 8]))).toBe(4);
  });

  it('is null where the most workers are the best, and where there is nothing to compare', () => {
    expect(recommendedWorkers(measured((n) => n, [1, 2, 3, 4]))).toBeNull();
    expect(recommendedWorkers(measured((n) => n, [1]))).toBeNull();
    expect(recommendedWorkers([])).toBeNull();
  });

  it('passes over wrong outputs and the page’s own thread', () => {
    const [one, two, ...rest] = measured((n) => FOUR_CORES(Math.max(1, n)), [1, 0, 2, 4, 5]);
    if (!one || !two) throw new Error('two series');
    const wrong = { ...one, workers: 3, speedup: { estimate: 99, low: 98, high: 100 }, verified: false };
    expect(recommendedWorkers([...rest, wrong, two, one])).toBe(4);
  });
});

describe('bendOf', () => {
  it('agrees with the recommended number on equal cores, to within half a worker', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const series = measured(FOUR_CORES, [1, 2, 3, 4, 5, 8], seed);
      const bend = bendOf(series);
      expect(Math.abs((bend?.knee.x ?? NaN) - (recommendedWorkers(series) ?? NaN))).toBeLessThan(0.5);
      expect(bend?.slopes[0]).toBeCloseTo(1, 1);
      expect(bend?.slopes[1]).toBeCloseTo(0, 1);
    }
  });

  it('lies before it where second threads of cores add a little', () => {
    const series = measured(EIGHT_THREADS, [1, 2, 3, 4, 5, 6, 7, 8]);
    const bend = bendOf(series);
    expect(bend?.knee.x).toBeCloseTo(4, 0);
    expect(bend?.slopes[0]).toBeCloseTo(1, 1);
    expect(bend?.slopes[1]).toBeCloseTo(0.3, 1);
  });

  it('is null for a straight line, for one that bends upwards, and for three numbers of workers', () => {
    expect(bendOf(measured((n) => 1 + 0.9 * (n - 1), [1, 2, 3, 4, 6, 8]))).toBeNull();
    expect(bendOf(measured((n) => (n < 4 ? 1 : n - 3), [1, 2, 3, 4, 6, 8]))).toBeNull();
    expect(bendOf(measured(FOUR_CORES, [1, 4, 8]))).toBeNull();
  });
});
