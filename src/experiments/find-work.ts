/**
 * Finds the work one kernel is given on this device: checks the build against published values, calibrates the
 * size, loads it everywhere, and takes the reference that every later run must equal.
 */
import { nextTurn } from '../base/turn.ts';
import { stepsOf, type Kernel } from '../kernels/index.ts';
import { calibrate, chunkItems, SERIAL_TARGET_MS } from '../measure/calibration.ts';
import type { ExecutionModel } from '../models/index.ts';
import { jobSetup, type Stage, type StagedWork } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import { roomOf } from '../memory/job-plan.ts';
import { computeRange, computeWhole, type LoadedJob } from '../runtime/job.ts';
import type { Opening } from './opening.ts';

export class WrongResult extends Error {
  override readonly name = 'WrongResult';
  constructor(kernel: string, fault: string) {
    super(`${kernel} computes wrongly on this device, so nothing is measured with it: ${fault}`);
  }
}

/** Slices of a run on the page, so that no call of a kernel is long (a call never changes to optimised code). */
const SLICES = 64;
/** The page is given a turn after this much work in a row. */
const TURN_MS = 40;

async function onPage(opening: Opening, kernel: Kernel, size: number): Promise<LoadedJob> {
  const sliceItems = Math.max(1, Math.ceil(kernel.items(size) / SLICES));
  const steps = stepsOf(kernel, size);
  const setup = jobSetup({ kernel, program: 'crunch', size, steps, chunkItems: sliceItems });
  return opening.loadOnPage(setup);
}

const outputOf = ({ memory, plan }: LoadedJob): Uint8Array =>
  new Uint8Array(memory.buffer, plan.output.at, plan.output.bytes);

function* slicesOf({ setup }: LoadedJob): Generator<{ step: number; start: number }, void, void> {
  for (let step = 0; step < setup.steps; step++) {
    for (let start = 0; start < setup.items; start += setup.sliceItems) yield { step, start };
  }
}

/** Runs the published instance on the page. Throws `WrongResult`. */
export async function checkPublished(opening: Opening, kernel: Kernel, signal: AbortSignal): Promise<void> {
  const [published] = kernel.published;
  const job = await onPage(opening, kernel, published.size);
  let turnUntil = opening.clock.now() + TURN_MS;
  for (const { step, start } of slicesOf(job)) {
    const end = Math.min(start + job.setup.sliceItems, job.setup.items);
    computeRange(job, { start, end }, step);
    if (opening.clock.now() < turnUntil) continue;
    await nextTurn();
    if (signal.aborted) throw new Stopped();
    turnUntil = opening.clock.now() + TURN_MS;
  }
  const fault = published.fault(outputOf(job));
  if (fault) throw new WrongResult(kernel.id, fault);
}

async function calibratedSize(opening: Opening, kernel: Kernel, signal: AbortSignal): Promise<number> {
  let loaded: LoadedJob | undefined;
  const run = async (size: number): Promise<number> => {
    const job = loaded?.setup.size === size ? loaded : await onPage(opening, kernel, size);
    loaded = job;
    const once = (): number => {
      const start = opening.clock.now();
      computeWhole(job);
      return opening.clock.now() - start;
    };
    // The first touch of fresh memory is slow: the second run is the one that counts.
    const first = once();
    await nextTurn();
    return Math.min(first, once());
  };
  return calibrate(kernel, run, opening.clock, signal);
}

/** The size itself, or the largest of its halvings whose input and output fit into `room` bytes. */
function fitting(kernel: Kernel, size: number, room: number): number {
  const output = kernel.items(size) * kernel.itemBytes(size);
  const bytes = roomOf({ input: kernel.inputBytes(size), output, spare: stepsOf(kernel, size) > 1 ? output : 0 });
  const smaller = kernel.scale(size, 0.5);
  return bytes <= room || smaller === size ? size : fitting(kernel, smaller, room);
}

export interface WorkFound {
  readonly work: StagedWork;
  /** A copy: the stage's own output is overwritten by every run. */
  readonly reference: Uint8Array;
}

export interface FindWork {
  readonly opening: Opening;
  readonly stage: Stage;
  readonly kernel: Kernel;
  readonly mainThread: ExecutionModel;
  /** Workers that will run at once. */
  readonly workers: number;
  /** Some model needs the work in memories of the workers' own. */
  readonly isolated: boolean;
  readonly signal: AbortSignal;
}

/** Rejects with `WrongResult`, `Stopped` or the pool's faults. */
export async function findWork(asked: FindWork): Promise<WorkFound> {
  const { opening, stage, kernel, signal } = asked;
  const size = fitting(kernel, await calibratedSize(opening, kernel, signal), stage.room);
  if (signal.aborted) throw new Stopped();
  const steps = stepsOf(kernel, size);
  const items = kernel.items(size);
  const { naturalItems } = kernel;
  const chunk = chunkItems({ items, naturalItems, serialMs: SERIAL_TARGET_MS / steps, workers: asked.workers });
  const { isolated } = asked;
  const work = await stage.load({ kernel, program: 'crunch', size, steps, chunkItems: chunk, isolated });
  await asked.mainThread.prepare(stage, 0);
  const { output } = await asked.mainThread.run(stage, 0, signal);
  const reference = new Uint8Array(output);
  const fault = kernel.fault(reference, work.input, size);
  if (fault) throw new WrongResult(kernel.id, fault);
  return { work, reference };
}
