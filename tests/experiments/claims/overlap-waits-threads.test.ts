import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/overlap-waits-threads.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf } from './lab-double.ts';

const inTurn = ({ args: [waits = 0, ms = 0] }: PlayWanted) => ({ wallMs: waits * ms });
const overlapping = ({ model, args: [waits = 0, ms = 0] }: PlayWanted) => ({
  wallMs: model === 'main-thread' ? waits * ms : ms + 1,
});

test('it holds where the waits of threads overlap', async () => {
  expect(await saidOf(claim, { play: overlapping })).toMatchObject({ verdict: 'holds', reason: null });
});

test('it is refuted where threads wait one after the other', async () => {
  expect(await saidOf(claim, { play: inTurn })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where even the main thread waits for all at once: then the clock or the program is wrong', async () => {
  const { verdict, reason } = await saidOf(claim, { play: ({ args: [, ms = 0] }) => ({ wallMs: ms }) });
  expect(verdict).toBe('undecided');
  expect(reason).toContain('came out the same way');
});
