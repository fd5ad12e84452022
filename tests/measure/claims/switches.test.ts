import { expect, test } from 'vitest';
import { switchesOf } from '../../../src/measure/claims/switches.ts';
import type { Phase, Span } from '../../../src/trace/span.ts';

const span = (task: number, phase: Phase, start: number, end: number): Span => {
  return { lane: 0, task, phase, start, end };
};

test('a task that waits next has given up its turn, and so has one that ended', () => {
  const spans = [
    span(1, 'running', 0, 2),
    span(1, 'waiting-io', 2, 9),
    span(2, 'running', 2, 4),
    span(3, 'running', 4, 5),
  ];
  expect(switchesOf(spans)).toEqual([
    { at: 2, from: 1, to: 2, left: 'waiting-io', gaveUp: true },
    { at: 4, from: 2, to: 3, left: null, gaveUp: true },
  ]);
});

test('a task that has to have the lock again to go on, or simply goes on later, was in the middle', () => {
  const byGil = [span(1, 'running', 0, 5), span(1, 'waiting-gil', 5, 10), span(2, 'running', 5, 10)];
  expect(switchesOf(byGil)).toMatchObject([{ from: 1, to: 2, gaveUp: false }]);
  const slicedUp = [span(1, 'running', 0, 5), span(2, 'running', 5, 10), span(1, 'running', 10, 12)];
  expect(switchesOf(slicedUp).map(({ gaveUp }) => gaveUp)).toEqual([false, true]);
});

test('to be kept off the processor is no switch and says nothing about how a task was left', () => {
  const spans = [
    span(1, 'running', 0, 2),
    span(1, 'preempted', 2, 3),
    span(1, 'running', 3, 4),
    span(1, 'preempted', 4, 5),
    span(1, 'idle', 5, 9),
    span(2, 'running', 5, 6),
  ];
  expect(switchesOf(spans)).toEqual([{ at: 5, from: 1, to: 2, left: 'idle', gaveUp: true }]);
});

test('spans may come in any order, and those of no task are nobody’s', () => {
  const spans = [span(2, 'running', 5, 6), span(-1, 'running', 3, 4), span(1, 'running', 0, 2)];
  expect(switchesOf(spans)).toMatchObject([{ at: 5, from: 1, to: 2 }]);
  expect(switchesOf([])).toEqual([]);
});
