import { expect, test } from 'vitest';
import { atOnce } from '../../../src/measure/claims/at-once.ts';
import type { TaskTime } from '../../../src/models/play/play.ts';
import type { Phase, Span } from '../../../src/trace/span.ts';

const life = (task: number, start: number | null, end: number | null): TaskTime => {
  return { task, body: 'task', lane: task, spawned: 0, start, end };
};
const span = (task: number, start: number, end: number, phase: Phase = 'running'): Span => {
  return { lane: task, task, phase, start, end };
};

test('two lives that overlap are two in progress, two stretches of computing in turn are one that executes', () => {
  const tasks = [life(0, 0, 9), life(1, 0, 9), life(2, 1, 8)];
  const spans = [span(1, 0, 4), span(2, 4, 8), span(1, 8, 9)];
  expect(atOnce({ tasks, spans, wallMs: 9 }, 0.01)).toEqual({ inProgress: 2, executing: 1 });
});

test('two stretches that overlap by more than the clocks can disagree execute at once, by less they do not', () => {
  const tasks = [life(1, 0, 9), life(2, 0, 9)];
  const overlapping = (ms: number) => atOnce({ tasks, spans: [span(1, 0, 4 + ms), span(2, 4, 8)], wallMs: 9 }, 0.01);
  expect(overlapping(0.02).executing).toBe(2);
  expect(overlapping(0.01).executing).toBe(1);
});

test('main counts for nothing, nor does what only waits; a task that has not ended lasts to the end', () => {
  const tasks = [life(0, 0, 9), life(1, 0, null), life(2, null, null)];
  const spans = [span(0, 0, 9), span(1, 0, 9, 'waiting-io'), span(1, 2, 3, 'released')];
  expect(atOnce({ tasks, spans, wallMs: 9 }, 0)).toEqual({ inProgress: 1, executing: 1 });
  expect(atOnce({ tasks: [], spans: [], wallMs: 0 }, 0)).toEqual({ inProgress: 0, executing: 0 });
});
