/**
 * Makes a job ready on this thread, in a memory that it has to itself or in the pool's.
 */
import type { Bytes } from '../base/units.ts';
import { privateJobPlan, type JobPlan } from '../memory/job-plan.ts';
import { exactMemory } from '../memory/pages.ts';
import { programs } from '../programs/index.ts';
import { instantiate, type Instance } from './instance.ts';
import type { JobSetup, LoadedJob } from './job.ts';

const PLAN_SLACK: Bytes = 4_096;

/** Loads into a memory where the input stands already, as the pool's does. */
export async function loadAt(setup: JobSetup, instance: Instance, plan: JobPlan): Promise<LoadedJob> {
  const program = await programs.load(setup.program);
  return { setup, memory: instance.memory, plan, program, kernel: instance.kernel(setup.kernel) };
}

/**
 * Loads into a new memory of exactly the size the job needs. `shared` is the kind of memory that the module
 * imports; nobody else gets it either way. Throws where the browser refuses the memory.
 */
export async function loadPrivate(setup: JobSetup, module: WebAssembly.Module, shared: boolean): Promise<LoadedJob> {
  const outputBytes = setup.items * setup.itemBytes;
  const need = privateJobPlan(Number.MAX_SAFE_INTEGER, setup.input.byteLength, outputBytes);
  const memory = exactMemory(need.output.at + outputBytes + PLAN_SLACK, shared);
  const plan = privateJobPlan(memory.buffer.byteLength, setup.input.byteLength, outputBytes);
  new Uint8Array(memory.buffer, plan.input.at, plan.input.bytes).set(setup.input);
  return loadAt(setup, await instantiate(module, memory), plan);
}
