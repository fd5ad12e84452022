/** Contention runs on made-up machines as reports: what words, chart and element are tested on and the gallery shows. */
import { prng } from '../../src/base/prng.ts';
import { WAYS, type ContentionReport, type Way, type WayId } from '../../src/measure/contention/contention-report.ts';
import { threadCounts, wayReport, type Round, type Take } from '../../src/measure/contention/way-report.ts';

export interface MadeUp {
  readonly threads?: number;
  readonly rounds?: number;
  /** Of the rates, as a fraction. */
  readonly noise?: number;
  /** In so many of the rounds, the first ones, others keep one of several threads from running. */
  readonly disturbed?: number;
  /** Of the keys that several threads count unprotected. */
  readonly lost?: number;
}

/** Million a second of one thread, and what two are worth. */
const TRUTH: Readonly<Record<WayId, readonly [alone: number, two: number]>> = {
  'histogram-plain': [1730, 0.14],
  'histogram-atomic': [430, 0.19],
  'histogram-locked': [196, 0.3],
  'histogram-packed': [1420, 0.22],
  'histogram-padded': [1455, 1.95],
  'references-plain-one': [610, 1.35],
  'references-atomic-one': [169, 0.37],
  'references-locked-one': [87, 0.17],
  'references-biased-one': [162, 0.75],
  'references-plain-own': [600, 1.94],
  'references-atomic-own': [168, 1.97],
  'references-locked-own': [87, 1.96],
  'references-biased-own': [164, 1.98],
};

function takeOf(way: Way, threads: number, noisy: number, { lost = 0.02 }: MadeUp, isHeldOff: boolean): Take {
  const [alone, two] = TRUTH[way.id];
  // From two on in geometric steps: what gains gains on, what loses loses on.
  const rate = alone * two ** Math.log2(threads) * noisy;
  const still = isHeldOff && threads > 1 ? 0.4 : 0;
  const worker = { rate: rate / threads, still, withAll: 0 };
  const made = way.subject === 'histogram' ? Math.round(rate * 20_000) : null;
  const isWrong = !way.exact && threads > 1 && lost > 0;
  const off = isWrong ? Math.max(1, Math.round((made ?? 40_000) * lost)) : 0;
  return { pace: { workers: Array.from({ length: threads }, () => worker), allStill: 0 }, made, off };
}

export function roundsOf(madeUp: MadeUp): Round[] {
  const { threads = 2, rounds = 14, noise = 0.03, disturbed = 0 } = madeUp;
  const random = prng(5);
  return Array.from({ length: rounds }, (_, round) => {
    const takes = (way: Way): ReadonlyMap<number, Take> =>
      new Map(
        threadCounts(threads).map((count) => {
          const noisy = 1 + noise * (2 * random.next() - 1);
          return [count, takeOf(way, count, noisy, madeUp, round < disturbed)] as const;
        }),
      );
    return new Map(WAYS.map((way) => [way.id, takes(way)] as const));
  });
}

export function contentionReport(madeUp: MadeUp = {}, rest: Partial<ContentionReport> = {}): ContentionReport {
  const { threads = 2 } = madeUp;
  const rounds = roundsOf(madeUp);
  const counts = threadCounts(threads);
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    mode: 'shared',
    seed: 1,
    browser: { name: 'Chromium', version: '156.0.0.0', platform: 'Linux' },
    clock: { resolutionMs: 0.005 },
    cores: { reported: threads, proven: threads },
    threads: counts,
    rounds: rounds.length,
    ways: WAYS.map((way) => wayReport(way, rounds, counts, { seed: 1, resamples: 200 })),
    warnings: [],
    ...rest,
  };
}
