/**
 * What a rank runs: a program, one a file, and the catalogue of programs. A program reaches a worker by its id and is imported
 * there. Its body is a script: it waits with `yield*`, so that the same body runs where a rank blocks and where it may not.
 */
import type { Clock } from '../../base/clock.ts';
import { registry } from '../../base/registry.ts';
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { Script } from '../../sync/thread.ts';
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
  /** Items `start` to `end`, end excluded. */
  compute(start: number, end: number): ComputedTask;
}

/** What a rank has besides the others. */
export interface RankWorld {
  readonly comm: Communicator;
  /** What the launcher gave to every rank. */
  readonly args: unknown;
  readonly clock: Clock;
  /** null where no job is loaded on the workers. */
  readonly job: RankJob | null;
  /** Ends the worker at once, as a crash does. */
  crash(): never;
}

export interface RankProgram {
  readonly id: string;
  readonly title: string;
  /** Its value is the rank's result, which a message must be able to carry. */
  body(world: RankWorld): Script<unknown>;
}

export const rankPrograms = registry<RankProgram>(
  'rank program',
  import.meta.glob<{ default: RankProgram }>(['./*.ts', '!./index.ts']),
);
