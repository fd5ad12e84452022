/** What a thread writes down of a task, and what becomes of it on a lane. On a clock that a test sets. */
import { expect, test } from 'vitest';
import { filledLane } from '../../../src/models/play/filled-lane.ts';
import { Diary } from '../../../src/trace/diary.ts';

test('between the phases that are named a task runs, stretches of one phase are one, and empty ones are none', () => {
  let at = 10;
  const diary = new Diary({ now: () => at }, 3);
  at = 14;
  diary.during('waiting-io', () => (at = 20));
  diary.during('waiting-lock', () => at);
  expect(() =>
    diary.during('waiting-lock', () => {
      at = 21;
      throw new Error('stopped');
    }),
  ).toThrowError('stopped');
  diary.add('copying', 25, 26);
  diary.add('copying', 26, 27);
  at = 30;
  expect(diary.close()).toBe(30);
  expect(diary.entries.map(({ task, phase, start, end }) => [task, phase, start, end])).toEqual([
    [3, 'running', 10, 14],
    [3, 'waiting-io', 14, 20],
    [3, 'waiting-lock', 20, 21],
    [3, 'running', 21, 25],
    [3, 'copying', 25, 27],
    [3, 'running', 27, 30],
  ]);
});

test('a lane is queued before its first task and idle between and after, and nothing is known of what comes', () => {
  const entries = [
    { task: 2, phase: 'running', start: 140, end: 150 },
    { task: 1, phase: 'running', start: 110, end: 120 },
  ] as const;
  const asked = { lane: 1, began: 100, wallMs: 60 };
  const told = (wallMs: number | null): unknown[] =>
    filledLane(entries, { ...asked, wallMs }).map(({ task, phase, start, end }) => [task, phase, start, end]);
  const known = [
    [-1, 'queued', 0, 10],
    [1, 'running', 10, 20],
    [-1, 'idle', 20, 40],
    [2, 'running', 40, 50],
  ];
  expect(told(null)).toEqual(known);
  expect(told(60)).toEqual([...known, [-1, 'idle', 50, 60]]);
  expect(filledLane([], asked)).toEqual([{ lane: 1, task: -1, phase: 'queued', start: 0, end: 60 }]);
});

test('what was before the start of the play is left out', () => {
  const before = { task: -1, phase: 'copying', start: 90, end: 105 } as const;
  expect(filledLane([before], { lane: 0, began: 100, wallMs: 5 })).toEqual([
    { lane: 0, task: -1, phase: 'copying', start: 0, end: 5 },
  ]);
});
