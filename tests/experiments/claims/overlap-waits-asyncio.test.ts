import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim, { makespanInStretches } from '../../../src/experiments/claims/overlap-waits-asyncio.ts';
import type { Span } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

const STRETCH_MS = 50;
const busy = (tasks: number): Span[] =>
  Array.from({ length: tasks }, (_, at) => {
    return { lane: -1, task: at + 1, phase: 'running', start: at * STRETCH_MS, end: (at + 1) * STRETCH_MS };
  });

const world =
  (waits: (count: number, ms: number) => number, busyMs: (tasks: number) => number) =>
  ({ program, args: [count = 0, ms = 0] }: PlayWanted) =>
    program === 'crunch' ? { wallMs: busyMs(count), spans: busy(count) } : { wallMs: waits(count, ms) };

const inTurn = (tasks: number): number => tasks * STRETCH_MS;

test('it holds where sleeps overlap and computing does not', async () => {
  const play = world((count, ms) => ms + count * 0.005, inTurn);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'holds', reason: null });
});

test('it is refuted where every sleep waits for the one before', async () => {
  const play = world((count, ms) => count * ms, inTurn);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('a loop that takes long over each of thousands is no overlap either', async () => {
  const play = world((count, ms) => ms + count * 0.02, inTurn);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where even the busy ones overlap', async () => {
  const play = world(
    (_count, ms) => ms,
    () => STRETCH_MS,
  );
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'undecided' });
});

test('files that cannot be read leave the verdict alone', async () => {
  const waits = world((_count, ms) => ms, inTurn);
  const play = (wanted: PlayWanted) => {
    if (wanted.program === 'reads') throw new Error('offline');
    return waits(wanted);
  };
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'holds' });
});

test('the makespan is told in stretches of one task', () => {
  expect(makespanInStretches({ wallMs: 400, spans: busy(8) })).toBe(8);
});
