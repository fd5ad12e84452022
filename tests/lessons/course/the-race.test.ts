/** What lesson 5 reads from its runs, whichever way they end. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/the-race/lesson.ts';
import text from '../../../src/lessons/course/the-race/text.md';
import { contentionOf } from '../contention-fixture.ts';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const lost = roundOf(lesson, 'lost', 'race');
const price = roundOf(lesson, 'price', 'contention');
const queue = roundOf(lesson, 'queue', 'contention');

test.each([
  [21_808, 26_007, 'both-lose', 'overwritten'],
  [21_808, 40_000, 'free-lose', 'overwritten'],
  [40_000, 26_007, 'gil-loses', 'overwritten'],
  [40_000, 40_000, 'none-lost', null],
] as const)('%d of 40 000 by free threads and %d under the GIL is "%s"', (free, gil, says, reason) => {
  const race = raceOf([
    { model: 'free-threads', wallMs: 65, result: free },
    { model: 'gil-threads', wallMs: 100, result: gil },
  ]);
  const finding = lost.find(race, known);
  expect(finding).toMatchObject({ says, reason, answer: { value: { low: free, high: free, estimate: free } } });
  expectFilled(text, 'lost', finding);
});

test('a counter that shows what is impossible answers nothing', () => {
  const race = raceOf([
    { model: 'free-threads', wallMs: 65, result: 50_000, verified: false },
    { model: 'gil-threads', wallMs: 100, result: 40_000 },
  ]);
  expect(lost.find(race, known)).toBeNull();
});

const counting = (plain: number, atomic: number, locked: number) =>
  contentionOf([
    { way: 'references-plain-one', paces: { 1: plain } },
    { way: 'references-atomic-one', paces: { 1: atomic } },
    { way: 'references-locked-one', paces: { 1: locked } },
  ]);

test('a lock around each count is told in times of a count without one', () => {
  const finding = price.find(counting(600, 172, 87), known);
  expect(finding).toMatchObject({ says: 'dear', reason: 'settled' });
  const { answer, values } = finding ?? {};
  expect(answer?.kind === 'number' && answer.value.estimate).toBeCloseTo(600 / 87);
  // 87 million references a second are 174 million counts: each is taken and given back.
  expect(values).toMatchObject({ locked: '5.7\u202fns', plain: '0.83\u202fns', most: '174' });
  expectFilled(text, 'price', finding);
});

test('a lock that is nearly free is told so, and a way without a quiet window answers nothing', () => {
  const finding = price.find(counting(100, 95, 90), known);
  expect(finding).toMatchObject({ says: 'cheap', reason: null });
  expectFilled(text, 'price', finding);
  expect(price.find(contentionOf([{ way: 'references-plain-one', paces: { 1: 600 } }]), known)).toBeNull();
});

test.each([
  [60, 'fewer', 'fewer', 'turns', 0.02],
  [87, 'same', 'same', 'turns', 0.02],
  [160, 'more', 'more', null, 0.02],
  [87, 'undecided', null, null, 0.6],
] as const)('%d by two threads on one lock where one makes 87 is "%s"', (together, says, id, reason, spread) => {
  const finding = queue.find(
    contentionOf([
      { way: 'references-locked-one', paces: { 1: 87, 2: together }, spread },
      { way: 'references-atomic-one', paces: { 1: 172, 2: 70 } },
      { way: 'references-locked-own', paces: { 1: 87, 2: 165 } },
    ]),
    known,
  );
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'choice', id } });
  expect(finding?.values).toMatchObject({ threads: '2 threads', apart: '1.90×', checked: '6 times' });
  expectFilled(text, 'queue', finding);
});

test('what was too disturbed beside the shared lock is said, and the shared lock itself is asked again', () => {
  const alone = queue.find(contentionOf([{ way: 'references-locked-one', paces: { 1: 87, 2: 60 } }]), known);
  expect(alone?.values).toMatchObject({ apart: 'too disturbed to tell', atomic: 'too disturbed to tell' });
  const disturbed = queue.find(contentionOf([{ way: 'references-locked-own', paces: { 1: 87, 2: 165 } }]), known);
  expect(disturbed).toMatchObject({ says: 'disturbed', reason: null, answer: { kind: 'choice', id: null } });
  expectFilled(text, 'queue', disturbed);
  expect(queue.find({ ...contentionOf([]), rounds: 0 }, known)).toBeNull();
});

test('where one thread runs at a time, the question of more of them stays open', () => {
  const finding = queue.find(contentionOf([{ way: 'references-locked-one', paces: { 1: 87 } }]), known);
  expect(finding).toMatchObject({ says: 'alone', reason: null, answer: { kind: 'choice', id: null } });
  expectFilled(text, 'queue', finding);
});
