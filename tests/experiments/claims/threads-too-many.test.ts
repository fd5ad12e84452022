import { expect, test } from 'vitest';
import claim, { threadCounts } from '../../../src/experiments/claims/threads-too-many.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf, type World } from './lab-double.ts';

const turns = ({ args: [tasks = 1, ms = 1], workers }: PlayWanted) => ({ wallMs: Math.ceil(tasks / workers) * ms });
const waitsOverlap: World = { play: turns, more: { pool: { shared: null } } };

test('it holds where the speed-up stays what it is at the threads that run at once', async () => {
  expect(await saidOf(claim, { ...waitsOverlap, speedUp: () => 1.9 })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where more threads go on helping', async () => {
  const speedUp = ({ workers }: { workers: number }): number => workers;
  expect(await saidOf(claim, { ...waitsOverlap, speedUp })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where more threads do not even help with waits', async () => {
  const play = (): { wallMs: number } => ({ wallMs: 40 });
  expect(await saidOf(claim, { ...waitsOverlap, play, speedUp: () => 1.9 })).toMatchObject({ verdict: 'undecided' });
});

test('it asks for 2, 4 and 8 times the threads, 63 at the most, each number once', () => {
  expect(threadCounts(2)).toEqual([2, 4, 8, 16]);
  expect(threadCounts(12)).toEqual([12, 24, 48, 63]);
  expect(threadCounts(32)).toEqual([32, 63]);
});
