/**
 * What the advisor has measured so far: kinds of work in rows, models in columns, a time with its interval in each cell. Plain data,
 * rebuilt after every round. Types only; `experiments/advise.ts` fills it, standing.ts and advice.ts judge it.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { Mode } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';
import type { KindId, Work } from './work.ts';

/** The columns, in the order in which models are always named. Ranks are for clusters, which a page is not. */
export const ADVISED_MODELS = [
  'main-thread',
  'event-loop',
  'greenlets',
  'gil-threads',
  'gil-threads-released',
  'free-threads',
  'processes',
  'thread-executor',
  'process-executor',
] as const satisfies readonly ModelId[];

export interface AdvisorCell {
  readonly model: ModelId;
  /** Besides the thread of `main`; 0 on the page's own thread, and before it is known. */
  readonly workers: number;
  /**
   * `timed` from its first whole round on; `cut` where it was given up since it took more than five times as long as the fastest.
   */
  readonly state: 'waiting' | 'timed' | 'cut' | 'unable' | 'failed';
  /** The median makespan with its interval; null where nothing was timed. */
  readonly wallMs: Interval | null;
  /** One a round, in the order taken: sample i of all cells of a row belongs to round i. Empty unless `timed`. */
  readonly samples: readonly Milliseconds[];
  /** After how long it was given up; null unless `cut`. */
  readonly cutAtMs: Milliseconds | null;
  /** Why it is `unable` or `failed`, a sentence. */
  readonly reason: string | null;
}

export interface AdvisorRow {
  readonly id: KindId | 'own';
  readonly asked: Work;
  /** What was played: all of it, or a smaller piece where all of it would take too long. */
  readonly measured: Work;
  readonly state: 'waiting' | 'running' | 'done';
  /** Whole rounds so far. */
  readonly rounds: number;
  readonly cells: readonly AdvisorCell[];
}

export interface AdvisorOptions {
  /** Rows of the table, in this order. */
  readonly kinds: readonly KindId[];
  /** A visitor's own work, measured after them; null where there is none. */
  readonly own: Work | null;
  /** 32 bits. */
  readonly seed: number;
}

export interface AdvisorReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly failure: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  /** Of the kernels, in which it was computed. */
  readonly build: Build;
  readonly clock: { readonly resolutionMs: Milliseconds };
  /** `proven` is null until threads have been seen to run at once, and where that cannot be tried. */
  readonly cores: { readonly reported: number | null; readonly proven: number | null };
  readonly rows: readonly AdvisorRow[];
  readonly warnings: readonly Warning[];
}

export interface AdvisorProgress {
  readonly report: AdvisorReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
}
