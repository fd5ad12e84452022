/**
 * FIXTURES: results of machines that do not exist, for what has to hold a dozen or ten thousand of them. Each is the measured document beside
 * this file with other cores, browser and times, drawn from a seed; it passes the schema, and its numbers are never shown to a visitor.
 */
import { prng, type Prng } from '../../src/base/prng.ts';
import type { ResultDocument } from '../../src/results/schema.ts';
import measured from './measured-document.json' with { type: 'json' };

/** One whole quick run of this lab, on two cores, as it was downloaded. */
export const MEASURED = measured as unknown as ResultDocument;

type Series = ResultDocument['series'][number];

const CORES = [1, 2, 2, 4, 4, 4, 6, 8, 8, 8, 10, 12, 16, 16, 24, 32] as const;
const BROWSERS = [
  ['Chromium', '156.0.1.0', 'Linux', 'shared'],
  ['Chromium', '155.0.9.1', 'Windows', 'shared'],
  ['Chromium', '156.0.2.0', 'Android', 'shared'],
  ['Firefox', '153.0', 'Linux', 'shared'],
  ['Firefox', '140.8', 'Windows', 'messages'],
  ['Safari', '26.1', 'Mac', 'shared'],
] as const;
const SAMPLES = 20;

const six = (value: number): number => Number(value.toPrecision(6));

function pick<Choice>(from: readonly Choice[], random: Prng): Choice {
  return from[Math.min(from.length - 1, Math.floor(random.next() * from.length))] as Choice;
}

/** With its ends `half` away, as a fraction. */
function around(estimate: number, half: number): { estimate: number; low: number; high: number } {
  return { estimate: six(estimate), low: six(estimate * (1 - half)), high: six(estimate * (1 + half)) };
}

/** 1, 2, 3, 4, 6, 8 … up to one past the cores. */
function workerCounts(cores: number): number[] {
  return [1, 2, 3, 4, 6, 8, 12, 16, 24, 32].filter((count) => count < cores).concat(cores, cores + 1);
}

function series(model: Series['model'], workers: number, speedup: number, serialMs: number, random: Prng): Series {
  const half = 0.008 + 0.02 * random.next();
  const median = serialMs / speedup;
  return {
    kernel: 'mandelbrot',
    model,
    workers,
    wallMs: {
      median: six(median),
      low: six(median * (1 - half)),
      high: six(median * (1 + half)),
      samples: Array.from({ length: SAMPLES }, () => six(median * (1 + (random.next() - 0.45) * 4 * half))),
    },
    speedup: around(speedup, half),
    verified: true,
    frameGapMs: workers === 0 ? six(median) : 17.1,
  };
}

/** One machine that does not exist. */
export function machineDocument(random: Prng): ResultDocument {
  const proven = pick(CORES, random);
  const [name, version, platform, mode] = pick(BROWSERS, random);
  const worth = proven * (0.62 + 0.38 * random.next());
  const serialMs = 30 + 60 * random.next();
  const speedupAt = (workers: number): number => Math.max(0.9, Math.min(workers, proven) ** 0.97 * (worth / proven));
  const counts = [...new Set(workerCounts(proven))];
  const startedAt = new Date(Date.UTC(2026, 8, 1) + Math.floor(random.next() * 80 * 86_400_000)).toISOString();
  const shared = mode === 'shared';
  const [work] = MEASURED.work;
  if (!work) throw new Error('the measured document has no work');
  return {
    ...MEASURED,
    startedAt,
    seed: Math.floor(random.next() * 2 ** 32),
    mode,
    browser: { name, version, platform },
    cores: {
      reported: random.next() < 0.9 ? proven : proven * 2,
      proven: shared ? proven : null,
      effective: shared ? around(worth, 0.01 + 0.01 * random.next()) : null,
      handshake: shared ? MEASURED.cores.handshake : [],
    },
    work: [{ ...work, serialForm: 'main-thread' }],
    series: [
      series('main-thread', 0, 1, serialMs, random),
      series('event-loop', 0, 0.99, serialMs, random),
      ...counts.map((count) => series('processes', count, speedupAt(count) * 0.88, serialMs, random)),
      ...(shared ? counts.map((count) => series('free-threads', count, speedupAt(count), serialMs, random)) : []),
    ],
    noiseFloor: six(0.004 + 0.03 * random.next()),
  };
}

/** The same of the same seed. */
export function machineDocuments(count: number, seed: number): ResultDocument[] {
  const random = prng(seed);
  return Array.from({ length: count }, () => machineDocument(random));
}
