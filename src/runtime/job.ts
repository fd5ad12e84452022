/**
 * A job as it is loaded on a thread: which program and kernel, over which addresses. Everything here can be
 * posted to a worker.
 */
import type { Bytes } from '../base/units.ts';
import type { Program, Task } from '../programs/index.ts';
import type { JobBytes, JobPlan } from '../memory/job-plan.ts';
import type { KernelFunction } from './instance.ts';
import type { SyncExports } from '../sync/sync-exports.ts';

export interface JobSetup {
  readonly program: string;
  readonly kernel: string;
  readonly size: number;
  readonly items: number;
  readonly itemBytes: Bytes;
  /** Times that all items are computed, each time from what the last has left; see `placesOf`. */
  readonly steps: number;
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

/** What a job moves through: with several steps a second place for what they leave. */
export function bytesOf({ input, items, itemBytes, steps }: JobSetup): JobBytes {
  const output = items * itemBytes;
  return { input: input.byteLength, output, spare: steps > 1 ? output : 0 };
}

/** Addresses that one step of a job reads and writes. */
export interface StepPlaces {
  readonly from: number;
  readonly to: number;
}

/**
 * The first step reads the input, each other what the step before it wrote, and the last writes the output: output and
 * spare take turns, and the input stays as it is for the next run.
 */
export function placesOf({ plan, setup: { steps } }: LoadedJob, step: number): StepPlaces {
  const written = (by: number): number => ((steps - 1 - by) % 2 === 0 ? plan.output.at : plan.spare.at);
  return { from: step === 0 ? plan.input.at : written(step - 1), to: written(step) };
}

/** Bytes that the step before has left, and where among its bytes they stand: for a thread that shares no memory. */
export interface GivenBytes {
  readonly at: Bytes;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Puts bytes where `step` reads them. Throws `RangeError` where they do not fit. */
export function give(job: LoadedJob, step: number, { at, bytes }: GivenBytes): void {
  const { items, itemBytes } = job.setup;
  new Uint8Array(job.memory.buffer, placesOf(job, step).from, items * itemBytes).set(bytes, at);
}

/** Computes a range of one step from start to end, slice by slice; asks `goOn` between slices. */
export function computeRange(job: LoadedJob, { start, end }: Task, step = 0, goOn: () => boolean = always): void {
  const { plan, kernel, setup } = job;
  const { from: input, to: output } = placesOf(job, step);
  for (let from = start; from < end; from += setup.sliceItems) {
    if (from > start && !goOn()) return;
    const to = Math.min(from + setup.sliceItems, end);
    kernel(from, to, output, input, plan.scratch.at, setup.size, step);
  }
}

/** Computes every item of every step on this thread. */
export function computeWhole(job: LoadedJob): void {
  for (let step = 0; step < job.setup.steps; step++) computeRange(job, { start: 0, end: job.setup.items }, step);
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

/** Runs the body of a chunk to its end on this thread, in one step of the work. */
export function runTask(job: LoadedJob, task: Task, step = 0, goOn: () => boolean = always): void {
  for (const range of rangesOf(job, task)) computeRange(job, range, step, goOn);
}
