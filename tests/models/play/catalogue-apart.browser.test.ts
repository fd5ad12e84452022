/** Every program of the catalogue under executors and ranks: right by its own check, or refused with a sentence that says what is missing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotPlay, type Played } from '../../../src/models/play/play.ts';
import { programs, type Program } from '../../../src/programs/index.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { openRig, type Rig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';

/** As many as the programs have tasks that wait for each other, and a few for the rest. */
const WORKERS = 5;
const TASKS_SHARE = /share nothing|cannot spawn a task/;

const catalogue = await Promise.all(programs.ids.map((id) => programs.load(id)));

describe.each(['thread-executor', 'process-executor', 'ranks'] as const)('%s', (id) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(WORKERS + 1, 'mandelbrot', 4);
  });
  afterAll(() => rig.pool.close());

  function argsOf({ parameters }: Program): number[] {
    return parameters.map(({ unit, usual }) => (unit === 'items' ? rig.stage.work.items : usual));
  }

  function demandRight(program: Program, { output, result, ...played }: Played, args: number[]): void {
    const lines = linesOf({ output, result, ...played });
    const printout = { lines, result, args, order: 'overlapping', sharesCells: id === 'thread-executor' } as const;
    expect(program.check(printout)).toBe(null);
    if (!program.computes) return;
    const { page, items, pageOutput } = rig.stage.work;
    const bytes = output?.slice();
    computeRange(page, { start: 0, end: items });
    expect(bytes).toEqual(new Uint8Array(pageOutput));
  }

  test.each(catalogue)('$id', async (program) => {
    const args = argsOf(program);
    const workers = Math.max(WORKERS, program.threads?.(...args) ?? 0);
    const played = await play(rig.stage, id, program, { args, workers }).catch((reason: unknown) => reason);
    if (played instanceof CannotPlay) {
      expect(id).not.toBe('thread-executor');
      expect(played.message).toMatch(TASKS_SHARE);
    } else if (played instanceof Error) throw played;
    else demandRight(program, played as Played, args);
  });
});
