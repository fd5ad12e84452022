/**
 * A job as it is loaded on a thread: which program and kernel, over which addresses. Everything here can be
 * posted to a worker.
 */
import type { Bytes } from '../base/units.ts';
import type { Program, Task } from '../programs/index.ts';
import type { KernelFunction } from './instance.ts';
import type { JobPlan } from '../memory/job-plan.ts';
import type { SyncExports } from '../sync/sync-exports.ts';

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
  /** Of the same instance. */
  readonly sync: SyncExports;
}

const always = (): boolean => true;

/** Computes a range from start to end, slice by slice; asks `goOn` between slices. */
export function computeRange(job: LoadedJob, { start, end }: Task, goOn: () => boolean = always): void {
  const { plan, kernel, setup } = job;
  for (let from = start; from < end; from += setup.sliceItems) {
    if (from > start && !goOn()) return;
    const to = Math.min(from + setup.sliceItems, end);
    kernel(from, to, plan.output.at, plan.input.at, plan.scratch.at, setup.size);
  }
}

/** The ranges that the body of a chunk computes, in their order. Throws where it asks for anything else. */
export function* rangesOf({ program }: LoadedJob, { start, end }: Task): Generator<Task, void, void> {
  const chunk = program.bodies['chunk'];
  if (!chunk) throw new Error(`the program "${program.id}" has no body "chunk", which a batch needs`);
  const body = chunk(start, end);
  for (let step = body.next(); !step.done; step = body.next(0)) {
    if (step.value.op !== 'compute') throw new Error(`a batch only computes: "${step.value.op}" needs a whole run`);
    yield step.value;
  }
}

/** Runs the body of a chunk to its end on this thread. */
export function runTask(job: LoadedJob, task: Task, goOn: () => boolean = always): void {
  for (const range of rangesOf(job, task)) computeRange(job, range, goOn);
}
