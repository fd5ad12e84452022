/** What lesson 3 reads from its runs, whichever way they end. */
import { expect, test } from 'vitest';
import { evidenceOf } from '../../../src/experiments/claims/asyncio-many-waits.ts';
import lesson from '../../../src/lessons/course/waiting/lesson.ts';
import text from '../../../src/lessons/course/waiting/text.md';
import type { Evidence, MeasuredPart } from '../../../src/measure/claims/claim-report.ts';
import { reportOfClaim, untestable } from '../claims-fixture.ts';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const sleepers = roundOf(lesson, 'sleepers', 'race');
const price = roundOf(lesson, 'price', 'claims');
const hog = roundOf(lesson, 'hog', 'claims');

test.each([
  ['free-threads', 103, 'one-wait'],
  ['process-executor', 103, 'one-wait'],
  ['free-threads', 800, 'longer'],
] as const)('sleepers as %s that take %d ms are told as "%s"', (model, wallMs, says) => {
  const about = { program: { id: 'waits', title: 'wait only', args: [16, 100] } };
  const race = raceOf(
    [
      { model: 'event-loop', wallMs: 102 },
      { model, wallMs },
    ],
    about,
  );
  const finding = sleepers.find(race, known);
  expect(finding).toMatchObject({ says, answer: { kind: 'number', value: { estimate: wallMs } } });
  expectFilled(text, 'sleepers', finding);
  expect(sleepers.find(raceOf([{ model, wallMs }], about), known)).toBeNull();
});

test('there are more sleepers than cores, as long as a page can start them', () => {
  const tasks = [1, 2, 4, 8, 16, 30, 128].map((reported) =>
    Number(sleepers.values?.({ reported, found: {} })['tasks']),
  );
  expect(tasks).toEqual([16, 16, 16, 24, 48, 60, 60]);
});

/** Milliseconds a task, in each of five rounds: 32 threads that have to be started, and 32 coroutines. */
function prices(cold: readonly number[], loop: number) {
  const five = (ms: number): number[] => cold.map(() => ms);
  const loops = new Map([
    [32, five(loop)],
    [100_000, [0.005]],
  ]);
  const warm = { threads: five(0.1), loop: five(0.2) };
  return reportOfClaim(
    'asyncio-many-waits',
    evidenceOf({ cold: new Map([[32, cold]]), loop: loops, warm }, 192_000, 7),
  );
}

test.each([
  [[8, 8, 8, 8, 8], 0.004, 'hundreds', 'made'],
  [[0.11, 0.11, 0.11, 0.11, 0.11], 0.011, 'tens', 'made'],
  [[0.01, 0.01, 0.01, 0.01, 0.01], 0.01, 'alike', null],
  [[0.2, 0.2, 1, 2, 2], 0.01, 'between', 'made'],
] as const)('threads at %j ms and coroutines at %d are told as "%s"', (cold, loop, says, reason) => {
  const finding = price.find(prices(cold, loop), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'choice', id: says === 'between' ? null : says } });
  expectFilled(text, 'price', finding);
  expect(finding?.values).toMatchObject({ threads: '32', crowdCost: '5.0\u202fµs' });
});

function lateness(held: number, yielding: number) {
  const part = (id: string, value: number): MeasuredPart => {
    const about = { kind: 'measured', id, title: id, unit: '×', region: { above: 0.8 }, scale: 'ratio' } as const;
    return { ...about, estimate: { low: value, high: value, estimate: value }, samples: [value] };
  };
  const evidence: Evidence = {
    ...{ parts: [part('held', held)], control: [part('yielding', yielding)] },
    ...{ pictures: [], beside: [] },
  };
  return reportOfClaim('asyncio-one-hog', evidence);
}

test.each([
  [0.95, 'whole-slice', 'nobody-takes'],
  [0.4, 'less', null],
] as const)('a timer that is late by %d of a slice is told as "%s"', (held, says, reason) => {
  const finding = hog.find(lateness(held, 0.33), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'number', value: { estimate: held * 40 } } });
  expectFilled(text, 'hog', finding);
});

test('a claim that could not be tested answers nothing', () => {
  expect(price.find(untestable('asyncio-many-waits', 'no threads'), known)).toBeNull();
  expect(hog.find(untestable('asyncio-one-hog', 'no slice'), known)).toBeNull();
  expect(hog.find(prices([8], 0.004), known)).toBeNull();
});
