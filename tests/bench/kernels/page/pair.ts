/**
 * One kernel on one and on two workers that share a memory, by the lab's own free threads: how long a run of the whole takes,
 * from its submission to its last worker. Compares with nobody.
 */
import type { Milliseconds } from '../../../../src/base/units.ts';
import { kernels } from '../../../../src/kernels/index.ts';
import { models } from '../../../../src/models/index.ts';
import { openRig, type Rig } from '../../../models/rig.ts';
import type { Work } from '../work.ts';

const WORKERS = 2;

let open: Rig | undefined;

function opened(): Rig {
  if (!open) throw new Error('no workers: call open first');
  return open;
}

export const pair = {
  async open({ id, size, slice, steps }: Work): Promise<void> {
    await pair.close();
    open = await openRig(WORKERS, id, slice);
    const kernel = await kernels.load(id);
    await open.stage.load({ kernel, program: 'crunch', size, steps, chunkItems: slice, isolated: false });
  },

  async time(workers: number, repeats: number): Promise<Milliseconds[]> {
    const { stage } = opened();
    const threads = await models.load('free-threads');
    const times: Milliseconds[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      await threads.prepare(stage, workers);
      times.push((await threads.run(stage, workers, new AbortController().signal)).wallMs);
    }
    return times;
  },

  /** What is wrong with the output of the last run. */
  fault(): string | undefined {
    const { work } = opened().stage;
    if (!work.sharedOutput) return 'the workers share no memory';
    return work.kernel.fault(work.sharedOutput.slice(), work.input, work.size);
  },

  async close(): Promise<void> {
    await open?.pool.close();
    open = undefined;
  },
};
