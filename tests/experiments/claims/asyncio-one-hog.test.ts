import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim, { latenessIn } from '../../../src/experiments/claims/asyncio-one-hog.ts';
import type { Played, TaskTime } from '../../../src/models/play/play.ts';
import type { Span } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

const tasks: TaskTime[] = ['main', 'hog'].map((body, task) => {
  return { task, body, lane: -1, spawned: 0, start: 0, end: null };
});

/** 20 slices of 40 ms, in each of which the timer, due at its beginning, wakes up `lateMs` later. */
function played(lateMs: number): Partial<Played> {
  const spans = Array.from({ length: 20 }, (_, slice): Span[] => {
    const start = slice * 60;
    return [
      { lane: -1, task: 1, phase: 'running', start, end: start + 40 },
      { lane: -1, task: 0, phase: 'waiting-io', start: start - 1, end: start + 1 + lateMs },
    ];
  });
  return { wallMs: 20 * 60, tasks, spans: spans.flat() };
}

const world =
  (held: number, yielding: number) =>
  ({ args }: PlayWanted) =>
    played(args[4] === 1 ? held : yielding);

test('it holds where the timer is late by the whole slice, and by 5 ms where turns are given up', async () => {
  expect(await saidOf(claim, { play: world(39, 5) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where somebody takes the thread away from the hog', async () => {
  expect(await saidOf(claim, { play: world(6, 5) })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where giving up turns does not help', async () => {
  expect(await saidOf(claim, { play: world(39, 39) })).toMatchObject({ verdict: 'undecided' });
});

test('lateness is a fraction of the slice, one a slice', () => {
  expect(latenessIn(played(20) as Played)).toEqual(new Array(20).fill(0.5));
});
