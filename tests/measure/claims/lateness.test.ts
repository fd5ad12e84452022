import { expect, test } from 'vitest';
import { latenessBySlice, slicesOf } from '../../../src/measure/claims/lateness.ts';
import type { Phase, Span } from '../../../src/trace/span.ts';

const HOG = 1;
const TIMER = 2;
const beside = { hog: HOG, timer: TIMER, periodMs: 2, restMs: 7 };
const span = (task: number, phase: Phase, start: number, end: number): Span => {
  return { lane: task, task, phase, start, end };
};

test('stretches of the hog with less than a rest between them are one slice', () => {
  const spans = [span(HOG, 'running', 0, 5), span(HOG, 'running', 6, 11), span(HOG, 'running', 20, 25)];
  expect(slicesOf(spans, beside)).toEqual([
    { start: 0, end: 11 },
    { start: 20, end: 25 },
  ]);
});

test('a sleep that began before a slice and ended after it is late by nearly the whole slice', () => {
  const spans = [span(HOG, 'running', 10, 50), span(TIMER, 'waiting-io', 9, 51), span(TIMER, 'waiting-io', 51, 53)];
  expect(latenessBySlice(spans, beside)).toEqual([(51 - 11) / 40]);
});

test('the wait for the GIL after a sleep is lateness as well, and the largest counts', () => {
  const spans = [
    span(HOG, 'running', 10, 50),
    span(TIMER, 'waiting-io', 11, 13),
    span(TIMER, 'waiting-gil', 13, 18),
    span(TIMER, 'waiting-io', 20, 22),
  ];
  expect(latenessBySlice(spans, beside)).toEqual([5 / 40]);
});

test('a timer that sleeps elsewhere, or is on time, is not late', () => {
  const spans = [span(HOG, 'running', 10, 50), span(TIMER, 'waiting-io', 0, 9), span(TIMER, 'waiting-io', 60, 70)];
  expect(latenessBySlice(spans, beside)).toEqual([0]);
});
