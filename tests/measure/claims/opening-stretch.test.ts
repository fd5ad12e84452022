import { expect, test } from 'vitest';
import { openingStretch } from '../../../src/measure/claims/opening-stretch.ts';
import type { Played } from '../../../src/models/play/play.ts';

const PLAYED: Played = {
  wallMs: 100,
  spans: [
    { lane: 0, task: 1, phase: 'running', start: 0, end: 30 },
    { lane: 0, task: 1, phase: 'running', start: 30, end: 60 },
    { lane: 0, task: 2, phase: 'running', start: 60, end: 90 },
  ],
  tasks: [
    { task: 0, body: 'main', lane: 0, spawned: 0, start: 0, end: 100 },
    { task: 1, body: 'one', lane: 0, spawned: 1, start: 60, end: 90 },
    { task: 2, body: 'two', lane: 0, spawned: 70, start: 71, end: 72 },
  ],
  printed: [{ at: 10, task: 0, text: 'early' }],
  result: 1,
  output: null,
  lostSpans: 0,
};

test('what lies beyond is gone, what reaches over is cut, and who has not begun or ended by then has not', () => {
  const opening = openingStretch(PLAYED, 50);
  expect(opening.wallMs).toBe(50);
  expect(opening.spans.map(({ start, end }) => [start, end])).toEqual([
    [0, 30],
    [30, 50],
  ]);
  expect(opening.tasks.map(({ start, end }) => [start, end])).toEqual([
    [0, null],
    [null, null],
  ]);
});

test('a short play stays as it is', () => {
  expect(openingStretch(PLAYED, 100)).toBe(PLAYED);
});
