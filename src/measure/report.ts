/**
 * What a run has found so far: plain data, rebuilt after every round, and all that charts, page and
 * result document read. Types only; `experiments/` fills it, nothing here measures.
 */
import type { Build } from '../base/builds.ts';
import type { Schedule } from '../base/schedule.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ModelId } from '../models/index.ts';
import type { Span } from '../trace/span.ts';
import type { Cores } from './cores-report.ts';
import type { Interval } from './stats/interval.ts';
import type { Versions } from './versions.ts';
import type { Warning } from './warnings.ts';

export type {
  HandshakeLevel,
  WorkerPace,
  PaceGroup,
  CoresLost,
  PacePoint,
  Worth,
  Traffic,
  PairLatency,
  Cores,
} from './cores-report.ts';

/** What the browser let us do, found by doing it. */
export type Mode = 'shared' | 'messages' | 'main-only';

export type Preset = 'quick' | 'thorough';

/** Why sampling ended. */
export type Ending = 'precise' | 'budget' | 'stopped' | 'failed';

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
  /** How much the whole computation is, in `unit`: rates of different sizes can be compared where times cannot. */
  readonly amount: number;
  /** In the plural: "floating-point operations". */
  readonly unit: string;
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
  readonly versions: Versions;
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
