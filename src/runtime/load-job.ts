/**
 * Makes a job ready on this thread, in a memory that it has to itself or in the pool's.
 */
import type { Bytes } from '../base/units.ts';
import { privateJobPlan, type JobPlan } from '../memory/job-plan.ts';
import { exactMemory, PRIVATE_BYTES } from '../memory/pages.ts';
import { programs } from '../programs/index.ts';
import { instantiate, type Instance } from './instance.ts';
import { bytesOf, type JobSetup, type LoadedJob } from './job.ts';

/** Loads into a memory where the input stands already, as the pool's does. */
export async function loadAt(setup: JobSetup, instance: Instance, plan: JobPlan): Promise<LoadedJob> {
  const program = await programs.load(setup.program);
  const { memory, sync } = instance;
  return { setup, memory, plan, program, kernel: instance.kernel(setup.kernel), sync };
}

/** Loads a job into the memory that this thread has to itself, in place of the last one. */
export type PrivateLoader = (setup: JobSetup) => Promise<LoadedJob>;

/**
 * One memory a thread, replaced only where a job needs more: a browser reserves gigabytes of addresses for each, and
 * 64 workers with two each were refused. `shared` is the kind of memory that the module imports; nobody else
 * gets it either way. Loading rejects with `MemoryRefused`.
 */
export function privateLoader(module: WebAssembly.Module, shared: boolean): PrivateLoader {
  let kept: Instance | undefined;
  return async (setup) => {
    const planIn = (total: Bytes): JobPlan => privateJobPlan(total, bytesOf(setup));
    const { spare } = planIn(Number.MAX_SAFE_INTEGER);
    const need = spare.at + spare.bytes;
    if (!kept || kept.memory.buffer.byteLength < need) {
      kept = await instantiate(module, exactMemory(Math.max(need, PRIVATE_BYTES), shared));
    }
    const plan = planIn(kept.memory.buffer.byteLength);
    new Uint8Array(kept.memory.buffer, plan.input.at, plan.input.bytes).set(setup.input);
    return loadAt(setup, kept, plan);
  };
}
