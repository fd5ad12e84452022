/** How a task of a program computes items under each policy, slice by slice, with a look between slices so that a stop or a request is seen. */
import type { Task } from '../programs/index.ts';
import type { Thread } from '../sync/thread.ts';
import type { LoadedJob } from './job.ts';
import { computeWatched, type ProcessorWatch } from './processor-watch.ts';
import { computeSlices } from './gil-batch.ts';
import type { Counting, Payload } from './program-setup.ts';
import type { RunningThread } from './program-thread.ts';

export type Compute = (range: Task) => void;

/** References that each item takes and gives back again: a small part of an item's time where counting costs nothing. */
const REFERENCES_PER_ITEM = 100;

/** Threads that run at once; `object` is the address of the one whose references are counted. */
export function computeFreely(
  job: LoadedJob,
  running: RunningThread,
  watch: ProcessorWatch,
  count: (() => void) | null,
): Compute {
  const goOn = (): boolean => {
    running.demandGoing();
    return true;
  };
  if (!count) return (range) => computeWatched(job, range, watch, goOn);
  return (range) => {
    watch.begin();
    computeSlices(job, range, 0, () => {
      count();
      watch.look();
      running.demandGoing();
    });
  };
}

/** Takes and gives back so many references of the object; null where nothing is counted. */
export function counter(
  counting: Counting,
  { sync, at: me }: Thread<'blocking'>,
  object: number,
  references = REFERENCES_PER_ITEM,
): (() => void) | null {
  const churns: Record<Exclude<Counting, 'none'>, () => void> = {
    plain: () => sync.churnPlain(object, references),
    atomic: () => sync.churnAtomic(object, references),
    locked: () => sync.churnLocked(object, references, me),
    biased: () => sync.churnBiased(object, references, me),
  };
  return counting === 'none' ? null : churns[counting];
}

/** An item at a time, and after each its references, where they are counted, and a look whether somebody wants the GIL. */
export function computeHolding(
  job: LoadedJob,
  running: RunningThread,
  watch: ProcessorWatch,
  count: (() => void) | null = null,
): Compute {
  return (range) => {
    watch.begin();
    computeSlices(job, range, 0, () => {
      count?.();
      watch.look();
      // Time in which another had the GIL is a wait, and recorded as one.
      if (running.look()) watch.begin();
    });
  };
}

/**
 * Of what has been computed so far, `heldFraction` held the GIL: each slice begins with its held part and goes on without, as code does that
 * calls a library again and again which releases it.
 */
export function computeReleasing(
  job: LoadedJob,
  running: RunningThread,
  watch: ProcessorWatch,
  heldFraction: number,
): Compute {
  const holding = computeHolding(job, running, watch);
  const goOn = (): boolean => {
    running.demandGoing();
    return true;
  };
  return ({ start, end }) => {
    let held = 0;
    for (let from = start; from < end; from += job.setup.sliceItems) {
      const to = Math.min(from + job.setup.sliceItems, end);
      const share = Math.round((to - start) * heldFraction) - held;
      const middle = from + Math.max(0, Math.min(share, to - from));
      held += middle - from;
      holding({ start: from, end: middle });
      if (middle < to) running.blocked('released', () => computeWatched(job, { start: middle, end: to }, watch, goOn));
    }
  };
}

export interface Delivery {
  readonly payload: Payload;
  /** All items' bytes where page and workers see them. */
  readonly shared: Uint8Array;
  /** Sends bytes to the page; `moved` are no longer the worker's. */
  post(start: number, bytes: Uint8Array<ArrayBuffer>, moved: Transferable[]): void;
}

/** In memory of the worker's own; then the bytes come to the page. */
export function computeIsolated(
  job: LoadedJob,
  running: RunningThread,
  watch: ProcessorWatch,
  { payload, shared, post }: Delivery,
): Compute {
  const free = computeFreely(job, running, watch, null);
  const { itemBytes } = job.setup;
  const output = new Uint8Array(job.memory.buffer, job.plan.output.at, job.plan.output.bytes);
  const deliver = ({ start, end }: Task): void => {
    const own = output.subarray(start * itemBytes, end * itemBytes);
    if (payload === 'shared') return shared.set(own, start * itemBytes);
    // Out of the memory, which cannot be moved and is never cloned where it is of the shared kind.
    const bytes = new Uint8Array(own.length);
    bytes.set(own);
    post(start, bytes, payload === 'transfer' ? [bytes.buffer] : []);
  };
  return (range) => {
    free(range);
    running.blocked('copying', () => deliver(range));
  };
}
