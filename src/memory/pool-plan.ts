/**
 * Where everything stands in the memory that a pool's workers share: the control structures, one set of
 * regions per lane, the task table, and one area for a job's input and output.
 */
import type { Bytes } from '../base/units.ts';
import { layout, place, type Region, type Structure } from './layout.ts';

/** As exported by assembly/sync; `tests/sync/layout` compares them with the built module. */
export const MAILBOX: Structure = { BYTES: 64, ALIGN: 64 };
export const BATCH: Structure = { BYTES: 256, ALIGN: 64 };
export const HANDSHAKE: Structure = { BYTES: 256, ALIGN: 64 };

/** One task: start and end item, two 32-bit words. */
export const TASK_BYTES: Bytes = 8;
export const MAX_TASKS = 16_384;

/** Tallies: pairs of 64-bit floats that a lane reports (rounds and milliseconds, items and milliseconds). */
export const TALLY: Structure = { BYTES: 8_192, ALIGN: 64 };
/** The ring of a lane's spans: a head line and 2 000 records of 24 bytes. */
export const SPAN_RING: Structure = { BYTES: 64 + 2_000 * 24, ALIGN: 64 };
/** A kernel's scratch: the sieve's segment and tables are the largest. */
export const SCRATCH: Structure = { BYTES: 131_072, ALIGN: 64 };

export interface LanePlan {
  readonly mailbox: Region;
  readonly spans: Region;
  readonly tally: Region;
  readonly scratch: Region;
}

export interface PoolPlan {
  readonly batch: Region;
  readonly handshake: Region;
  readonly tasks: Region;
  readonly lanes: readonly LanePlan[];
  /** Input and output of the job that is loaded. */
  readonly work: Region;
}

/** Throws `MemoryTooSmall` where `lanes` do not fit into `total`. */
export function poolPlan(total: Bytes, lanes: number): PoolPlan {
  const into = layout(total);
  const batch = place(into, 'the batch', BATCH);
  const handshake = place(into, 'the handshake', HANDSHAKE);
  const tasks = into.take('the task table', MAX_TASKS * TASK_BYTES);
  const lanePlans = Array.from({ length: lanes }, (_, lane) => ({
    mailbox: place(into, `the mailbox of worker ${lane + 1}`, MAILBOX),
    spans: place(into, `the spans of worker ${lane + 1}`, SPAN_RING),
    tally: place(into, `the tally of worker ${lane + 1}`, TALLY),
    scratch: place(into, `the scratch of worker ${lane + 1}`, SCRATCH),
  }));
  return { batch, handshake, tasks, lanes: lanePlans, work: into.rest() };
}
