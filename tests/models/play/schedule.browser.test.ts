/** Who takes a task: whoever is free, or the worker to which it belongs from the start; and what becomes of those who wait for theirs. */
import { describe, expect, test } from 'vitest';
import { PlayStuck, type Played } from '../../../src/models/play/play.ts';
import type { Stage } from '../../../src/models/stage.ts';
import crunch from '../../../src/programs/crunch.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { keptRig, openRig } from '../rig.ts';
import { play } from './play-rig.ts';
import uneven, { WAITS_FOR_LATER } from './programs/uneven.ts';

const MODELS = ['free-threads', 'gil-threads', 'gil-threads-released', 'processes'] as const;
const SCHEDULES = ['dynamic', 'static'] as const;

let stage: Stage;
keptRig(
  () => openRig(2, 'mandelbrot', 4),
  (kept) => ({ stage } = kept),
);

const lanesOf = ({ tasks }: Played): number[] => tasks.slice(1).map(({ lane }) => lane);

describe.each(MODELS)('%s', (id) => {
  test.each([1, 2, 3])('with %i workers task k belongs to worker 1 + (k − 1) mod workers', async (workers) => {
    const played = await play(stage, id, uneven, { args: [7, 1], workers, settings: { schedule: 'static' } });
    expect(lanesOf(played)).toEqual(Array.from({ length: 7 }, (_, k) => 1 + (k % workers)));
    expect(played.result).toBe(7);
  });

  test('while one worker is at a long task, the others take the rest of all tasks, or only of their own', async () => {
    const free = await play(stage, id, uneven, { args: [5, 300] });
    const settled = await play(stage, id, uneven, { args: [5, 300], settings: { schedule: 'static' } });
    // The first is the long one.
    expect(lanesOf(settled)).toEqual([1, 2, 1, 2, 1]);
    const [long, ...others] = lanesOf(free);
    expect(new Set(others)).toEqual(new Set([long === 1 ? 2 : 1]));
  });

  test.each(SCHEDULES)('what is computed is the same: %s', async (schedule) => {
    const { page, items, pageOutput } = stage.work;
    computeRange(page, { start: 0, end: items });
    const expected = new Uint8Array(pageOutput);
    const { output } = await play(stage, id, crunch, { args: [9, items], settings: { schedule } });
    expect(output).toEqual(expected);
  });

  test('a task that waits for one behind it on its own worker is stuck, and so it is told; with the other schedule it is not', async () => {
    const asked = { args: [WAITS_FOR_LATER], workers: 2 };
    expect((await play(stage, id, uneven, asked)).result).toBe(3);
    const stuck: unknown = await play(stage, id, uneven, { ...asked, settings: { schedule: 'static' } }).catch(
      (reason: unknown) => reason,
    );
    expect(stuck).toBeInstanceOf(PlayStuck);
    expect((stuck as Error).message).toMatch(
      /task 1 \(waiter\) waits for the end of task 3; .*task 3 \(quick\) waits for worker 1, to which it belongs/,
    );
  });
});
