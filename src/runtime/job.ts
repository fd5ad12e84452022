/**
 * A job as it is loaded on a thread: which program and kernel, over which addresses. Everything here can be
 * posted to a worker.
 */
import type { Bytes } from '../base/units.ts';
import type { Operation, Program, Task } from '../programs/index.ts';
import type { KernelFunction } from './instance.ts';
import type { JobPlan } from '../memory/job-plan.ts';

export interface JobSetup {
  readonly program: string;
  readonly kernel: string;
  readonly size: number;
  readonly items: number;
  readonly itemBytes: Bytes;
  readonly input: Uint8Array<ArrayBuffer>;
  /** Items a kernel call may take, so that it stays ≤ 5 ms and whoever must look can look. */
  readonly sliceItems: number;
}

/** A job on one thread, ready to run any of its tasks. */
export interface LoadedJob {
  readonly setup: JobSetup;
  readonly memory: WebAssembly.Memory;
  readonly plan: JobPlan;
  readonly program: Program;
  readonly kernel: KernelFunction;
}

const always = (): boolean => true;

/** Carries out one operation from start to end, slice by slice; asks `goOn` between slices. */
export function perform(job: LoadedJob, operation: Operation, goOn: () => boolean = always): void {
  const { plan, kernel, setup } = job;
  for (let from = operation.start; from < operation.end; from += setup.sliceItems) {
    if (from > operation.start && !goOn()) return;
    const to = Math.min(from + setup.sliceItems, operation.end);
    kernel(from, to, plan.output.at, plan.input.at, plan.scratch.at, setup.size);
  }
}

/** Runs a task's body to its end on this thread. */
export function runTask(job: LoadedJob, task: Task, goOn: () => boolean = always): void {
  for (const operation of job.program.body(task)) perform(job, operation, goOn);
}
