/** Reports of the advisor as they might be, for the gallery and for tests of the view: times are given, none is measured. */
import type { AdvisorCell, AdvisorReport, AdvisorRow } from '../../src/measure/advisor/advisor-report.ts';
import { emptyRow } from '../../src/measure/advisor/empty-row.ts';
import { KIND_IDS, KINDS, type Work } from '../../src/measure/advisor/work.ts';
import { bootstrapMedian } from '../../src/measure/stats/bootstrap-median.ts';
import type { ModelId } from '../../src/models/index.ts';

/** Milliseconds; `'cut'` for one that was given up, a sentence for one that could not be played. */
export type Times = Partial<Record<ModelId, number | 'cut' | `${string}.`>>;

/** Each round a little slower or faster, for all models alike, and each model a little by itself: seeded by its place. */
const WOBBLE = [1, 1.012, 0.991, 1.02, 0.996, 1.004, 1.008];

function cellOf(cell: AdvisorCell, place: number, time: Times[ModelId], rounds: number): AdvisorCell {
  if (time === undefined) return cell;
  if (time === 'cut') return { ...cell, state: 'cut', cutAtMs: 1_180 };
  if (typeof time === 'string') return { ...cell, state: 'unable', reason: time };
  const samples = WOBBLE.slice(0, rounds).map(
    (wobble, round) => time * wobble * (WOBBLE[(round + place) % WOBBLE.length] ?? 1),
  );
  if (samples.length === 0) return cell;
  return { ...cell, workers: 2, state: 'timed', samples, wallMs: bootstrapMedian(samples, { seed: 7 }) };
}

export function advisorRow(id: AdvisorRow['id'], work: Work, times: Times, rounds = 7): AdvisorRow {
  const row = emptyRow(id, work);
  const cells = row.cells.map((cell, place) => cellOf(cell, place, times[cell.model], rounds));
  return { ...row, cells, rounds, state: rounds >= 7 ? 'done' : rounds > 0 ? 'running' : 'waiting' };
}

export const TIMES = {
  'cpu-bound': {
    'main-thread': 162,
    'event-loop': 164,
    greenlets: 163,
    'gil-threads': 171,
    'gil-threads-released': 97,
    'free-threads': 84,
    processes: 86,
    'thread-executor': 84.2,
    'process-executor': 88,
  },
  'quick-waits': {
    'main-thread': 81,
    'event-loop': 20.5,
    greenlets: 20.6,
    'gil-threads': 20.9,
    'gil-threads-released': 20.9,
    'free-threads': 20.8,
    processes: 21,
    'thread-executor': 21.4,
    'process-executor': 21.6,
  },
  'slow-waits': {
    'main-thread': 'cut',
    'event-loop': 208,
    greenlets: 214,
    'gil-threads': 'cut',
    'gil-threads-released': 'cut',
    'free-threads': 'cut',
    processes: 'cut',
    'thread-executor': 'cut',
    'process-executor': 'cut',
  },
  mixed: {
    'main-thread': 'cut',
    'event-loop': 104,
    greenlets: 106,
    'gil-threads': 113,
    'gil-threads-released': 79,
    'free-threads': 66,
    processes: 70,
    'thread-executor': 66.3,
    'process-executor': 71,
  },
} as const satisfies Record<(typeof KIND_IDS)[number], Times>;

export function advisorReport(rows: readonly AdvisorRow[], more: Partial<AdvisorReport> = {}): AdvisorReport {
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-11-30T12:00:00.000Z',
    mode: 'shared',
    seed: 7,
    browser: { name: 'Chromium', version: '156.0', platform: 'Linux' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    cores: { reported: 2, proven: 2 },
    rows,
    warnings: [],
    ...more,
  };
}

/** All four kinds of work; of the last as many rounds as said. */
export function tableRows(rounds = 7): AdvisorRow[] {
  return KIND_IDS.map((id) => advisorRow(id, KINDS[id].work, TIMES[id], id === 'mixed' ? rounds : 7));
}

/** A visitor's own work, of which a piece was measured. */
export function ownRow(rounds = 7): AdvisorRow {
  const row = advisorRow('own', { tasks: 32, computeMs: 2, waitMs: 50 }, TIMES.mixed, rounds);
  return { ...row, asked: { ...row.asked, tasks: 500 } };
}
