import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim, { inTheMiddle } from '../../../src/experiments/claims/preemptive-vs-cooperative.ts';
import type { Played } from '../../../src/models/play/play.ts';
import type { Phase } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

/** A switch from a task that goes into `phase` to another. */
function left(phase: Phase): Partial<Played> {
  return {
    spans: [
      { lane: 1, task: 1, phase: 'running', start: 0, end: 5 },
      { lane: 1, task: 1, phase, start: 5, end: 10 },
      { lane: 2, task: 2, phase: 'running', start: 5, end: 10 },
    ],
  };
}
const [yielded, cut] = [left('waiting-io'), left('waiting-gil')];
const isAsked = ({ model, settings }: PlayWanted): boolean => model === 'gil-threads' && !settings;

test('it holds where only threads are cut in the middle, and only while they are asked', async () => {
  expect(await saidOf(claim, { play: (wanted) => (isAsked(wanted) ? cut : yielded) })).toMatchObject({
    verdict: 'holds',
  });
});

test('it is refuted where threads switch at waits only', async () => {
  expect(await saidOf(claim, { play: () => yielded })).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where a coroutine is cut in the middle', async () => {
  const play = (wanted: PlayWanted) => (isAsked(wanted) || wanted.model === 'event-loop' ? cut : yielded);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where threads are cut although nobody asks them to', async () => {
  const play = ({ model }: PlayWanted) => (model === 'event-loop' ? yielded : cut);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'undecided' });
});

test('a switch in the middle is told with its moment', () => {
  const line = inTheMiddle({ at: 5, from: 1, to: 2, left: 'waiting-gil', gaveUp: false });
  expect(line).toBe('at 5.00 ms from task 1, which was computing, to task 2');
});
