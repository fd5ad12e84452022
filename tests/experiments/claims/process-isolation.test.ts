import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim, { foundIn } from '../../../src/experiments/claims/process-isolation.ts';
import { saidOf } from './lab-double.ts';

const played = (task: number, starter: number) => ({
  printed: [{ at: 0, task: 0, text: `The task left ${task}, its starter finds ${starter}` }],
  result: starter,
});

const apart = ({ model }: PlayWanted) => played(100, model === 'process-executor' ? 0 : 100);

test('it holds where a process changes a copy and a thread the thing itself', async () => {
  expect(await saidOf(claim, { play: apart })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where one process reaches its starter once', async () => {
  let plays = 0;
  const leaking = (wanted: PlayWanted) => (++plays === 17 ? played(100, 100) : apart(wanted));
  expect(await saidOf(claim, { play: leaking })).toMatchObject({ verdict: 'refuted' });
});

test('a process that does nothing has not shown that it is apart', async () => {
  const idle = ({ model }: PlayWanted) => (model === 'process-executor' ? played(0, 0) : played(100, 100));
  expect(await saidOf(claim, { play: idle })).toMatchObject({ verdict: 'refuted' });
});

test('where both share one memory the control says that the two cannot be told apart', async () => {
  const { verdict, reason } = await saidOf(claim, { play: () => played(100, 100) });
  expect(verdict).toBe('undecided');
  expect(reason).toContain('control');
});

test('a program that printed something else is no answer', () => {
  expect(() => foundIn({ printed: [], result: 0 })).toThrow('did not say');
});
