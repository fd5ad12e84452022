/** What lesson 1 reads from its races, whichever way they end. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/many-things/lesson.ts';
import text from '../../../src/lessons/course/many-things/text.md';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const waits = roundOf(lesson, 'waits', 'race');
const computing = roundOf(lesson, 'computing', 'race');
const atOnce = roundOf(lesson, 'at-once', 'race');
const pair = (inTurn: number, loop: number) =>
  raceOf([
    { model: 'main-thread', wallMs: inTurn },
    { model: 'event-loop', wallMs: loop },
  ]);

test.each([
  [1505, 301, 'one-wait'],
  [1505, 700, 'longer'],
] as const)('waits of %d ms in a row and %d together are told as "%s"', (inTurn, loop, says) => {
  const finding = waits.find(pair(inTurn, loop), known);
  expect(finding?.says).toBe(says);
  expect(finding?.answer).toEqual({ kind: 'number', value: { low: loop, high: loop, estimate: loop } });
  expectFilled(text, 'waits', finding);
});

test.each([
  [200, 205, 'same', 'one-thread'],
  [200, 100, 'sooner', null],
  [200, 300, 'later', null],
] as const)('computing for %d ms in a row and %d under the loop is "%s"', (inTurn, loop, says, reason) => {
  const finding = computing.find(pair(inTurn, loop), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'choice', id: says } });
  expectFilled(text, 'computing', finding);
});

test.each([
  [200, 105, 'sooner'],
  [200, 195, 'same'],
  [200, 300, 'later'],
] as const)('%d ms alone and %d with workers is "%s"', (inTurn, wallMs, says) => {
  for (const model of ['free-threads', 'process-executor'] as const) {
    const race = raceOf([
      { model: 'main-thread', wallMs: inTurn },
      { model, wallMs, workers: 2 },
    ]);
    const finding = atOnce.find(race, known);
    expect(finding?.says).toBe(says);
    expectFilled(text, 'at-once', finding);
  }
});

test('a play that did not come to a right end answers nothing', () => {
  const wrong = raceOf([
    { model: 'main-thread', wallMs: 200 },
    { model: 'event-loop', wallMs: 100, verified: false },
  ]);
  expect(waits.find(wrong, known)).toBeNull();
  expect(computing.find(wrong, known)).toBeNull();
  expect(atOnce.find(wrong, known)).toBeNull();
});
