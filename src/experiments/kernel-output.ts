/**
 * What a kernel computes at one size, for a picture of it: computed on the page in the build that the lab uses, checked, and handed over as
 * bytes. One memory for all of them. Times nothing.
 */
import { kernels, stepsOf } from '../kernels/index.ts';
import { jobSetup } from '../models/stage.ts';
import { Pool } from '../pool/pool.ts';
import { computeWhole } from '../runtime/job.ts';
import { privateLoader, type PrivateLoader } from '../runtime/load-job.ts';
import { compileModule } from '../runtime/module.ts';
import { WrongResult } from './find-work.ts';

let opened: Promise<PrivateLoader> | undefined;
/** Loading a job takes the place of the last: one after another. */
let last: Promise<unknown> = Promise.resolve();

async function open(): Promise<PrivateLoader> {
  const shared = Pool.worthSharing;
  return privateLoader(await compileModule(shared), shared);
}

export interface KernelOutput {
  readonly output: Uint8Array;
  readonly input: Uint8Array;
}

/** For sizes that take milliseconds. Rejects with `UnknownEntry`, `ModuleUnavailable`, `MemoryRefused` or `WrongResult`. */
export function kernelOutput(id: string, size: number): Promise<KernelOutput> {
  const computed = last.then(() => compute(id, size));
  last = computed.catch(() => undefined);
  return computed;
}

async function compute(id: string, size: number): Promise<KernelOutput> {
  const kernel = await kernels.load(id);
  // What could not be loaded may be there the next time.
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const load = await opened;
  const chunkItems = Math.max(1, Math.ceil(kernel.items(size) / 16));
  const job = await load(jobSetup({ kernel, program: 'crunch', size, steps: stepsOf(kernel, size), chunkItems }));
  computeWhole(job);
  const output = new Uint8Array(job.memory.buffer, job.plan.output.at, job.plan.output.bytes).slice();
  const fault = kernel.fault(output, job.setup.input, size);
  if (fault !== undefined) throw new WrongResult(kernel.id, fault);
  return { output, input: job.setup.input };
}
