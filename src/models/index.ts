/**
 * The vocabulary of execution models, what a model must do, and the catalogue of those that run. A model is an
 * interpreter of programs: a policy for who runs which task, where and when.
 */
import type { Milliseconds } from '../base/units.ts';
import { registry } from '../base/registry.ts';
import type { Span } from '../trace/span.ts';
import type { PlayAsked, Played } from './play/play.ts';
import type { Stage } from './stage.ts';

export const MODEL_IDS = [
  'main-thread',
  'event-loop',
  'greenlets',
  'gil-threads',
  'gil-threads-released',
  'free-threads',
  'processes',
  'thread-executor',
  'process-executor',
  'ranks',
] as const;

export type ModelId = (typeof MODEL_IDS)[number];

/** One run of the staged work under one model. */
export interface Outcome {
  /** From submission to the last result, as the page sees it. */
  readonly wallMs: Milliseconds;
  /** Relative to the submission. */
  readonly spans: readonly Span[];
  /** All items' bytes. Valid until the next run on the stage. */
  readonly output: Uint8Array;
}

export interface ExecutionModel {
  readonly id: ModelId;
  readonly title: string;
  /** What it stands for in Python. */
  readonly counterpart: string;
  /** Two tasks may execute at the same instant. */
  readonly parallel: boolean;
  /** Where it can run: everywhere, where there are workers, or only where memory is shared. */
  readonly needs: 'page' | 'workers' | 'shared memory';
  /** Brings the stage into the state in which a run can start; not timed. */
  prepare(stage: Stage, workers: number): Promise<void>;
  /** Runs the staged work once. Rejects with `Stopped` soon after the signal (the main thread after its run), or with the pool's faults. */
  run(stage: Stage, workers: number, signal: AbortSignal): Promise<Outcome>;
  /**
   * Plays a whole program, over the work that is on the stage where it computes. Rejects with `Stopped` soon after the signal, with
   * `CannotPlay`, `PlayStuck`, `PlayOverdue`, with what a body threw, or with the pool's faults.
   */
  play?(stage: Stage, asked: PlayAsked): Promise<Played>;
}

export const models = registry<ExecutionModel>(
  'model',
  import.meta.glob<{ default: ExecutionModel }>([
    './*.ts',
    '!./index.ts',
    '!./stage.ts',
    '!./shared-batch.ts',
    '!./loop-run.ts',
  ]),
);
