/**
 * Where everything stands in the memory that a pool's workers share: the control structures, one set of
 * regions per lane, the task table, and one area for a job's input and output.
 */
import type { Bytes } from '../base/units.ts';
import { layout, LINE, place, type Layout, type Region, type Structure } from './layout.ts';
import { BATCH, callBoardStructure, DEQUE, EVENT, GIL, HANDSHAKE, MAILBOX, SLOT_BYTES, THREAD } from './structures.ts';

/** One task: start and end item, two 32-bit words. */
export const TASK_BYTES: Bytes = 8;
export const MAX_TASKS = 16_384;

/** Tallies: pairs of 64-bit floats that a lane reports (rounds and milliseconds, items and milliseconds). */
export const TALLY: Structure = { BYTES: 8_192, ALIGN: 64 };
/** The ring of a lane's spans: a head line and 2 000 records of 24 bytes. */
export const SPAN_RING: Structure = { BYTES: 64 + 2_000 * 24, ALIGN: 64 };
/** A kernel's scratch: the sieve's segment and tables are the largest. */
export const SCRATCH: Structure = { BYTES: 131_072, ALIGN: 64 };

/** The part of the memory that ranks have for their messages and arrays. */
const RANKS_SHARE = 1 / 8;

/** Records for waits of the page, which needs one for each that is under way. */
const PAGE_THREADS = 16;

/** Calls that can be on an executor's board at once, a power of two; fewer where the browser grants little memory. */
const CALLS = 4_096;
const FEW_CALLS = 1_024;
const LITTLE: Bytes = 16 * 2 ** 20;

/** What a program has while it is played (program-plan.ts): some 4 000 tasks, or a quarter where there is little memory. */
const PROGRAM: Bytes = 2 ** 20;
const LITTLE_PROGRAM: Bytes = 2 ** 18;

/** Events of an executor that its calls can wait for. */
export const GATES = 64;

export interface BoardPlan {
  readonly board: Region;
  /** Calls that can be on it at once. */
  readonly slots: number;
  readonly desks: number;
  /** Events, one behind the other. */
  readonly gates: Region;
  /** An event that nobody sets: what sleeps, waits for it. */
  readonly never: Region;
}

export interface LanePlan {
  readonly mailbox: Region;
  /** The record of the worker's thread. */
  readonly thread: Region;
  readonly spans: Region;
  readonly tally: Region;
  readonly scratch: Region;
}

export interface PoolPlan {
  readonly batch: Region;
  readonly handshake: Region;
  readonly gil: Region;
  readonly tasks: Region;
  /** Where the tasks of a batch are dealt out beforehand; shares.ts of src/sync divides it. */
  readonly shares: Region;
  readonly lanes: readonly LanePlan[];
  /** The rings of all lanes' spans, one behind the other. */
  readonly spans: Region;
  /** Records of the page's threads. */
  readonly pageThreads: readonly Region[];
  /** Where executors post calls: every lane has a desk. */
  readonly calls: BoardPlan;
  /** Rings and arrays of ranks; rank-plan.ts divides it. */
  readonly ranks: Region;
  /** Tasks of the program that is played, and what they share; program-plan.ts divides it. */
  readonly program: Region;
  /** Input and output of the job that is loaded. */
  readonly work: Region;
}

/** Throws `MemoryTooSmall` where `lanes` do not fit into `total`. */
export function poolPlan(total: Bytes, lanes: number): PoolPlan {
  const into = layout(total);
  const batch = place(into, 'the batch', BATCH);
  const handshake = place(into, 'the handshake', HANDSHAKE);
  const gil = place(into, 'the GIL', GIL);
  // One behind the other, by number: a lock finds a reader's record by its number.
  const threads = Array.from({ length: lanes + PAGE_THREADS }, (_, number) =>
    place(into, `the record of thread ${number + 1}`, THREAD),
  );
  const tasks = into.take('the task table', MAX_TASKS * TASK_BYTES);
  const shares = into.take('the shares of a batch', sharesBytes(lanes), DEQUE.ALIGN);
  const rings = Array.from({ length: lanes }, (_, lane) => place(into, `the spans of worker ${lane + 1}`, SPAN_RING));
  const spans = { at: rings[0]?.at ?? 0, bytes: lanes * SPAN_RING.BYTES };
  const lanePlans = threads.slice(0, lanes).map((thread, lane) => ({
    thread,
    mailbox: place(into, `the mailbox of worker ${lane + 1}`, MAILBOX),
    spans: rings[lane] as Region,
    tally: place(into, `the tally of worker ${lane + 1}`, TALLY),
    scratch: place(into, `the scratch of worker ${lane + 1}`, SCRATCH),
  }));
  const pageThreads = threads.slice(lanes);
  const ranks = into.take('the messages of ranks', Math.floor((total * RANKS_SHARE) / LINE) * LINE);
  const calls = boardPlan(into, total < LITTLE ? FEW_CALLS : CALLS, lanes);
  const program = into.take('the tasks of a program', total < LITTLE ? LITTLE_PROGRAM : PROGRAM);
  const threadsOf = { lanes: lanePlans, pageThreads };
  return { batch, handshake, gil, tasks, shares, spans, ...threadsOf, calls, ranks, program, work: into.rest() };
}

/** For every number of workers: a deque's slots are a power of two, so less than twice a worker's tasks. */
function sharesBytes(lanes: number): Bytes {
  return 2 * SLOT_BYTES * MAX_TASKS + lanes * (DEQUE.BYTES + DEQUE.ALIGN + 2 * SLOT_BYTES);
}

/**
 * Where the worker at `place` of a batch of so many records: those that take no part lend their rings, since work of several steps leaves
 * thousands of spans.
 */
export function batchSpans({ spans }: PoolPlan, place: number, workers: number): Region {
  const bytes = Math.floor(spans.bytes / workers / LINE) * LINE;
  return { at: spans.at + place * bytes, bytes };
}

function boardPlan(into: Layout, slots: number, desks: number): BoardPlan {
  return {
    board: place(into, 'the board of calls', callBoardStructure(slots, desks)),
    slots,
    desks,
    gates: into.take('the gates', GATES * EVENT.BYTES, EVENT.ALIGN),
    never: place(into, 'the event that nobody sets', EVENT),
  };
}
