/**
 * How much work this device gets: the size at which one serial run takes about 60 ms. Long against the clock's
 * tick and the cost of starting a batch, short enough that Stop is heard within 100 ms of a frozen page.
 */
import type { Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Kernel } from '../kernels/index.ts';

export const SERIAL_TARGET_MS: Milliseconds = 60;
/** A run this long predicts the next size well enough to end the search. */
const TRUSTED_MS: Milliseconds = 20;
const WARM = { ms: 25, mostRuns: 1_000 };
const BIGGEST_STEP = 8;
const MOST_STEPS = 12;

/** Chunks between these lengths: shorter ones are dominated by claiming, longer ones by waiting at the end. */
const CHUNK_MS = { least: 0.2, most: 2 };
const CHUNKS_A_WORKER = 32;
/** Of work, or a step of it, that is shorter than that altogether: so that nobody waits long for the last. */
const FEWEST_A_WORKER = 4;

/** Runs a kernel once at a size on this thread and says how long it took. */
export type TimedRun = (size: number) => Promise<Milliseconds>;

/** The size for `SERIAL_TARGET_MS`, or the largest the kernel allows. Gives the page a turn between runs. */
export async function calibrate(kernel: Kernel, run: TimedRun, clock: Clock, signal: AbortSignal): Promise<number> {
  const warmUntil = clock.now() + WARM.ms;
  for (let runs = 0; runs < WARM.mostRuns && clock.now() < warmUntil && !signal.aborted; runs++) {
    await run(kernel.tinySize);
  }
  let size = kernel.tinySize;
  for (let step = 0; step < MOST_STEPS && !signal.aborted; step++) {
    const took = Math.max(await run(size), 0.01);
    const next = kernel.scale(size, Math.min(BIGGEST_STEP, SERIAL_TARGET_MS / took));
    const settled = took > TRUSTED_MS || next === size;
    size = next;
    if (settled) break;
    await nextTurn();
  }
  return size;
}

export interface ChunksWanted {
  readonly items: number;
  /** A chunk is a multiple of so many, as far as there are as many. */
  readonly naturalItems: number;
  /** All items in one thread; of work with several steps, those of one step. */
  readonly serialMs: Milliseconds;
  /** The most that are expected to run at once. */
  readonly workers: number;
}

/** Items a chunk. */
export function chunkItems({ items, naturalItems, serialMs, workers }: ChunksWanted): number {
  const each = serialMs / Math.max(1, workers);
  const longest = Math.min(CHUNK_MS.most, each / FEWEST_A_WORKER);
  const chunkMs = Math.min(longest, Math.max(CHUNK_MS.least, each / CHUNKS_A_WORKER));
  const naturals = Math.max(1, Math.round((items * chunkMs) / serialMs / naturalItems));
  return Math.min(items, naturals * naturalItems);
}
