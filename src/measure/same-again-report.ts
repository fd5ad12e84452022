/**
 * What a model gave that was measured against itself: the same work (its ratio is 1) and a multiple of it (its ratio is
 * the multiple). Truth is known beforehand, so the counts say how honest the lab's intervals are on this device. Types only.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Interval } from './stats/interval.ts';

/** Models that can be measured so: what they run is told by a table of tasks, of which a part can be taken. */
export type SameAgainModel = 'main-thread' | 'free-threads';

export interface SameAgainReport {
  readonly state: 'complete' | 'stopped';
  readonly model: SameAgainModel;
  /** 0 on the page's own thread. */
  readonly workers: number;
  /** Interleaved rounds behind each interval. */
  readonly rounds: number;
  readonly seed: number;
  readonly kernel: string;
  /** Items of the work, taken once. */
  readonly items: number;
  /** Median wall time of the work, taken once, over all samples; null before there are any. */
  readonly onceMs: Milliseconds | null;
  /** The work against the same work; the true ratio is 1. */
  readonly itself: {
    readonly intervals: readonly Interval[];
    /** Intervals that exclude 1: a difference was claimed that is none. */
    readonly separated: number;
  };
  /** A multiple of the items against the work; the true ratio is the multiple. */
  readonly multiple: {
    readonly ratio: number;
    readonly intervals: readonly Interval[];
    /** Intervals that hold the true ratio. */
    readonly covered: number;
  };
  /** Samples that were void, since the tab was hidden, and were taken again. */
  readonly voided: number;
  readonly elapsedMs: Milliseconds;
}
