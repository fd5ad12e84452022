/**
 * What the tasks of a program share in one memory (memory/program-plan.ts), by number: locks, queues, mailboxes, global variables. The same
 * for a worker, which blocks, and for the page, whose waits are promises. Whoever plays the program makes it anew for each play.
 */
import { MAILBOX_ITEMS, mailboxAt, type ProgramPlan } from '../memory/program-plan.ts';
import { Mutex } from './mutex.ts';
import { makeQueue, Queue } from './queue.ts';
import { makeReadLimit } from './read-limit.ts';
import type { SyncExports } from './sync-exports.ts';
import { WordCounters } from './word-counters.ts';
import type { Answer, Style, Thread } from './thread.ts';

/** Nobody may use it yet. `most`: items that each queue of the plan holds. */
export function makeProgramShare(
  sync: SyncExports,
  memory: WebAssembly.Memory,
  plan: ProgramPlan,
  most: readonly number[],
): void {
  for (const at of plan.locks) sync.initMutex(at);
  plan.queues.forEach((at, queue) => makeQueue(sync, at, 'first-in-first-out', most[queue] ?? 1));
  for (let number = 0; number < plan.mailboxCount; number++) {
    makeQueue(sync, mailboxAt(plan, number), 'first-in-first-out', MAILBOX_ITEMS);
  }
  makeReadLimit(sync, plan.reads);
  cellsOf(memory, plan).fill(0);
  new WordCounters(sync, memory, plan.counters).clear();
}

function cellsOf({ buffer }: WebAssembly.Memory, { cells }: ProgramPlan): Float64Array {
  return new Float64Array(buffer, cells.at, cells.bytes / 8);
}

/** Throws `RangeError` for what a queue cannot carry. */
export function demandInt32(value: number): number {
  if ((value | 0) === value) return value;
  throw new RangeError(`${value} cannot be sent: queues and mailboxes carry whole numbers of 32 bits`);
}

export class ProgramShare<S extends Style> {
  readonly counters: WordCounters;
  readonly #cells: Float64Array;

  constructor(
    readonly thread: Thread<S>,
    memory: WebAssembly.Memory,
    readonly plan: ProgramPlan,
  ) {
    this.counters = new WordCounters(thread.sync, memory, plan.counters);
    this.#cells = cellsOf(memory, plan);
  }

  /** Throws `BrokenLock`, `WaitStopped`; `RangeError`, as all that follows, for a number that nothing has. */
  acquire(lock: number): Answer<S, boolean> {
    return this.#lock(lock).acquire();
  }

  /** Throws `NotHeld`, `BrokenLock`. */
  release(lock: number): Answer<S, void> {
    return this.#lock(lock).release();
  }

  put(queue: number, value: number): Answer<S, void> {
    return this.#queue(queue).put(demandInt32(value));
  }

  get(queue: number): Answer<S, number> {
    return this.#queue(queue).get();
  }

  /** To the mailbox of a task. */
  send(task: number, value: number): Answer<S, void> {
    return this.#mailbox(task).put(demandInt32(value));
  }

  receive(task: number): Answer<S, number> {
    return this.#mailbox(task).get();
  }

  /** Plain, as global variables are. */
  load(cell: number): number {
    return this.#cells[this.#cell(cell)] ?? 0;
  }

  store(cell: number, value: number): void {
    this.#cells[this.#cell(cell)] = value;
  }

  #lock(lock: number): Mutex<S> {
    return new Mutex(this.thread, placed('lock', this.plan.locks, lock));
  }

  #queue(queue: number): Queue<S> {
    return new Queue(this.thread, placed('queue', this.plan.queues, queue));
  }

  #mailbox(task: number): Queue<S> {
    const { mailboxCount } = this.plan;
    if (task >= 0 && task < mailboxCount) return new Queue(this.thread, mailboxAt(this.plan, task));
    throw new RangeError(`task ${task} has no mailbox: there is room for those of tasks 0 to ${mailboxCount - 1}`);
  }

  #cell(cell: number): number {
    if (cell >= 0 && cell < this.#cells.length) return cell;
    throw new RangeError(`there is no cell ${cell}: the program has ${this.#cells.length}`);
  }
}

function placed(what: string, addresses: readonly number[], number: number): number {
  const at = addresses[number];
  if (at === undefined) throw new RangeError(`there is no ${what} ${number}: the program has ${addresses.length}`);
  return at;
}
