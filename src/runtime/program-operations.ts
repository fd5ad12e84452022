/** Carries out what a task body asks for, on a thread that may block: the operations of a program with the locks of src/sync. */
import { unreachable } from '../base/unreachable.ts';
import type { Activity, ProgramRecords } from '../memory/program-records.ts';
import type { Operation } from '../programs/operations.ts';
import { BadArgument, gotten } from '../sync/errors.ts';
import { Event } from '../sync/event.ts';
import { Mutex } from '../sync/mutex.ts';
import { demandInt32 } from '../sync/program-share.ts';
import { Queue } from '../sync/queue.ts';
import { Semaphore } from '../sync/semaphore.ts';
import { countSlices, type WordCounters } from '../sync/word-counters.ts';
import type { Thread } from '../sync/thread.ts';
import type { Phase } from '../trace/span.ts';
import type { ProgramBoard } from './program-board.ts';
import type { Compute } from './program-compute.ts';
import type { ProcessorWatch } from './processor-watch.ts';
import type { RunningThread } from './program-thread.ts';

export interface OperationParts {
  readonly thread: Thread<'blocking'>;
  readonly board: ProgramBoard;
  readonly records: ProgramRecords;
  readonly running: RunningThread;
  readonly compute: Compute;
  readonly watch: ProcessorWatch;
  /** This worker's. */
  readonly lane: number;
  /** Address of an event that nobody sets: what sleeps, waits for it. */
  readonly never: number;
  /** Number of the body of this name. Throws `BadArgument`. */
  readonly bodyNumber: (name: string) => number;
  /** A blocking read of a small file; its length in bytes. */
  readonly read: () => number;
  /** A blocking read of this thread's own file; its length in bytes. */
  readonly readFile: () => number;
}

/** A task that runs on this thread. */
export interface RunningTask {
  readonly task: number;
  /** Global variables as it sees them. */
  readonly cells: Float64Array;
  readonly counters: WordCounters;
}

interface Wait<T> {
  readonly activity: Activity;
  /** What is waited for, by its number. */
  readonly object?: number;
  readonly phase: Phase;
  readonly wait: () => T;
}

export class Operations {
  readonly #parts: OperationParts;
  readonly #never: Event<'blocking'>;
  readonly #reads: Semaphore<'blocking'>;
  readonly #locks: readonly Mutex<'blocking'>[];
  readonly #queues: readonly Queue<'blocking'>[];

  constructor(parts: OperationParts) {
    const { thread, records, never } = parts;
    this.#parts = parts;
    this.#never = new Event(thread, never);
    this.#reads = new Semaphore(thread, records.plan.reads);
    this.#locks = records.plan.locks.map((at) => new Mutex(thread, at));
    this.#queues = records.plan.queues.map((at) => new Queue(thread, at));
  }

  /** The answer, 0 where there is none. Throws `WaitStopped`; all else is a fault of the body's asking. */
  carryOut(operation: Operation, by: RunningTask): number {
    const { board } = this.#parts;
    switch (operation.op) {
      case 'compute':
        return this.#nothing(this.#parts.compute(operation));
      case 'sleep':
        return this.#sleep(operation.ms);
      case 'read':
        return this.#read();
      case 'read-file':
        return this.#waiting({ activity: 'read', phase: 'waiting-io', wait: this.#parts.readFile });
      case 'print':
        return this.#nothing(board.print(by.task, operation.text));
      case 'spawn':
        return board.spawn(this.#parts.bodyNumber(operation.body), operation.args, by.task);
      case 'join':
        return this.#join(operation.task);
      case 'is-done':
        return board.isDone(operation.task) ? 1 : 0;
      case 'acquire':
        return this.#acquire(operation.lock, by.task);
      case 'release':
        return this.#release(operation.lock);
      case 'put':
        return this.#put(found(this.#queues, operation.queue, 'queue'), operation.value, 'put', operation.queue);
      case 'get':
        return this.#get(found(this.#queues, operation.queue, 'queue'), 'get', operation.queue);
      case 'send':
        return this.#put(this.#mailbox(operation.to), operation.value, 'send', operation.to);
      case 'receive':
        return this.#get(this.#mailbox(by.task), 'receive', by.task);
      case 'load':
        return by.cells[cellIn(by.cells, operation.cell)] ?? 0;
      case 'store':
        return this.#nothing((by.cells[cellIn(by.cells, operation.cell)] = operation.value));
      case 'count':
        return this.#count(by.counters, operation.counter, operation.times);
      default:
        return unreachable(operation);
    }
  }

  /** Holds the GIL as computing does, and lets another have it between slices. */
  #count(counters: WordCounters, counter: number, times: number): number {
    const { running, watch } = this.#parts;
    watch.begin();
    for (const some of countSlices(times)) {
      counters.add(counter, some);
      watch.look();
      // Time in which another had the GIL is a wait, and recorded as one.
      if (running.look()) watch.begin();
    }
    return counters.value(counter);
  }

  /** What was done has no answer. */
  #nothing(_done: unknown): number {
    return 0;
  }

  /** While it waits, and no longer, the lane's activity says so. */
  #waiting<T>({ activity, object, phase, wait }: Wait<T>): T {
    const { running, records, lane } = this.#parts;
    return running.blocked(phase, () => {
      records.setActivity(lane, activity, object);
      try {
        return wait();
      } finally {
        records.setActivity(lane, 'running');
      }
    });
  }

  #sleep(ms: number): number {
    const wait = (): boolean => this.#never.wait({ timeoutMs: ms });
    return this.#nothing(this.#waiting({ activity: 'sleep', phase: 'waiting-io', wait }));
  }

  #read(): number {
    const wait = (): number => this.#reads.holding(this.#parts.read);
    return this.#waiting({ activity: 'read', phase: 'waiting-io', wait });
  }

  #join(task: number): number {
    const { board, running } = this.#parts;
    if (!board.isDone(task)) running.blocked('idle', () => board.awaitEnd(task));
    return board.resultOf(task);
  }

  #acquire(number: number, task: number): number {
    const lock = found(this.#locks, number, 'lock');
    if (!lock.acquire({ blocking: false })) {
      const wait = (): boolean => lock.acquire();
      this.#waiting({ activity: 'acquire', object: number, phase: 'waiting-lock', wait });
    }
    this.#parts.records.setHolder(number, task);
    return 0;
  }

  #release(number: number): number {
    const lock = found(this.#locks, number, 'lock');
    // Before it is free: its next holder is not taken for none.
    this.#parts.records.setHolder(number, null);
    lock.release();
    return 0;
  }

  #mailbox(task: number): Queue<'blocking'> {
    const { thread, board } = this.#parts;
    return new Queue(thread, board.mailboxOf(task));
  }

  #put(queue: Queue<'blocking'>, value: number, activity: Activity, object: number): number {
    const { sync, at: me } = this.#parts.thread;
    demandInt32(value);
    if (gotten(sync.putQueue(queue.at, me, value, 0), 'the queue')) return 0;
    return this.#nothing(this.#waiting({ activity, object, phase: 'waiting-lock', wait: () => queue.put(value) }));
  }

  #get(queue: Queue<'blocking'>, activity: Activity, object: number): number {
    const { sync, at: me } = this.#parts.thread;
    if (gotten(sync.getQueue(queue.at, me, 0), 'the queue')) return sync.queueItem(me);
    return this.#waiting({ activity, object, phase: 'waiting-lock', wait: () => queue.get() });
  }
}

function found<T>(all: readonly T[], number: number, what: string): T {
  const one = all[number];
  if (one === undefined) throw new BadArgument(`there is no ${what} ${number}: the program has ${all.length}`);
  return one;
}

function cellIn(cells: Float64Array, cell: number): number {
  if (Number.isInteger(cell) && cell >= 0 && cell < cells.length) return cell;
  throw new BadArgument(`there is no cell ${cell}: the program has ${cells.length}`);
}
