/**
 * How fast each kernel runs on one thread of this device, in each build of the module that the browser takes. Plain data, rebuilt after
 * every round. Types only; `experiments/kernel-speed.ts` fills it, kernel-speed-judging.ts judges it.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { WorkAmount } from '../../kernels/index.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';

/** One build of the module on one kernel. */
export interface BuildSpeed {
  readonly build: Build;
  /** Why its output is not to be trusted, a sentence; then it is not timed. Null where it gave the published values. */
  readonly fault: string | null;
  /** Whole computations, one a round, in the order taken: sample i of all builds belongs to round i. */
  readonly samples: readonly Milliseconds[];
  /** The median with its interval; null where nothing was timed. */
  readonly ms: Interval | null;
  /** The fastest build's time ÷ its own, paired by round: its share of the best pace, 1 for the fastest itself. */
  readonly pace: Interval | null;
}

/** What the builds gave for one and the same input. */
export interface Agreement {
  /** `one build` where the browser takes only one, so that there was nothing to compare. */
  readonly found: 'same bytes' | 'within tolerance' | 'different' | 'one build';
  /** The tolerance, or the difference, as a sentence; empty where every byte is the same. */
  readonly detail: string;
}

export interface KernelSpeed {
  readonly kernel: string;
  readonly version: number;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Why it `failed`, a sentence. */
  readonly failure: string | null;
  /** What was timed; 0 until it has been found out. */
  readonly size: number;
  readonly items: number;
  readonly steps: number;
  /** Of one whole computation at that size; null until the size is known. */
  readonly work: WorkAmount | null;
  readonly builds: readonly BuildSpeed[];
  readonly agreement: Agreement | null;
  /** The build with the smallest median; null before the first round. */
  readonly fastest: Build | null;
  readonly rounds: number;
  readonly tookMs: Milliseconds | null;
}

export interface KernelSpeedsOptions {
  /** Kernel ids, in the order in which they are measured. */
  readonly kernels: readonly string[];
  /** 32 bits; every shuffle and bootstrap follows from it. */
  readonly seed: number;
}

export interface KernelSpeedsReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly failure: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  readonly clock: { readonly resolutionMs: Milliseconds };
  /** What this browser takes, the one that the lab uses first; empty until it has been tried. */
  readonly builds: readonly Build[];
  readonly kernels: readonly KernelSpeed[];
  readonly warnings: readonly Warning[];
}

export interface KernelSpeedsProgress {
  readonly report: KernelSpeedsReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
}
