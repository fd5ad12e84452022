/**
 * What a run has found about cores: which threads ran at the same instant, what they are worth, and what memory does to that. Plain data and
 * types only, a part of the report (report.ts).
 */
import type { Milliseconds } from '../base/units.ts';
import type { Interval } from './stats/interval.ts';

export interface HandshakeLevel {
  /** Threads that met at the barrier. */
  readonly workers: number;
  /** Rounds that were timed. */
  readonly rounds: number;
  /** Median time of a round over all timed rounds; Infinity where not one round was completed. */
  readonly medianRoundMs: Milliseconds;
  /** The 90th percentile. */
  readonly p90RoundMs: Milliseconds;
  /** All were on a processor at the same time. */
  readonly simultaneous: boolean;
}

/** One worker's pace while the others run, in units of one worker alone. */
export interface WorkerPace {
  /** From 0. */
  readonly worker: number;
  readonly pace: Interval;
}

/** Workers that are about equally fast; ascending. */
export interface PaceGroup {
  readonly workers: readonly number[];
  readonly pace: number;
}

/** What the proven threads are short of as many cores, in cores. The parts add up to proven − effective. */
export interface CoresLost {
  /** All stood still at once: a limit on processor time, as containers and power savers set one. */
  readonly timeLimit: number;
  /** Some stood still while others ran: other programs had their processors. */
  readonly otherLoad: number;
  /** They ran, but slower than one alone: two threads of one core, slow cores, a lower clock. Negative where faster. */
  readonly slower: number;
}

/** Fixed-time scaling (Gustafson's): what n workers do in a given time, in units of one alone. */
export interface PacePoint {
  readonly workers: number;
  readonly speedup: Interval;
}

/** What threads are worth, from loops of fixed time. */
export interface Worth {
  /** One a round, in the order taken: items a millisecond of one worker alone, and of all proven threads together. */
  readonly samples: readonly { readonly alone: number; readonly together: number }[];
  /** Rounds left out, since other programs took a part of them; 0 where they took a part of most. */
  readonly disturbed: number;
  /** Cores that other programs took, over all rounds. */
  readonly otherLoad: number;
  /** Ascending by workers, from 1 on. */
  readonly curve: readonly PacePoint[];
  /** With all proven threads running; one a worker. */
  readonly paces: readonly WorkerPace[];
  /** Fastest first; a single group where no difference could be told. */
  readonly groups: readonly PaceGroup[];
  readonly lost: CoresLost;
  /** Fraction of its time that one worker alone stood still. */
  readonly aloneStill: number;
}

/**
 * What the proven threads are worth where memory is the limit, from rounds of loops of fixed time: the triad of STREAM over
 * vectors that no usual cache holds, and beside it the loop that only computes. Gigabytes are 10⁹ bytes, counted as
 * STREAM does: two numbers read and one written for each element.
 */
export interface Traffic {
  readonly workers: number;
  /** All vectors together. */
  readonly bytes: number;
  readonly rounds: number;
  /** Gigabytes a second of one worker. */
  readonly alone: Interval;
  /** Of all proven threads together. */
  readonly together: Interval;
  /** All against one, moving memory. */
  readonly moving: Interval;
  /** All against one, computing, in the same rounds. */
  readonly computing: Interval;
}

/** A handshake of two workers alone. A page cannot pin threads: a pair of workers is not a pair of cores. */
export interface PairLatency {
  readonly one: number;
  readonly other: number;
  /** Median time of a round; Infinity where not one round was completed. */
  readonly roundMs: Milliseconds;
}

export interface Cores {
  /** `navigator.hardwareConcurrency`, or null where the browser does not say. */
  readonly reported: number | null;
  /** Threads proven to run at the same instant, or null where the handshake cannot be run. */
  readonly proven: number | null;
  /**
   * What the proven threads are worth in units of one, by throughput. Where other programs took a part, the upper end
   * includes what they took.
   */
  readonly effective: Interval | null;
  readonly handshake: readonly HandshakeLevel[];
  readonly worth: Worth | null;
  readonly pairs: readonly PairLatency[];
  /** Absent where it was not measured: one thread, no shared memory, a limit on processor time. */
  readonly traffic?: Traffic;
}
