/**
 * The work of a race: a kernel at the size at which it has as many items as the program computes, staged, with the bytes that every
 * model must give. And how many items last a millisecond, so that a visitor can ask for a time.
 */
import { clockFrom } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { kernels, stepsOf, type Kernel } from '../kernels/index.ts';
import { calibrate } from '../measure/calibration.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import { jobSetup, type Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import { Pool } from '../pool/pool.ts';
import { computeRange, type LoadedJob } from '../runtime/job.ts';
import { privateLoader } from '../runtime/load-job.ts';
import { compileModule } from '../runtime/module.ts';
import { WrongResult } from './find-work.ts';

/** An item costs at most 50 µs, so that a slice stays below a millisecond: whoever must look between slices looks soon. */
const SLICE_ITEMS = 16;
/** The page is given a turn after this much work in a row. */
const TURN_MS: Milliseconds = 10;

/**
 * The allowed size whose number of items is nearest to `items` from below, or the smallest there is. Kernels have more items the
 * larger they are.
 */
export function sizeWithItems(kernel: Kernel, items: number): number {
  let [low, high] = [kernel.tinySize, kernel.maxSize];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (kernel.items(middle) <= items) low = middle;
    else high = middle - 1;
  }
  // Some kernels take only whole blocks.
  return kernel.scale(low, 1);
}

/** A task of a program computes any items at any time. */
export class StepsInRace extends Error {
  override readonly name = 'StepsInRace';
  constructor(kernel: string) {
    super(`“${kernel}” is computed in steps, each from what all tasks left in the one before: race another kernel`);
  }
}

/** Throws `StepsInRace`. */
export function demandOneStep(kernel: Kernel): void {
  if (stepsOf(kernel, kernel.maxSize) > 1) throw new StepsInRace(kernel.title);
}

export interface RaceWork {
  readonly work: NonNullable<RaceReport['work']>;
  /** A copy: the stage's own output is overwritten by every play. */
  readonly reference: Uint8Array;
}

export interface WorkAsked {
  readonly stage: Stage;
  readonly kernel: Kernel;
  readonly program: string;
  readonly size: number;
  /** Some model computes in memories of the workers' own. */
  readonly isolated: boolean;
  readonly signal: AbortSignal;
}

export async function stageWork({ stage, kernel, program, size, isolated }: Omit<WorkAsked, 'signal'>): Promise<void> {
  await stage.load({ kernel, program, size, chunkItems: SLICE_ITEMS, isolated });
}

/** Stages the work and computes it once on the page. Rejects with `WrongResult`, `Stopped`, `MemoryTooSmall` or the pool's faults. */
export async function workOf(asked: WorkAsked): Promise<RaceWork> {
  const { stage, kernel, size, signal } = asked;
  await stageWork(asked);
  const { page, pageOutput, items, input } = stage.work;
  await computeAll(page, signal);
  const reference = new Uint8Array(pageOutput);
  const fault = kernel.fault(reference, input, size);
  if (fault) throw new WrongResult(kernel.id, fault);
  return { work: { kernel: kernel.id, version: kernel.version, size, items }, reference };
}

/** All items in slices, with turns for the page; hands back how long it computed, turns not counted. */
async function computeAll(job: LoadedJob, signal: AbortSignal): Promise<Milliseconds> {
  const clock = clockFrom();
  const { items, sliceItems } = job.setup;
  let [computed, since] = [0, clock.now()];
  for (let start = 0; start < items; start += sliceItems) {
    computeRange(job, { start, end: Math.min(start + sliceItems, items) });
    const took = clock.now() - since;
    if (took < TURN_MS) continue;
    computed += took;
    await nextTurn();
    if (signal.aborted) throw new Stopped();
    since = clock.now();
  }
  return computed + clock.now() - since;
}

/**
 * How many items of a kernel last a millisecond on one thread of this device, at the size at which it lasts about 60 ms. Items of `ep`
 * are all alike, so there it holds at every size. Rejects with `UnknownEntry`, `ModuleUnavailable`, or `Stopped`.
 */
export async function itemsAMillisecond(kernelId: string, signal: AbortSignal): Promise<number> {
  const kernel = await kernels.load(kernelId);
  const shared = Pool.worthSharing;
  const load = privateLoader(await compileModule(shared, { signal }), shared);
  const clock = clockFrom();
  let last = { items: 1, ms: Infinity };
  const run = async (size: number): Promise<Milliseconds> => {
    const job = await load(jobSetup({ kernel, program: 'crunch', size, chunkItems: SLICE_ITEMS }));
    const ms = await computeAll(job, signal);
    last = { items: job.setup.items, ms };
    return ms;
  };
  await run(await calibrate(kernel, run, clock, signal));
  if (signal.aborted) throw new Stopped();
  return last.items / Math.max(last.ms, 0.01);
}
