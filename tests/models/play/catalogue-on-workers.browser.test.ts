/** Every program of the catalogue, played by workers under each model that does so: what it prints, returns and computes is right. */
import { describe, expect, test } from 'vitest';
import { programs, type Program } from '../../../src/programs/index.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { keptRig, openRig, type Rig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';

const MODELS = ['free-threads', 'gil-threads', 'gil-threads-released', 'processes'] as const;

let rig: Rig;
keptRig(
  () => openRig(2, 'mandelbrot', 4),
  (kept) => (rig = kept),
);

function usualArgs({ parameters }: Program, items: number): number[] {
  return parameters.map(({ unit, usual }) => (unit === 'items' ? items : usual));
}

function pageBytes(): Uint8Array {
  const { page, items, pageOutput } = rig.stage.work;
  computeRange(page, { start: 0, end: items });
  return new Uint8Array(pageOutput);
}

describe.each(MODELS)('%s', (id) => {
  test.each(programs.ids)('plays %s', async (programId) => {
    const program = await programs.load(programId);
    const { stage } = rig;
    const args = usualArgs(program, stage.work.items);
    const workers = program.threads?.(...args) ?? 2;
    const expected = program.computes ? pageBytes() : null;
    const played = await play(stage, id, program, { args, workers });
    const sharesCells = id !== 'processes';
    const printout = {
      lines: linesOf(played),
      result: played.result,
      args,
      order: 'overlapping' as const,
      sharesCells,
    };
    expect(program.check(printout)).toBe(null);
    expect(played.output).toEqual(expected);
    expect(played.lostSpans).toBe(0);
  });
});
