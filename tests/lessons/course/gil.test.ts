/** What lesson 4 reads from its runs, whichever way they end. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/gil/lesson.ts';
import text from '../../../src/lessons/course/gil/text.md';
import type { Evidence, MeasuredPart } from '../../../src/measure/claims/claim-report.ts';
import type { Report } from '../../../src/measure/report.ts';
import { reportOf } from '../../../src/results/report-of.ts';
import { MEASURED } from '../../results/machines.ts';
import { reportOfClaim, untestable } from '../claims-fixture.ts';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const turns = roundOf(lesson, 'turns', 'measure');
const neighbour = roundOf(lesson, 'neighbour', 'claims');
const convoy = roundOf(lesson, 'convoy', 'claims');
const waysOut = roundOf(lesson, 'ways-out', 'race');

const measured = reportOf(MEASURED);

/** Speed-ups with 1, 2 and 4 threads under the GIL and without it. */
function curves(gil: readonly number[], free: readonly number[], proven: number | null = 2): Report {
  const [like] = measured.series;
  if (!like) throw new Error('the measured document has no series');
  const of = (model: 'gil-threads' | 'free-threads', speedups: readonly number[]) =>
    speedups.map((value, place) => ({
      ...like,
      ...{ model, workers: [1, 2, 4][place] ?? 8 },
      speedup: { estimate: value, low: value - 0.02, high: value + 0.02 },
    }));
  return {
    ...measured,
    cores: { ...measured.cores, proven },
    series: [...of('gil-threads', gil), ...of('free-threads', free)],
  };
}

test.each([
  [[1, 0.97, 0.96], [1, 1.93, 1.9], 'no-sooner', 'turns'],
  [[1, 0.8, 0.7], [1, 1.93, 1.9], 'slower', 'turns'],
  [[1, 1.4, 1.4], [1, 1.93, 1.9], 'sooner', null],
  [[1, 0.97, 0.96], [1, 1.02, 1], 'one-core', null],
] as const)('speed-ups of %j under the GIL and %j without it are told as "%s"', (gil, free, says, reason) => {
  for (const proven of [2, null]) {
    const finding = turns.find(curves(gil, free, proven), known);
    expect(finding).toMatchObject({ says, reason });
    expect(finding?.answer.kind === 'curve' && finding.answer.points.map(({ y }) => y.estimate)).toEqual(gil);
    expectFilled(text, 'turns', finding);
  }
});

test('it is told at the most threads that have a core each, and a curve of one model alone answers nothing', () => {
  const four = turns.find(curves([1, 0.97, 0.9], [1, 1.9, 3.7], 4), known);
  expect(four?.values).toMatchObject({ threads: '4', free: '3.70×' });
  expect(turns.find(curves([], [1, 1.9]), known)).toBeNull();
  expect(turns.find(curves([1, 0.97], []), known)).toBeNull();
});

const part = (id: string, low: number, high = low): MeasuredPart => {
  const about = { kind: 'measured', id, title: id, unit: '×', region: { above: 0.5 }, scale: 'ratio' } as const;
  return { ...about, estimate: { low, high, estimate: (low + high) / 2 }, samples: [low, high] };
};
const evidence = (parts: readonly MeasuredPart[], control: readonly MeasuredPart[]): Evidence => {
  return { parts, control, pictures: [], beside: [] };
};

test.each([
  [1.01, 1.01, 2, 'computing', 'lets-go'],
  [2, 2, 2, 'both', null],
  [1, 1, 1, 'neither', null],
  [1.5, 1.5, 1, 'sleeping', null],
  [0.9, 1.6, 2, 'between', null],
] as const)(
  'beside a sleeper %d–%d, beside one that computes %d is told as "%s"',
  (low, high, holding, says, reason) => {
    const found = evidence([part('beside-waiting', low, high)], [part('beside-holding', holding)]);
    const finding = neighbour.find(reportOfClaim('gil-released-on-wait', found), known);
    expect(finding).toMatchObject({ says, reason, answer: { kind: 'choice', id: says === 'between' ? null : says } });
    expectFilled(text, 'neighbour', finding);
  },
);

test.each([
  [1.02, 1.04, 'one-interval', 'asks'],
  [0.7, 1.1, 'near-interval', 'asks'],
  [0.2, 0.3, 'shorter', null],
  [4, 5, 'longer', 'asks'],
] as const)('delays of %d to %d intervals are told as "%s"', (low, high, says, reason) => {
  const found = evidence([part('interval-5', low, high), part('interval-20', 1.02)], [part('free', 0.01)]);
  const finding = convoy.find(reportOfClaim('gil-convoy', found), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'number', value: { low: low * 5, high: high * 5 } } });
  expectFilled(text, 'convoy', finding);
});

test('a claim that could not be tested answers nothing', () => {
  expect(neighbour.find(untestable('gil-released-on-wait', 'no threads'), known)).toBeNull();
  expect(convoy.find(untestable('gil-convoy', 'one thread at a time'), known)).toBeNull();
});

const inTurn = { model: 'main-thread', wallMs: 1000 } as const;
const threads = [
  { model: 'gil-threads', wallMs: 1020, workers: 2 },
  { model: 'gil-threads-released', wallMs: 540, workers: 2 },
  { model: 'free-threads', wallMs: 520, workers: 2 },
] as const;

test.each([
  [530, threads, 'all-ways'],
  [530, [], 'sooner'],
  [980, threads, 'same'],
  [1300, [], 'later'],
] as const)('processes of %d ms beside %j are told as "%s"', (wallMs, others, says) => {
  const race = raceOf([inTurn, ...others, { model: 'processes', wallMs, workers: 2 }]);
  const finding = waysOut.find(race, known);
  expect(finding).toMatchObject({ says, answer: { kind: 'number', value: { estimate: 1000 / wallMs } } });
  expectFilled(text, 'ways-out', finding);
});

test('processes that did not come to a right end answer nothing', () => {
  expect(waysOut.find(raceOf([inTurn, { model: 'processes', wallMs: 500, verified: false }]), known)).toBeNull();
});
