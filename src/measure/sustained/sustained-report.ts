/**
 * What a sustained run has found: minutes of all proven threads at work, one window after the other, and whether their pace
 * held. Types only; `sustained-windows.ts` takes the windows, `sustained-finding.ts` judges them.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Mode } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { WindowPace } from '../cores/window-pace.ts';
import type { Warning } from '../warnings.ts';

/**
 * One window. Times are on the run's own clock, which stands still while the tab is away and starts with the first window.
 */
export interface SustainedWindow {
  /** All threads at once, or the first worker alone, whose pace tells a lower clock from what is shared. */
  readonly kind: 'together' | 'alone';
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  /** Void: the tab was hidden meanwhile, or page and workers were frozen; its time does not count. */
  readonly spoilt: 'hidden' | 'frozen' | null;
  /** How long the tab was away after it: not on the run's clock. */
  readonly awayMs: Milliseconds;
  /** In items a millisecond. Null where the window is void or was ended before it began. */
  readonly pace: WindowPace | null;
}

/** A stretch of about equal pace. */
export interface PaceLevel {
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  /** Windows of all threads in it. */
  readonly windows: number;
  /** Median, in units of the first pace, with the uncertainty of both. */
  readonly pace: Interval;
}

/**
 * Why the pace fell, as far as a page can tell.
 * - `clock`: one worker alone slowed as well, nobody stood still more than before
 * - `shared-budget`: one alone kept its pace: only all at once run slower (a power or heat budget, a shared cache)
 * - `slower`: they ran slower; whether one alone does too could not be told
 * - `other-load`: some stood still while others ran
 * - `time-limit`: all stood still at once
 * - `held-off`: the only worker stood still: by other programs or by a limit
 */
export type FallCause = 'clock' | 'shared-budget' | 'slower' | 'other-load' | 'time-limit' | 'held-off';

/** The first lasting fall by at least 3 %. */
export interface Fall {
  readonly onsetMs: Milliseconds;
  /** Of the stretch that it fell to. */
  readonly pace: Interval;
  /** In many small steps rather than one or two. */
  readonly gradual: boolean;
  readonly cause: FallCause;
  /** What came after: within 3 % of that stretch to the end, lower still, higher again, or back at the first pace. */
  readonly then: 'stayed' | 'fell-further' | 'rose-again' | 'recovered';
  /** One worker alone after the onset, in units of before; null where there are too few windows. */
  readonly alone: Interval | null;
}

export interface SustainedFinding {
  /** `unclear`: no fall was found, yet one by 3 % is not excluded. `rose`: it was faster at the end than at first. */
  readonly verdict: 'too-short' | 'kept' | 'fell' | 'rose' | 'unclear';
  /** Items a millisecond that are 1: the median of the first 10 s, or of what came before a still earlier fall. */
  readonly first: number | null;
  /** Likewise, of the first worker alone, until its pace was told to have changed or to the end. */
  readonly firstAlone: number | null;
  readonly levels: readonly PaceLevel[];
  readonly fall: Fall | null;
  /** Pace of the last stretch in units of the first pace; of a single stretch, its last third against its first. */
  readonly end: Interval | null;
  /** Fractions of the time in which all threads were asked to work. */
  readonly still: { readonly all: number; readonly some: number };
}

export interface SustainedReport {
  /** `unavailable`: this browser or page cannot do it; `failure` says why. */
  readonly state: 'running' | 'complete' | 'stopped' | 'failed' | 'unavailable';
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  /** Of the kernels, in which it was computed. */
  readonly build: Build;
  readonly clock: { readonly resolutionMs: Milliseconds };
  /** Asked for, of time with the tab in front. */
  readonly durationMs: Milliseconds;
  readonly cores: { readonly reported: number | null; readonly proven: number | null };
  /** Threads kept at work: the proven ones, or as many as reported where nothing could be proven. */
  readonly workers: number;
  /** What they did over and over. */
  readonly work: { readonly kernel: string; readonly version: number; readonly size: number };
  readonly windows: readonly SustainedWindow[];
  readonly finding: SustainedFinding;
  readonly warnings: readonly Warning[];
}
