/**
 * What a race has found so far: one program under several models, one after the other on the same cores. Plain data, rebuilt
 * whenever something is new. Types only; `experiments/race-programs.ts` fills it.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played, PlaySettings } from '../../models/play/play.ts';
import type { Mode } from '../report.ts';
import type { Warning } from '../warnings.ts';

export interface RaceEntry {
  readonly model: ModelId;
  /** Threads, processes or ranks besides that of `main`; 0 where all is on the page's thread. */
  readonly workers: number;
  /** `unable`: the model cannot play this program here; `reason` says why, as it does for `failed`. */
  readonly state: 'waiting' | 'running' | 'finished' | 'failed' | 'unable';
  readonly reason: string | null;
  /** While it runs, what is known so far. Its `output` is null: bytes are compared at once and not kept. */
  readonly played: Played | null;
  /** What was printed, returned and computed is right; null before its end. */
  readonly verified: boolean | null;
  /** What was wrong, a sentence. */
  readonly fault: string | null;
  /** Makespan of the serial form (the main thread, or the slowest model where it does not take part) ÷ this one's. */
  readonly speedup: number | null;
}

export interface RaceReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  /** Of the kernels, in which it was computed. */
  readonly build: Build;
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: number | null;
  readonly program: { readonly id: string; readonly title: string; readonly args: readonly number[] };
  /** What it computes; null where it computes nothing. */
  readonly work: {
    readonly kernel: string;
    readonly version: number;
    readonly size: number;
    readonly items: number;
  } | null;
  readonly settings: PlaySettings;
  /** In the order of the race. */
  readonly entries: readonly RaceEntry[];
  readonly warnings: readonly Warning[];
}

export interface RaceOptions {
  readonly program: string;
  /** Of `main`; those left out are the program's usual ones. */
  readonly args: readonly number[];
  readonly models: readonly ModelId[];
  /** Null for one for each core that the browser reports, at least 2 and at most 8. */
  readonly workers: number | null;
  readonly settings: PlaySettings;
  readonly kernel: string;
  readonly seed: number;
}

export interface RaceProgress {
  readonly report: RaceReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
}
