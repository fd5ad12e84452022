/** Holds, forced switches and late answers as they are read from spans that were recorded. */
import { expect, test } from 'vitest';
import { answered, contendedHolds, forcedSwitches, laneOf } from '../../../src/experiments/claim-lab/gil-spans.ts';
import type { Phase, Span } from '../../../src/trace/span.ts';

/** One stretch after the other on lane 1, of task 1. */
function lane(...stretches: readonly (readonly [Phase, number])[]): { readonly spans: readonly Span[] } {
  let at = 0;
  const spans = stretches.map(([phase, ms]) => ({ lane: 1, task: 1, phase, start: at, end: (at += ms) }));
  return { spans };
}

test('a hold lasts from the end of one wait for the GIL to the beginning of the next', () => {
  const played = lane(['running', 9], ['waiting-gil', 5], ['running', 5.1], ['waiting-gil', 5], ['running', 3]);
  expect(contendedHolds(played, 1).map((hold) => Math.round(hold * 10) / 10)).toEqual([5.1]);
  expect(forcedSwitches(played, 1)).toBe(2);
});

test('who is kept off its processor goes on holding the GIL', () => {
  const played = lane(
    ...([
      ['waiting-gil', 5],
      ['running', 2],
      ['preempted', 4],
      ['running', 1],
      ['waiting-gil', 5],
    ] as const),
  );
  expect(contendedHolds(played, 1)).toEqual([7]);
});

test('a thread that gave the GIL up for a wait was not made to', () => {
  const played = lane(['waiting-gil', 1], ['running', 2], ['waiting-io', 1], ['waiting-gil', 5], ['running', 1]);
  expect(contendedHolds(played, 1)).toEqual([]);
  expect(forcedSwitches(played, 1)).toBe(0);
});

test('of another lane nothing is told', () => {
  const played = lane(['waiting-gil', 5], ['running', 5], ['waiting-gil', 5]);
  expect(contendedHolds(played, 2)).toEqual([]);
});

test('an answer is late by all that passed between its being due and the thread’s running', () => {
  const played = lane(['running', 1], ['waiting-io', 2], ['waiting-gil', 5], ['running', 1], ['waiting-io', 2]);
  expect(answered(played, 1, 1.5)).toEqual([{ due: 2.5, lateMs: 5.5 }]);
});

test('the lane of a task is found by the name of its body', () => {
  const task = { task: 3, body: 'short', lane: 2, spawned: 0, start: 0, end: 1 };
  expect(laneOf({ tasks: [task] }, 'short')).toBe(2);
  expect(laneOf({ tasks: [task] }, 'long')).toBeNaN();
});
