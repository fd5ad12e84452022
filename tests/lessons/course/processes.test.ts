/** What lesson 6 reads from its runs, with shared memory and without, whichever way they end. */
import { expect, test } from 'vitest';
import { shownOf as copyingShown, type Passages } from '../../../src/experiments/claims/process-ipc-cost.ts';
import { shownOf as startingShown, type Starts } from '../../../src/experiments/claims/process-start-cost.ts';
import lesson, { processesToDraw } from '../../../src/lessons/course/processes/lesson.ts';
import text from '../../../src/lessons/course/processes/text.md';
import type { Report } from '../../../src/measure/report.ts';
import { reportOf } from '../../../src/results/report-of.ts';
import { MEASURED } from '../../results/machines.ts';
import { claimShowing } from '../claims-fixture.ts';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const own = roundOf(lesson, 'own', 'race');
const copy = roundOf(lesson, 'copy', 'claims');
const start = roundOf(lesson, 'start', 'claims');
const scale = roundOf(lesson, 'scale', 'measure');

test.each([
  [0, 'kept', true, 'copy'],
  [100, 'changed', false, null],
  [7, 'between', false, null],
] as const)('a starter that finds %d is told as "%s"', (result, id, verified, reason) => {
  for (const model of ['free-threads', 'event-loop'] as const) {
    const race = raceOf([
      { model: 'process-executor', wallMs: 1, result, verified },
      { model, wallMs: 1, result: 100 },
    ]);
    const finding = own.find(race, known);
    expect(finding).toMatchObject({ says: id, reason, answer: { kind: 'choice', id } });
    expectFilled(text, 'own', finding);
  }
  expect(own.find(raceOf([{ model: 'process-executor', wallMs: 1 }]), known)).toBeNull();
});

const SIZES = [1 / 1024, 1 / 16, 1, 4, 16, 64];
const NOISE = [1, 1.05, 0.95, 1.02, 0.98, 1];
const passage = (msAMb: number) => SIZES.map((mb) => NOISE.map((noise) => (0.1 + mb * msAMb) * noise));
const copying = (passages: Passages) => claimShowing('process-ipc-cost', copyingShown(passages, 7));

test('copying is told by what 64 MB take, moved and seen beside', () => {
  const finding = copy.find(copying({ clone: passage(0.4), transfer: passage(0), shared: passage(0) }), known);
  expect(finding).toMatchObject({ says: 'by-size', reason: 'every-byte' });
  expect(finding?.answer.kind === 'number' && finding.answer.value.estimate).toBeCloseTo(25.7);
  expect(finding?.values).toMatchObject({ copied: '26\u202fms', message: '100\u202fµs' });
  expect(finding?.values['seen']).toContain('memory that both sides see');
  expectFilled(text, 'copy', finding);
});

test('without shared memory copying is told all the same, and nothing of what both would see', () => {
  const finding = copy.find(copying({ clone: passage(0.4), transfer: passage(0), shared: [] }), known);
  expect(finding).toMatchObject({ says: 'by-size' });
  expect(finding?.values['seen']).toBe('');
});

test('a copy that cannot be told from a move is told so, and a run without pictures answers nothing', () => {
  const alike = copy.find(copying({ clone: passage(0.01), transfer: passage(0.01), shared: [] }), known);
  expect(alike).toMatchObject({ says: 'alike', reason: null });
  expect(copy.find(claimShowing('process-ipc-cost', { pictures: [], beside: [] }), known)).toBeNull();
});

const around = (value: number) => NOISE.map((noise) => value * noise);
const starting = (starts: Starts) => claimShowing('process-start-cost', startingShown(starts));

test.each([
  [20, 20, 60, 'data', 'no difference that could be told'],
  [5, 20, 60, 'data', 'less than a process'],
  [40, 20, 60, 'data', 'more than a process'],
  [20, 20, 20.5, 'no-difference', 'no difference that could be told'],
] as const)('starts of %d, %d and %d ms are told as "%s", a thread as "%s"', (thread, process, laden, says, words) => {
  const starts = { thread: around(thread), process: around(process), laden: around(laden) };
  const finding = start.find(starting(starts), known);
  expect(finding?.says).toBe(says);
  expect(finding?.values['thread']).toContain(words);
  expectFilled(text, 'start', finding);
});

test('starts that are too far apart are no difference yet, and without threads none is spoken of', () => {
  const laden = [20, 60, 18, 70, 22, 25];
  const finding = start.find(starting({ thread: [], process: around(20), laden }), known);
  expect(finding).toMatchObject({ says: 'undecided', reason: null });
  expect(finding?.values['thread']).toContain('cannot start');
  expectFilled(text, 'start', finding);
  expect(start.find(starting({ thread: [], process: [20], laden: [60] }), known)).toBeNull();
});

const report = reportOf(MEASURED);
const held = (share: number): Report => ({
  ...report,
  series: report.series.map((one) => ({
    ...one,
    speedup:
      one.workers === 1 ? { low: 0.9, high: 0.95, estimate: 0.93 } : { low: share, high: share, estimate: share },
  })),
});

test.each([
  [1.8, 'nearly-all', 'own-everything'],
  [1.4, 'less', 'own-everything'],
  [1, 'nothing', null],
] as const)('processes that are %d times as fast on two cores are told as "%s"', (best, says, reason) => {
  for (const proven of [2, null]) {
    const finding = scale.find({ ...held(best), cores: { ...report.cores, proven } }, known);
    expect(finding).toMatchObject({ says, reason });
    const points = finding?.answer.kind === 'curve' ? finding.answer.points : [];
    expect(points.map(({ x }) => x)).toEqual([...points].map(({ x }) => x).sort((a, b) => a - b));
    expectFilled(text, 'scale', finding);
  }
  expect(scale.find({ ...report, series: [] }, known)).toBeNull();
});

test('the paper reaches one past the cores, with at most six points', () => {
  expect(processesToDraw(1)).toEqual([1, 2, 3]);
  expect(processesToDraw(2)).toEqual([1, 2, 3]);
  expect(processesToDraw(4)).toEqual([1, 2, 3, 4, 5]);
  expect(processesToDraw(8)).toEqual([1, 3, 5, 7, 9]);
  for (const reported of [1, 2, 3, 5, 6, 7, 16, 64]) {
    const workers = processesToDraw(reported);
    expect(workers[0]).toBe(1);
    expect(workers.length).toBeLessThanOrEqual(6);
    expect(workers.at(-1)).toBe(Math.max(3, Math.min(9, reported + 1)));
  }
});
