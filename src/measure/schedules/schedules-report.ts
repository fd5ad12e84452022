/**
 * What a comparison of schedules found: the same work of threads over shared memory, its chunks dealt out in each of the ways there are, and
 * how long each took against dynamic. Types only.
 */
import type { Build } from '../../base/builds.ts';
import type { Schedule } from '../../base/schedule.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { BrowserName } from '../browser-name.ts';
import type { Timeline } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';

export interface ScheduleFound {
  readonly schedule: Schedule;
  /** Makespans in the order taken: sample i of every schedule is of round i. */
  readonly samples: readonly Milliseconds[];
  readonly medianMs: Milliseconds;
  /** Makespan ÷ dynamic's, paired by round. */
  readonly ratio: Interval;
  /** Every run gave the bytes of the main thread. */
  readonly verified: boolean;
  /** The run whose makespan is nearest the median. */
  readonly timeline: Timeline;
}

/** Work whose chunks differ in length by the place they stand at, so that blocks of them do, or work whose chunks are alike. */
export type Evenness = 'uneven' | 'even';

export interface ScheduledWork {
  readonly kernel: string;
  /** What is computed, as a title: "Mandelbrot set, its upper half". */
  readonly title: string;
  readonly evenness: Evenness;
  readonly size: number;
  /** Chunks dealt out. */
  readonly tasks: number;
  readonly rounds: number;
  /** In the order of `SCHEDULES`; empty before the first round. */
  readonly schedules: readonly ScheduleFound[];
  /** Makespan of static ÷ that of stealing, paired by round: what blocks lose that nobody helps with. Null before the first round. */
  readonly staticAgainstStealing: Interval | null;
}

export interface SchedulesReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  /** What ended a failed run, for the reader. */
  readonly failure: string | null;
  /** Why nothing can be compared on this device, as a sentence; null where it can. */
  readonly untestable: string | null;
  readonly startedAt: string;
  readonly seed: number;
  readonly browser: BrowserName;
  readonly build: Build;
  /** As many as were proven to run at once; null before they were counted. */
  readonly workers: number | null;
  readonly works: readonly ScheduledWork[];
  readonly warnings: readonly Warning[];
}

export interface SchedulesOptions {
  /** 32 bits; the order of the runs and every bootstrap follow from it. */
  readonly seed: number;
}

export interface SchedulesProgress {
  /** Everything found so far. */
  readonly report: SchedulesReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
}
