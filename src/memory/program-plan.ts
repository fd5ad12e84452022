/**
 * Where everything stands that a program needs while it is played by workers over one memory: its tasks, what they share, what they
 * have printed, and what each lane is at. Made anew for each play, by need, in the part of a pool's memory that is the programs'.
 */
import type { Bytes } from '../base/units.ts';
import { countersBytes, counterStride, COUNTERS_ALIGN, type CounterPlan, type CounterSpacing } from './counter-plan.ts';
import { layout, LINE, MemoryTooSmall, place, type Layout, type Region } from './layout.ts';
import { CONDITION, MUTEX, OBJECT, queueStructure, SEMAPHORE } from './structures.ts';

/** Items that a task's mailbox holds. */
export const MAILBOX_ITEMS = 64;
/** Numbers that a task can be handed. */
export const MOST_ARGS = 4;
/** A task's record without its own cells; program-records.ts divides it. */
export const TASK_RECORD: Bytes = 96;
export const LANE_RECORD: Bytes = 64;
export const LOG_HEAD: Bytes = 16;

const MOST_TASKS = 4_096;
const MOST_MAILBOXES = 256;
/** Of what is left when locks, queues and cells stand. */
const LOG_SHARE = 1 / 4;
const MAILBOX_SHARE = 1 / 4;

export interface ProgramNeeds {
  /** Threads, with that of `main`. */
  readonly lanes: number;
  readonly locks: number;
  /** What each queue holds at most. */
  readonly queues: readonly number[];
  readonly cells: number;
  readonly counters: number;
  readonly counterSpacing: CounterSpacing;
  /** Each task has cells and counters of its own, as processes do. */
  readonly ownCells: boolean;
}

export interface ProgramPlan {
  readonly head: Region;
  /** Address of the mutex that guards tasks, lanes, mailboxes and what was printed. */
  readonly mutex: number;
  /** Address of the semaphore of reads. */
  readonly reads: number;
  /** Address of the object whose references are counted. */
  readonly object: number;
  /** A record for each lane. */
  readonly lanes: Region;
  /** Address of each lane's condition: what the lane waits at for a task, or for the end of one. */
  readonly conditions: readonly number[];
  /** Addresses. */
  readonly locks: readonly number[];
  /** A word for each lock: the task that has it, plus 1. */
  readonly holders: Region;
  /** Addresses. */
  readonly queues: readonly number[];
  /** Global variables, where all tasks have the same. */
  readonly cells: Region;
  /** Where all tasks have the same. */
  readonly counters: CounterPlan;
  readonly printed: Region;
  /** Mailboxes, one behind the other; tasks are given one when they need it. */
  readonly mailboxes: Region;
  readonly mailboxCount: number;
  readonly tasks: Region;
  readonly taskBytes: Bytes;
  readonly taskCount: number;
  /** Cells behind each task's record; 0 where all tasks have the same. */
  readonly ownCells: number;
  /** Counters behind these, side by side on lines of their own; 0 where all tasks have the same. */
  readonly ownCounters: number;
}

/** Of a region's bytes, a whole number of `each`. */
function portion(bytes: Bytes, each: Bytes, most: number): number {
  return Math.min(most, Math.floor(bytes / each));
}

const MAILBOX_BYTES = Math.ceil(queueStructure(MAILBOX_ITEMS).BYTES / LINE) * LINE;

export function mailboxAt(plan: ProgramPlan, number: number): number {
  return plan.mailboxes.at + number * MAILBOX_BYTES;
}

/** Throws `MemoryTooSmall` where the program shares more than there is room for. */
export function programPlan(region: Region, needs: ProgramNeeds): ProgramPlan {
  const into = within(region);
  const { head, mutex, reads } = opening(into);
  const object = place(into, 'the object that is counted', OBJECT).at;
  const lanes = into.take('the lanes', needs.lanes * LANE_RECORD);
  const conditions = listOf(needs.lanes, (lane) => place(into, `the condition of lane ${lane}`, CONDITION).at);
  const locks = listOf(needs.locks, (lock) => place(into, `lock ${lock}`, MUTEX).at);
  const holders = into.take('the holders of locks', 4 * needs.locks);
  const queues = needs.queues.map((items, queue) => place(into, `queue ${queue}`, queueStructure(items)).at);
  const cells = into.take('the cells', 8 * needs.cells);
  const counters = countersIn(into, needs);
  const left = into.rest().bytes;
  const printed = into.take('what is printed', Math.floor((left * LOG_SHARE) / LINE) * LINE);
  const mailboxCount = portion(left * MAILBOX_SHARE, MAILBOX_BYTES, MOST_MAILBOXES);
  const mailboxes = into.take('the mailboxes', mailboxCount * MAILBOX_BYTES);
  const ownCells = needs.ownCells ? needs.cells : 0;
  const ownCounters = needs.ownCells ? needs.counters : 0;
  const taskBytes = ownCountersFrom({ ownCells, ownCounters }) + countersBytes(ownCounters, 'shared-line');
  // Less what aligning them may take.
  const taskCount = portion(into.rest().bytes - COUNTERS_ALIGN, taskBytes, MOST_TASKS);
  if (taskCount === 0) throw new MemoryTooSmall(taskBytes, into.rest().bytes, 'the first task');
  const tasks = into.take('the tasks', taskCount * taskBytes, COUNTERS_ALIGN);
  const shares = { mutex, reads, object, locks, holders, queues, cells, counters };
  const tables = { printed, mailboxes, mailboxCount, tasks, taskBytes, taskCount, ownCells, ownCounters };
  return { head, lanes, conditions, ...shares, ...tables };
}

/** The same wherever a program is played in this region, whatever it shares. */
function opening(into: Layout): Pick<ProgramPlan, 'head' | 'mutex' | 'reads'> {
  const head = into.take('the head of the program', LINE);
  const mutex = place(into, 'the lock of the tasks', MUTEX).at;
  return { head, mutex, reads: place(into, 'the limit of reads', SEMAPHORE).at };
}

/** Address of the semaphore of reads, for tasks that share nothing else. */
export function readsIn(region: Region): number {
  return opening(within(region)).reads;
}

function countersIn(into: Layout, { counters, counterSpacing }: ProgramNeeds): CounterPlan {
  const { at } = into.take('the counters', countersBytes(counters, counterSpacing), COUNTERS_ALIGN);
  return { at, count: counters, stride: counterStride(counterSpacing) };
}

/** Bytes from a task's record to its own counters. */
export function ownCountersFrom({ ownCells, ownCounters }: Pick<ProgramPlan, 'ownCells' | 'ownCounters'>): Bytes {
  const before = TASK_RECORD + 8 * ownCells;
  return ownCounters === 0 ? before : Math.ceil(before / COUNTERS_ALIGN) * COUNTERS_ALIGN;
}

function listOf(count: number, make: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A layout of part of a memory: of addresses up to the region's end, with what lies before it taken. */
function within({ at, bytes }: Region): Layout {
  const into = layout(at + bytes);
  into.take('what lies before', Math.max(0, at - LINE), LINE);
  return into;
}
