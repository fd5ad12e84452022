import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-released-on-wait.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf } from './lab-double.ts';

/** An item takes 0.025 ms alone; beside a thread that waits, and beside one that computes, so many times that. */
const world = (waiting: number, holding: number) => ({
  play({ program, args, workers }: PlayWanted) {
    const body = program === 'convoy' ? 'long' : 'chunk';
    const items = program === 'convoy' ? (args[0] ?? 0) - 1 : (args[1] ?? 0) / workers;
    const factor = program === 'convoy' ? waiting : workers > 1 ? holding : 1;
    return { tasks: [{ task: 1, body, lane: 1, spawned: 0, start: 0, end: items * 0.025 * factor }] };
  },
});

test('it holds where a thread that waits costs nothing', async () => {
  expect(await saidOf(claim, world(1.01, 2))).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where it keeps the GIL while it waits', async () => {
  expect(await saidOf(claim, world(2, 2))).toMatchObject({ verdict: 'refuted' });
});

test('where even a thread that computes costs nothing, it shows nothing', async () => {
  expect(await saidOf(claim, world(1, 1))).toMatchObject({ verdict: 'undecided' });
});
