/**
 * What a sustained run is asked and what it gives while it lasts. Types only.
 */
import type { Milliseconds } from '../base/units.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';

export interface SustainedOptions {
  /** Of time with the tab in front; at least a second. */
  readonly durationMs: Milliseconds;
  /** 32 bits; every bootstrap of the run follows from it. */
  readonly seed: number;
}

export interface SustainedProgress {
  readonly report: SustainedReport;
  /** What is happening now, as the page says it. */
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  /** Null before the first window. */
  readonly remainingMs: Milliseconds | null;
}

export interface SustainedRun {
  /** Resolves with the final report, whole or partial; a fault of the run is in `report.failure`, it does not reject. */
  readonly done: Promise<SustainedReport>;
  /** Ends the run; `done` follows within 100 ms with what was measured so far. Harmless when repeated. */
  stop(): void;
}
