/** What lesson 8 reads from its races, whoever is first. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/which-tool/lesson.ts';
import text from '../../../src/lessons/course/which-tool/text.md';
import type { ModelId } from '../../../src/models/index.ts';
import { expectFilled } from '../places.ts';
import { raceOf } from '../race-fixture.ts';
import { roundOf } from '../round-of.ts';

const known = { reported: 2, found: {} };
const rounds = {
  waits: roundOf(lesson, 'waits', 'race'),
  heavy: roundOf(lesson, 'heavy', 'race'),
  tiny: roundOf(lesson, 'tiny', 'race'),
};
const race = (makespans: Partial<Record<ModelId, number>>) =>
  raceOf(
    Object.entries(makespans).map(([model, wallMs]) => ({ model: model as ModelId, wallMs: wallMs ?? 0, workers: 2 })),
  );

test.each([
  ['waits', { 'event-loop': 105, 'thread-executor': 1650 }, 'loop', 'turns'],
  ['waits', { 'event-loop': 105, 'process-executor': 1650 }, 'loop', 'turns'],
  ['waits', { 'event-loop': 2000, 'thread-executor': 1650 }, 'pool', null],
  ['waits', { 'event-loop': 1600, 'thread-executor': 1650 }, 'same', null],
  ['heavy', { 'event-loop': 900, 'gil-threads': 930, 'free-threads': 470 }, 'cores', 'own-cores'],
  ['heavy', { 'event-loop': 900, processes: 470 }, 'cores', 'own-cores'],
  ['heavy', { 'event-loop': 900, 'gil-threads': 930, 'free-threads': 910 }, 'same', null],
  ['heavy', { 'event-loop': 700, 'gil-threads': 930, 'free-threads': 910 }, 'loop', null],
  ['heavy', { 'event-loop': 900, 'gil-threads': 600, 'free-threads': 910 }, 'turns', null],
  ['tiny', { 'main-thread': 2, 'thread-executor': 10 }, 'alone', 'handing-out'],
  ['tiny', { 'main-thread': 2, 'process-executor': 15 }, 'alone', 'handing-out'],
  ['tiny', { 'main-thread': 20, 'thread-executor': 10 }, 'pool', null],
  ['tiny', { 'main-thread': 10, 'thread-executor': 10 }, 'same', null],
] as const)('round "%s" with %o is answered "%s"', (id, makespans, says, reason) => {
  const round = rounds[id];
  const finding = round.find(race(makespans), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'choice', id: says } });
  expect(round.says).toContain(says);
  expectFilled(text, id, finding);
});

test('every answer is one that could be predicted', () => {
  for (const { id, says } of lesson.rounds)
    for (const answer of says) expect(text.lists[`${id}/options`]?.map((option) => option.id)).toContain(answer);
});

test('where one of both did not come to a right end there is no answer', () => {
  expect(rounds.waits.find(race({ 'event-loop': 105 }), known)).toBeNull();
  expect(rounds.heavy.find(race({ 'event-loop': 900, 'gil-threads': 930 }), known)).toBeNull();
  expect(rounds.tiny.find(race({ 'thread-executor': 10 }), known)).toBeNull();
});
