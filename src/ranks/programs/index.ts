/**
 * What a rank runs: a program, one a file, and the catalogue of programs. A program reaches a worker by its id and is imported
 * there. Its body is a script: it waits with `yield*`, so that the same body runs where a rank blocks and where it may not.
 */
import type { Clock } from '../../base/clock.ts';
import { registry } from '../../base/registry.ts';
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { Program } from '../../programs/index.ts';
import type { Script } from '../../sync/thread.ts';
import type { WordCounters } from '../../sync/word-counters.ts';
import type { Communicator } from '../communicator.ts';

/** A range of a job's items, computed by a rank in memory of its own. */
export interface ComputedTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** When the result had been copied out of the rank's memory. */
  readonly copied: Milliseconds;
}

/** The job that is loaded on the rank's worker. */
export interface RankJob {
  readonly itemBytes: Bytes;
  /** Items that may be computed at once, so that it stays ≤ 5 ms and whoever must look can look. */
  readonly sliceItems: number;
  /** Computes items and leaves their bytes where they are; when the thread was kept off its processor meanwhile. */
  run(start: number, end: number): readonly { readonly from: Milliseconds; readonly to: Milliseconds }[];
  /** A copy of the bytes of items. */
  bytesOf(start: number, end: number): Uint8Array<ArrayBuffer>;
  /** Counters in the rank's memory, all 0, in place of those before. */
  counters(count: number): WordCounters;
  /** Calls `step` with short parts of `times`, one after the other; when the thread was kept off its processor meanwhile. Throws `RangeError`. */
  inParts(
    times: number,
    step: (some: number) => void,
  ): readonly { readonly from: Milliseconds; readonly to: Milliseconds }[];
  /** Items `start` to `end`, end excluded. */
  compute(start: number, end: number): ComputedTask;
  /** Computes items in one of the work's steps, and leaves their bytes where the next step reads them; when. */
  runStep(step: number, start: number, end: number): { readonly start: Milliseconds; readonly end: Milliseconds };
  /** A copy of the bytes that a step has left of items. */
  leftBy(step: number, start: number, end: number): Uint8Array<ArrayBuffer>;
  /** Puts bytes of items, from `start` on, where `step` reads them. */
  give(step: number, start: number, bytes: Uint8Array<ArrayBuffer>): void;
}

/** What a rank has besides the others. */
export interface RankWorld {
  readonly comm: Communicator;
  /** What the launcher gave to every rank. */
  readonly args: unknown;
  readonly clock: Clock;
  /** What the program has prepared on this worker; undefined where it prepares nothing. */
  readonly prepared: unknown;
  /** Waits, and hears no message meanwhile. Throws `WaitStopped`. */
  sleep(ms: Milliseconds): Script<void>;
  /**
   * Reads a file of the site, past every cache, as one of the few that ranks read at once, and blocks the thread; its length in bytes. Throws
   * where it cannot be had, `WaitStopped`, and `Refused` where more ranks might read than may and nobody can count them.
   */
  read(url: string): Script<number>;
  /** Reads this rank's own file, and blocks the thread; its length in bytes. Throws where none was opened before. */
  readFile(): number;
  /** null where no job is loaded on the workers. */
  readonly job: RankJob | null;
  /** Ends the worker at once, as a crash does. */
  crash(): never;
}

export interface RankProgram {
  readonly id: string;
  readonly title: string;
  /** Before the body, which may block: what has to be loaded, given what the launcher gave and how programs of tasks are found. */
  prepare?(args: unknown, load: (id: string) => Promise<Program>): Promise<unknown>;
  /** Its value is the rank's result, which a message must be able to carry. */
  body(world: RankWorld): Script<unknown>;
}

export const rankPrograms = registry<RankProgram>(
  'rank program',
  import.meta.glob<{ default: RankProgram }>(['./*.ts', '!./index.ts']),
);
