/**
 * What a run has found so far: plain data, rebuilt after every round, and all that charts, page and
 * result document read. Types only; `experiments/` fills it, nothing here measures.
 */
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

export interface Cores {
  /** `navigator.hardwareConcurrency`, or null where the browser does not say. */
  readonly reported: number | null;
  /** Threads proven to run at the same instant, or null where the handshake cannot be run. */
  readonly proven: number | null;
  /** What the proven threads are worth in units of one, by throughput. */
  readonly effective: Interval | null;
  readonly handshake: readonly HandshakeLevel[];
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
  readonly id: 'slower-work' | 'dispatch' | 'imbalance' | 'claiming' | 'collecting' | 'unexplained';
  readonly text: string;
  readonly speedup: number;
}

/** A measured number that explains the surroundings of the gap but is no part of it. */
export interface SideNote {
  readonly id: 'startup' | 'main-against-worker' | 'oversubscription';
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
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: Cores;
  readonly work: readonly Work[];
  readonly series: readonly Series[];
  readonly timelines: readonly Timeline[];
  readonly accounts: readonly Account[];
  /** Half-width of the 95 % interval of a ratio that is truly 1 (the baseline against itself), as a fraction. */
  readonly noiseFloor: number | null;
  /** Milliseconds from `new Worker` to ready, one a worker. */
  readonly startupMs: readonly Milliseconds[];
  /** The same as spans, one a lane, from the first start on. */
  readonly startup: readonly Span[];
  readonly warnings: readonly Warning[];
}
