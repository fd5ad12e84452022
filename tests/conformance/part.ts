/**
 * What a thread of a conformance test is given, whichever kind of thread it is: a worker that blocks or a task of the page
 * that does not. A body is written once, as a script, and run by both.
 */
import type { Milliseconds } from '../../src/base/units.ts';
import { THREAD } from '../../src/memory/structures.ts';
import type { Script, Style, Thread } from '../../src/sync/thread.ts';

/** Numbers only: addresses of structures and counters, counts, times. */
export type Arguments = Readonly<Record<string, number>>;

export interface Part<S extends Style> {
  readonly thread: Thread<S>;
  /** Its number among those that run the same body, from 0. */
  readonly number: number;
  /** An argument by its name. Throws where the test has not given it. */
  arg(name: string): number;
  /** Adds to a counter of the test; what it was before. */
  add(counter: string, value?: number): number;
  /** Adds 1 to byte `index` of a list of the test. */
  mark(list: string, index: number): void;
  /** What a counter of the test says now. */
  look(counter: string): number;
  now(): Milliseconds;
  /** The thread's own record in shared memory. */
  readonly record: DataView;
}

/** The value a body ends with reaches the test; so does the name of the error it ends with. */
export type Body = <S extends Style>(part: Part<S>) => Script<unknown>;

export interface Assignment {
  readonly body: string;
  readonly number: number;
  readonly args: Arguments;
}

/** A body's end: its value, or the error it threw. */
export type Ending =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly message: string };

export function partOf<S extends Style>(
  thread: Thread<S>,
  memory: WebAssembly.Memory,
  { number, args }: Assignment,
  now: () => Milliseconds,
): Part<S> {
  const words = new Int32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const arg = (name: string): number => {
    const value = args[name];
    if (value === undefined) throw new Error(`the test gives no argument "${name}"`);
    return value;
  };
  return {
    thread,
    number,
    arg,
    add: (counter, value = 1) => Atomics.add(words, arg(counter) / 4, value),
    mark: (list, index) => void Atomics.add(bytes, arg(list) + index, 1),
    look: (counter) => Atomics.load(words, arg(counter) / 4),
    now,
    record: new DataView(memory.buffer, thread.at, THREAD.BYTES),
  };
}

export function failure(error: unknown): Ending {
  if (!(error instanceof Error)) return { ok: false, error: 'not an error', message: String(error) };
  return { ok: false, error: error.name, message: error.message };
}
