/**
 * What a lock needs of the thread that uses it. A worker blocks, so its calls return values; the page must not, so its
 * calls return promises. Each structure is written once for both: it describes an operation, and the thread carries it out.
 */
import type { Milliseconds } from '../base/units.ts';
import type { SyncExports } from './sync-exports.ts';

export type Style = 'blocking' | 'page';

/** What a call returns: its value, or on the page a promise of it. */
export type Answer<S extends Style, T> = S extends 'blocking' ? T : Promise<T>;

/** An operation that may have to wait. All answer an outcome (outcome.ts). */
export interface WaitOperation {
  /** From begin to end on a thread that may block. */
  whole(timeoutMs: Milliseconds): number;
  /** Up to the point where it would have to sleep. `mayWait` false: does not even queue, where there is a choice. */
  begin(mayWait: boolean): number;
  /** Goes on after a sleep that ended for `reason`. */
  resume(reason: number): number;
}

/** Several calls of a structure in a row, written once: yields answers, is given their values. */
export type Script<T> = Generator<unknown, T, unknown>;

export interface Thread<S extends Style> {
  readonly style: S;
  /** Address of the thread's record. */
  readonly at: number;
  readonly sync: SyncExports;
  /** Carries a waiting operation out and reads its outcome. */
  wait<T>(operation: WaitOperation, timeoutMs: Milliseconds, read: (outcome: number) => T): Answer<S, T>;
  /** Carries out what never sleeps, but may be told BUSY. */
  step<T>(step: () => number, read: (outcome: number) => T): Answer<S, T>;
  /** Carries a script out. */
  follow<T>(script: Script<T>): Answer<S, T>;
}

/** Within a script: the value of an answer. Whoever carries the script out gives back what the yielded answer holds. */
export function* valueOf<S extends Style, T>(answer: Answer<S, T>): Script<T> {
  return (yield answer) as T;
}
