/**
 * What it is to play a program under an execution model: what an interpreter is asked, and what it gives back. Types and the
 * usual settings; each interpreter is a file beside this one.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Program } from '../../programs/index.ts';
import type { Span } from '../../trace/span.ts';

/** What a visitor may turn. Each is of one model or a few; the others pass it over. */
export interface PlaySettings {
  /** Threads under a GIL: how long one runs while another waits. */
  readonly switchIntervalMs: Milliseconds;
  /** Threads under a GIL whose kernels release it: the part of a computation that still holds it, 0 to 1. */
  readonly heldFraction: number;
  /** Processes: how a result comes back to the one who asked. */
  readonly payload: 'clone' | 'transfer' | 'shared';
  /** Free threads, and threads under a GIL: how the references of an object that all tasks use are counted while they compute. */
  readonly counting: 'none' | 'plain' | 'atomic' | 'locked' | 'biased';
  /** References that each item takes and gives back where they are counted; a small part of its time where it is left out. */
  readonly references?: number;
  /** Event loop: how a task goes on after a wait. */
  readonly style: 'coroutines' | 'callbacks';
  /**
   * Threads and processes: a task is taken by whoever is free, or task k belongs to worker 1 + (k − 1) mod workers from the start. Ranks
   * do the second always, executors never.
   */
  readonly schedule: 'dynamic' | 'static';
  /** Free threads: counters stand on cache lines of their own, or side by side on one. */
  readonly counters: 'padded' | 'shared-line';
}

export const USUAL_SETTINGS: PlaySettings = {
  switchIntervalMs: 5,
  heldFraction: 0.25,
  payload: 'clone',
  counting: 'none',
  style: 'coroutines',
  schedule: 'dynamic',
  counters: 'padded',
};

export interface PlayAsked {
  readonly program: Program;
  readonly args: readonly number[];
  /** Threads, processes or ranks besides the one that runs `main`; models of the page's thread pass it over. At least 1. */
  readonly workers: number;
  readonly settings: PlaySettings;
  /** After this long the play is given up; it then rejects with `PlayOverdue`. */
  readonly limitMs: Milliseconds;
  readonly signal: AbortSignal;
  /** Called now and then while it goes on, at most once a frame, with what is known so far. */
  onProgress?(soFar: Played): void;
}

/** A task's life. Times are relative to the start of the play. */
export interface TaskTime {
  /** `main` is 0, the others by the order of their spawning. */
  readonly task: number;
  readonly body: string;
  /** Worker that ran it, or PAGE_LANE; the one on which it ended, where it moved. */
  readonly lane: number;
  readonly spawned: Milliseconds;
  /** When its body began; null while it has not. */
  readonly start: Milliseconds | null;
  /** Null while it has not ended. */
  readonly end: Milliseconds | null;
}

export interface PrintedLine {
  readonly at: Milliseconds;
  readonly task: number;
  readonly text: string;
}

/** What is known of a play; whole once it is over. All times are milliseconds since its start. */
export interface Played {
  /** From the start of `main` to the end of the last task; so far, while it goes on. */
  readonly wallMs: Milliseconds;
  /**
   * What each lane did: lane 0 is the thread of `main` and 1 … the others, or all PAGE_LANE. A wait under a model of one thread is
   * recorded for its task although the thread does something else meanwhile: such spans overlap.
   */
  readonly spans: readonly Span[];
  readonly tasks: readonly TaskTime[];
  /** In the order in which they were printed. */
  readonly printed: readonly PrintedLine[];
  /** What `main` returned; NaN while it has not. */
  readonly result: number;
  /** All bytes that were computed, valid until the next run on the stage; null where the program computes nothing. */
  readonly output: Uint8Array | null;
  /** Spans that were recorded and had no room; the oldest are lost first. */
  readonly lostSpans: number;
}

/** A program that cannot go on, or not in time. */
export class PlayStuck extends Error {
  override readonly name = 'PlayStuck';
}

export class PlayOverdue extends Error {
  override readonly name = 'PlayOverdue';
  constructor(limitMs: Milliseconds, waiting: string) {
    super(`the program had not ended after ${Math.round(limitMs / 1000)} s: ${waiting}`);
  }
}

/** The model has no way to do what the program asks. */
export class CannotPlay extends Error {
  override readonly name = 'CannotPlay';
}
