/** A play that was given up leaves no stop behind: whoever plays next on the same workers waits as long as its tasks say. */
import { expect, test } from 'vitest';
import { PlayOverdue } from '../../../src/models/play/play.ts';
import type { Stage } from '../../../src/models/stage.ts';
import { programs } from '../../../src/programs/index.ts';
import { keptRig, openRig } from '../rig.ts';
import { play } from './play-rig.ts';

let stage: Stage;
keptRig(
  () => openRig(2, 'mandelbrot', 4),
  (kept) => ({ stage } = kept),
);

const waits = await programs.load('waits');
const GIVEN_UP = { args: [2, 5_000], limitMs: 30 };

test.each([
  ['free-threads', 'process-executor'],
  ['thread-executor', 'process-executor'],
  ['process-executor', 'thread-executor'],
  ['process-executor', 'free-threads'],
] as const)('%s given up, then %s', async (first, next) => {
  await expect(play(stage, first, waits, GIVEN_UP)).rejects.toBeInstanceOf(PlayOverdue);
  const played = await play(stage, next, waits, { args: [3, 20] });
  expect(played.result).toBe(3);
  expect(played.wallMs).toBeGreaterThan(19);
});
