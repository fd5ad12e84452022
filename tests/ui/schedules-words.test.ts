/** The sentence about schedules, in every case: each outcome, each state. */
import { expect, test } from 'vitest';
import type { ScheduledWork, SchedulesReport } from '../../src/measure/schedules/schedules-report.ts';
import { SCHEDULES, type Schedule } from '../../src/base/schedule.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { schedulesAnswer, schedulesTable, STOPPED_EARLY } from '../../src/ui/schedules-words.ts';

type Ratios = Readonly<Record<Schedule, number>>;

function work(evenness: ScheduledWork['evenness'], ratios: Ratios, wide = 0): ScheduledWork {
  const around = (estimate: number) => ({ estimate, low: estimate - wide, high: estimate + wide });
  return {
    kernel: evenness === 'even' ? 'ep' : 'mandelbrot',
    title: evenness === 'even' ? 'Random pairs' : 'Mandelbrot set, its upper half',
    evenness,
    size: 100,
    tasks: 32,
    rounds: 20,
    schedules: SCHEDULES.map((schedule) => ({
      schedule,
      samples: [ratios[schedule] * 10],
      medianMs: ratios[schedule] * 10,
      ratio: around(ratios[schedule]),
      verified: schedule !== 'guided',
      timeline: { kernel: 'ep', model: 'free-threads', workers: 2, makespanMs: 10, spans: [] },
    })),
    staticAgainstStealing: around(ratios.static / ratios.stealing),
  };
}

const REPORT: SchedulesReport = {
  state: 'complete',
  failure: null,
  untestable: null,
  startedAt: '2026-11-30T12:00:00.000Z',
  seed: 1,
  browser: { name: 'Chromium', version: '156', platform: 'Linux' },
  build: 'simd',
  workers: 2,
  works: [],
  warnings: [],
};

const ALL_ALIKE: Ratios = { dynamic: 1, static: 1.01, guided: 0.99, stealing: 1 };
const BLOCKS_LOSE: Ratios = { dynamic: 1, static: 1.42, guided: 1.02, stealing: 1 };
const said = (changed: Partial<SchedulesReport>): string => plainText(schedulesAnswer({ ...REPORT, ...changed }));

test.each<readonly [expected: string, changed: Partial<SchedulesReport>]>([
  [
    'On uneven work (Mandelbrot set, its upper half) a static split took 1.42× as long as stealing; on even work all four are within 3 % of each other.',
    { works: [work('uneven', BLOCKS_LOSE), work('even', ALL_ALIKE)] },
  ],
  [
    'On uneven work (Mandelbrot set, its upper half) static and stealing cannot be told apart; on even work the slowest took 1.42× as long as the fastest.',
    { works: [work('uneven', BLOCKS_LOSE, 0.5), work('even', BLOCKS_LOSE)] },
  ],
  [
    'On uneven work (Mandelbrot set, its upper half) stealing took 1.25× as long as a static split.',
    { works: [work('uneven', { dynamic: 1, static: 1, guided: 1, stealing: 1.25 })] },
  ],
  [
    'On uneven work (Mandelbrot set, its upper half) static and stealing took the same.',
    { works: [work('uneven', { dynamic: 1, static: 1.004, guided: 1, stealing: 1 })] },
  ],
  [STOPPED_EARLY, { state: 'stopped', works: [{ ...work('uneven', BLOCKS_LOSE), rounds: 5 }] }],
  ['Comparing four schedules.', { state: 'running' }],
  [STOPPED_EARLY, { state: 'stopped' }],
  ['One thread at a time.', { untestable: 'One thread at a time.' }],
])('%s', (expected, changed) => expect(said(changed)).toBe(expected));

test('the table has a row for each schedule of each work, and names wrong bytes', () => {
  const { rows } = schedulesTable({ ...REPORT, works: [work('uneven', BLOCKS_LOSE), work('even', ALL_ALIKE)] });
  expect(rows).toHaveLength(8);
  expect(rows.map((row) => row.at(-1))).toEqual(Array(2).fill(['right', 'right', 'wrong', 'right']).flat());
});
