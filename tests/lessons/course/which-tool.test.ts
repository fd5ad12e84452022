/** What lesson 8 reads from its races, whoever wins; and the table in its last round. */
import { describe, expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/which-tool/lesson.ts';
import text from '../../../src/lessons/course/which-tool/text.md';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const waited = (loop: number, threads: number, processes: number) =>
  raceOf([
    { model: 'event-loop', wallMs: loop },
    { model: 'thread-executor', wallMs: threads, workers: 16 },
    { model: 'process-executor', wallMs: processes, workers: 16 },
  ]);
const computed = (loop: number, gil: number, free: number, processes: number) =>
  raceOf([
    { model: 'event-loop', wallMs: loop },
    { model: 'gil-threads', wallMs: gil, workers: 2 },
    { model: 'free-threads', wallMs: free, workers: 2 },
    { model: 'processes', wallMs: processes, workers: 2 },
  ]);

describe.each(['many', 'few'] as const)('of the waits of round %s', (id) => {
  const round = roundOf(lesson, id, 'race');
  test.each([
    [102, 810, 830, 'loop'],
    [102, 104, 106, 'any'],
    [300, 102, 103, 'pool'],
    [300, 500, 102, 'pool'],
    [102, 104, 500, 'any'],
  ] as const)('%d ms, %d and %d are won by: %s', (loop, threads, processes, winner) => {
    const finding = round.find(waited(loop, threads, processes), known);
    expect(finding?.answer).toEqual({ kind: 'choice', id: winner });
    expect(finding?.says).toBe(winner === (id === 'many' ? 'loop' : 'any') ? 'as-taught' : 'otherwise');
    expectFilled(text, id, finding);
  });
});

describe.each(['heavy', 'mixed'] as const)('of the computing of round %s', (id) => {
  const round = roundOf(lesson, id, 'race');
  test.each([
    [200, 205, 105, 120, 'parallel', 'as-taught'],
    [200, 205, 300, 105, 'parallel', 'as-taught'],
    [200, 205, 198, 202, 'any', 'otherwise'],
    [100, 205, 198, 202, 'loop', 'otherwise'],
    [200, 120, 300, 400, 'gil', 'otherwise'],
    [110, 300, 105, 120, null, 'undecided'],
  ] as const)('%d ms, %d, %d and %d are won by: %s', (loop, gil, free, processes, winner, says) => {
    const finding = round.find(computed(loop, gil, free, processes), known);
    expect(finding?.answer).toEqual({ kind: 'choice', id: winner });
    expect(finding?.says).toBe(says);
    expect(finding?.reason === null).toBe(says !== 'as-taught');
    expectFilled(text, id, finding);
  });
});

test('the table tells what the rounds before it found, and which were passed over', () => {
  const many = roundOf(lesson, 'many', 'race').find(waited(102, 810, 830), known);
  const mixed = roundOf(lesson, 'mixed', 'race');
  const report = computed(200, 205, 105, 120);
  expect(mixed.find(report, { ...known, found: many ? { many } : {} })?.values).toMatchObject({
    many: 'event loop',
    few: 'not run',
    heavy: 'not run',
    winner: 'free threads or processes',
  });
});

test('where only one tool came to a right end, nothing is found', () => {
  const alone = raceOf([
    { model: 'event-loop', wallMs: 100 },
    { model: 'thread-executor', wallMs: 90, verified: false },
  ]);
  expect(roundOf(lesson, 'many', 'race').find(alone, known)).toBeNull();
});
