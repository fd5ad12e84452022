/**
 * What an executor can be asked to call: plain functions, one library a file, and the catalogue of libraries. A function reaches a
 * worker by its name, `library.function`, and is imported there; nothing is ever posted as code, so a strict CSP holds.
 */
import { registry } from '../base/registry.ts';
import type { Bytes, Milliseconds } from '../base/units.ts';
import type { ProgramPlan } from '../memory/program-plan.ts';
import type { Program } from '../programs/index.ts';

/** Items of the staged work, and when they were computed. */
export interface ComputedItems {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** When the copy out of the worker's memory was made. */
  readonly copied: Milliseconds;
}

/** A range of the staged work, and when it was computed. */
export interface ComputedRange extends Omit<ComputedItems, 'bytes'> {
  /** null where they are in memory that the page sees. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** When the thread was kept off its processor meanwhile. */
  readonly absences: readonly { readonly from: Milliseconds; readonly to: Milliseconds }[];
}

/** Whole numbers that are only added to, by number. Both throw `RangeError` where there is none of the number. */
export interface Counters {
  /** Adds 1 so many times, without a look in between. */
  add(counter: number, times: number): void;
  value(counter: number): number;
}

/** What calls on several workers share, by number. Every wait ends when the executor is stopped: it then throws. */
export interface CallsShare {
  acquire(lock: number): void;
  release(lock: number): void;
  put(queue: number, value: number): void;
  get(queue: number): number;
  /** To the mailbox of a task. */
  send(task: number, value: number): void;
  receive(task: number): number;
  load(cell: number): number;
  store(cell: number, value: number): void;
  readonly counters: Counters;
}

/** What keeps the reads of several threads few. */
export interface ReadLimit {
  /** Address of the semaphore that counts them; null where no memory is shared. */
  readonly at: number | null;
  /** Threads that may read, that of `main` included. */
  readonly readers: number;
}

/** What a running call may ask of the worker it runs on. Every wait ends when the executor is stopped: it then throws. */
/** Bytes that the step before has left, and where among its bytes they stand. */
export interface StepBytes {
  readonly at: Bytes;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Call {
  /** `prefix_0`, `prefix_1`, … */
  readonly workerName: string;
  /** Blocks this worker, and nobody else. */
  sleep(ms: Milliseconds): void;
  /** Blocks until the executor's gate with this number is open. */
  pass(gate: number): void;
  /** The executor was told to stop what runs: a call that takes long looks now and then and returns early. */
  isStopped(): boolean;
  /**
   * Computes items of the work that is staged in the worker's own memory; in a later step than the first from `given`. Throws where none is
   * staged.
   */
  compute(start: number, end: number, step?: number, given?: StepBytes | null): ComputedItems;
  /**
   * Computes any range of the work that is staged: in the worker's own memory, or in the one that threads share. Throws where no work is
   * staged, and where it is told to stop.
   */
  computeRange(start: number, end: number): ComputedRange;
  /** Counters in the worker's own memory, all 0, in place of those before. Throws where no work is staged in it. */
  ownCounters(count: number): Counters;
  /**
   * Calls `step` with short parts of `times`, one after the other; when the thread was kept off its processor meanwhile. Throws `RangeError`,
   * and where it is told to stop.
   */
  inParts(times: number, step: (some: number) => void): ComputedRange['absences'];
  /** On the clock of the page. */
  now(): Milliseconds;
  /** Reads a file of the site, past every cache, and blocks this worker; its length in bytes. Throws where it cannot be had. */
  read(url: string, limit: ReadLimit): number;
  /** Reads this worker's own file, and blocks it; its length in bytes. Throws where none was opened before. */
  readFile(): number;
  /** The program of this id. Rejects where there is none. */
  program(id: string): Promise<Program>;
  /** What stands at these places of the memory that page and workers share. Throws where they share none. */
  shared(plan: ProgramPlan): CallsShare;
  /** Ends the worker at once, as a crash does: no answer is sent. */
  crash(): never;
}

/** Arguments and result have to survive a structured clone. */
export type CallableFunction = (call: Call, ...args: never[]) => unknown;

export interface Library {
  readonly id: string;
  readonly functions: Readonly<Record<string, CallableFunction>>;
}

export const libraries = registry<Library>(
  'library',
  import.meta.glob<{ default: Library }>(['./*.ts', '!./index.ts']),
);

export class NoSuchFunction extends TypeError {
  override readonly name = 'NoSuchFunction';
  constructor(asked: string) {
    super(`there is no function "${asked}" to call: name it library.function, as in src/functions`);
  }
}

/** The function with this name. Rejects with `NoSuchFunction`. */
export async function loadFunction(name: string): Promise<CallableFunction> {
  const [library = '', own = ''] = name.split('.');
  if (!libraries.ids.includes(library)) throw new NoSuchFunction(name);
  const { functions } = await libraries.load(library);
  const found = Object.hasOwn(functions, own) ? functions[own] : undefined;
  if (!found) throw new NoSuchFunction(name);
  return found;
}
