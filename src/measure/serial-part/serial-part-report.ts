/**
 * What a program with a serial part of a chosen size has shown so far: work of which one thread computes a given share while the others wait,
 * then all share out the rest, by several numbers of workers. Plain data and types; `experiments/serial-part.ts` fills it.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { ClaimPicture } from '../claims/claim-report.ts';
import type { Mode } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';

export interface SerialPartOptions {
  /** Of the work, from 0 to 100. */
  readonly percent: number;
  /** Ascending, from 1 on; 1 is the measure of the others and is not measured again. */
  readonly workers: readonly number[];
  /** 32 bits. */
  readonly seed: number;
}

export interface SerialPartPoint {
  readonly workers: number;
  /** The whole work on one worker ÷ on so many. */
  readonly speedup: Interval;
}

export interface SerialPartReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: { readonly reported: number | null; readonly proven: number | null };
  readonly percent: number;
  /** Free threads; processes where threads share no memory. */
  readonly model: ModelId;
  /** The whole work on one worker, median; null before it is known. */
  readonly serialMs: Milliseconds | null;
  /** The serial part alone, median over the runs with most workers. */
  readonly headMs: Milliseconds | null;
  /** The whole on one worker ÷ the serial part alone: what would be left if the rest took no time. */
  readonly limit: Interval | null;
  readonly points: readonly SerialPartPoint[];
  /** One typical run with most workers. */
  readonly lanes: ClaimPicture | null;
  readonly warnings: readonly Warning[];
}

export interface SerialPartProgress {
  readonly report: SerialPartReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
}
