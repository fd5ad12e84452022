import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim from '../../../src/experiments/claims/concurrency-without-parallelism.ts';
import type { Played, TaskTime } from '../../../src/models/play/play.ts';
import type { Span } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

/** Two tasks, the second of which begins `at` ms after the first, each computing for 10 ms; both last to the end. */
function two(at: number, lives: 'overlapping' | 'in turn' = 'overlapping'): Partial<Played> {
  const starts = [0, at];
  const spans = starts.map((start, place): Span => {
    return { lane: place, task: place + 1, phase: 'running', start, end: start + 10 };
  });
  const tasks = spans.map(({ task, start, end }): TaskTime => {
    const life = lives === 'overlapping' ? { start: 0, end: at + 10 } : { start, end };
    return { task, body: 'task', lane: task, spawned: 0, ...life };
  });
  return { wallMs: at + 10, spans, tasks };
}

const world =
  (turns: Partial<Played>, free: Partial<Played>) =>
  ({ model }: PlayWanted) =>
    model === 'free-threads' ? free : turns;

test('it holds where two are in progress and take turns, and free threads execute at once', async () => {
  expect(await saidOf(claim, { play: world(two(10), two(2)) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where two execute at once', async () => {
  expect(await saidOf(claim, { play: world(two(9), two(2)) })).toMatchObject({ verdict: 'refuted' });
});

test('one after the other is no concurrency: it is refuted', async () => {
  expect(await saidOf(claim, { play: world(two(10, 'in turn'), two(2)) })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where not even free threads execute at once', async () => {
  expect(await saidOf(claim, { play: () => two(10) })).toMatchObject({ verdict: 'undecided' });
});
