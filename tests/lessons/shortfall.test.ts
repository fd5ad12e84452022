/** Why a run answered nothing, as its report says it. */
import { expect, test } from 'vitest';
import { shortfallOf } from '../../src/lessons/experiment.ts';
import { untestable } from './claims-fixture.ts';
import { raceOf } from './race-fixture.ts';

test('a claim or a play that says what stood in its way is quoted', () => {
  expect(shortfallOf(untestable('gil-convoy', 'One thread at a time runs here.'))).toBe(
    'One thread at a time runs here.',
  );
  const race = raceOf([{ model: 'main-thread', wallMs: 1 }]);
  const [entry] = race.entries;
  const unable = entry && { ...entry, state: 'unable' as const, reason: 'The browser gave this page no workers.' };
  expect(shortfallOf({ ...race, entries: unable ? [unable] : [] })).toBe('The browser gave this page no workers.');
});

test('where no part says anything it is what the run says, or nothing', () => {
  const race = raceOf([{ model: 'main-thread', wallMs: 1 }]);
  expect(shortfallOf({ ...race, failure: 'All workers were lost.' })).toBe('All workers were lost.');
  expect(shortfallOf(race)).toBeNull();
});
