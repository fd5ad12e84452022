/**
 * What a run has found so far: plain data, rebuilt after every round, and all that charts, page and
 * result document read. Types only; `experiments/` fills it, nothing here measures.
 */
import type { Build } from '../base/builds.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ModelId } from '../models/index.ts';
import type { Span } from '../trace/span.ts';
import type { Interval } from './stats/interval.ts';
import type { Warning } from './warnings.ts';

/** What the browser let us do, found by doing it. */
export type Mode = 'shared' | 'messages' | 'main-only';

export type Preset = 'quick' | 'thorough';

/** Why sampling ended. */
export type Ending = 'precise' | 'budget' | 'stopped' | 'failed';

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

/** The work one kernel was given on this device. */
export interface Work {
  readonly kernel: string;
  /** Of the kernel; results of different versions are not compared. */
  readonly version: number;
  readonly title: string;
  readonly size: number;
  readonly sizeName: string;
  readonly items: number;
  readonly chunkItems: number;
  readonly tasks: number;
  /** Which serial form was the faster in warm-up: the one speed-up is counted against. */
  readonly serialForm: 'main-thread' | 'one worker';
  /** The published statement its build was checked against on this device. */
  readonly published: string;
}

export interface Series {
  readonly kernel: string;
  readonly model: ModelId;
  /** Workers used; 0 where the model runs on the page's own thread. */
  readonly workers: number;
  readonly wallMs: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly samples: readonly number[];
  };
  readonly speedup: Interval;
  /** Every sample's output equalled the reference, byte for byte. */
  readonly verified: boolean;
  /** Median over the first samples of the longest stretch without an animation frame. Null where frames were not to be had. */
  readonly frameGapMs: number | null;
}

/** One recorded run, times relative to its submission. */
export interface Timeline {
  readonly kernel: string;
  readonly model: ModelId;
  readonly workers: number;
  readonly makespanMs: Milliseconds;
  readonly spans: readonly Span[];
}

/** One share of the gap between ideal and measured speed-up, in units of speed-up; shares of an account add up to the gap. */
export interface LossShare {
  readonly id:
    | 'startup'
    | 'dispatch'
    | 'claiming'
    | 'imbalance'
    | 'steps'
    | 'waiting'
    | 'copying'
    | 'collecting'
    | 'other-load'
    | 'slower-cores'
    | 'memory'
    | 'sharing'
    | 'slower-work'
    | 'unexplained';
  readonly text: string;
  readonly speedup: number;
}

/** A measured number that explains the surroundings of the gap but is no part of it. */
export interface SideNote {
  readonly id: 'startup' | 'main-against-worker' | 'oversubscription' | 'memory-only';
  readonly text: string;
  readonly value: number;
  readonly unit: 'ms' | '×';
}

export interface Account {
  readonly kernel: string;
  readonly model: ModelId;
  readonly workers: number;
  readonly ideal: number;
  readonly measured: number;
  readonly shares: readonly LossShare[];
  readonly notes: readonly SideNote[];
}

/** A law fitted to a measured curve: a model, never a measurement. */
export interface FittedLaw {
  readonly id: 'amdahl' | 'gustafson' | 'usl';
  readonly kernel: string;
  readonly model: ModelId;
  /** Amdahl and Gustafson: `serial-fraction`; USL: `contention` (σ) and `coherency` (κ). */
  readonly parameters: readonly {
    readonly id: 'serial-fraction' | 'contention' | 'coherency';
    readonly value: Interval;
  }[];
  /** What the law says, at the measured numbers of workers and between. Ascending. */
  readonly points: readonly { readonly workers: number; readonly speedup: number }[];
  /** Root mean square of (law ÷ measured − 1) over the measured points. */
  readonly residual: number;
}

/** The experimentally determined serial fraction (Karp and Flatt 1990), one a number of workers above 1. */
export interface SerialFractions {
  readonly kernel: string;
  readonly model: ModelId;
  readonly points: readonly { readonly workers: number; readonly fraction: Interval }[];
}

/** Work T₁ and span T∞ of a recorded run: no number of workers can be faster than T₁ ÷ T∞ times. */
export interface WorkAndSpan {
  readonly kernel: string;
  readonly model: ModelId;
  readonly workers: number;
  readonly workMs: Milliseconds;
  readonly spanMs: Milliseconds;
}

/** How many workers are worth using: more bought nothing that could be told from noise. */
export interface Recommended {
  readonly kernel: string;
  readonly model: ModelId;
  readonly workers: number;
}

/** Where a measured curve bends downwards: what each further worker added before it, and after. In units of speed-up. */
export interface Bend {
  readonly kernel: string;
  readonly model: ModelId;
  /** Not always a whole number: two straight lines meet there. */
  readonly workers: number;
  readonly before: number;
  readonly after: number;
}

/** What the browser says of the machine's state. Hints, never a gate. */
export interface Surroundings {
  /** Compute Pressure's word; null where the browser has none. */
  readonly pressure: 'nominal' | 'fair' | 'serious' | 'critical' | null;
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
  /** Before the run: fraction of its time that a worker alone was kept from its processor. */
  readonly busyBefore: number | null;
}

export interface Report {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly ending: Ending | null;
  /** What ended a failed run, for the reader. */
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly preset: Preset;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  readonly schedule: Schedule;
  /** Of the kernels, in which it was computed. */
  readonly build: Build;
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: Cores;
  readonly work: readonly Work[];
  readonly series: readonly Series[];
  readonly timelines: readonly Timeline[];
  readonly accounts: readonly Account[];
  readonly laws: readonly FittedLaw[];
  readonly serialFractions: readonly SerialFractions[];
  readonly workAndSpan: readonly WorkAndSpan[];
  readonly recommended: readonly Recommended[];
  readonly bends: readonly Bend[];
  readonly surroundings: Surroundings | null;
  /** Half-width of the 95 % interval of a ratio that is truly 1 (the baseline against itself), as a fraction. */
  readonly noiseFloor: number | null;
  /** Milliseconds from `new Worker` to ready, one a worker. */
  readonly startupMs: readonly Milliseconds[];
  /** The same as spans, one a lane, from the first start on. */
  readonly startup: readonly Span[];
  readonly warnings: readonly Warning[];
}
