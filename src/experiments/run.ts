/**
 * What an experiment is asked and what it gives while it runs. Types only.
 */
import type { Schedule } from '../base/schedule.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ModelId } from '../models/index.ts';
import type { Preset, Report } from '../measure/report.ts';

export interface MeasureOptions {
  readonly preset: Preset;
  /** Kernel ids; with none only the cores are counted and weighed. */
  readonly kernels: readonly string[];
  readonly models: readonly ModelId[];
  /** Worker counts to measure, ascending; null leaves the choice to the run (1 … past the proven cores). */
  readonly workers: readonly number[] | null;
  /** How threads over shared memory deal out the chunks; other models have a way of their own. */
  readonly schedule: Schedule;
  /** 32 bits; every shuffle and bootstrap of the run follows from it. */
  readonly seed: number;
}

export interface Progress {
  /** Everything found so far. */
  readonly report: Report;
  /** What is happening now, as the page says it: "Counting what runs at once: 3 workers at the barrier". */
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  /** Null while it cannot be told. */
  readonly remainingMs: Milliseconds | null;
}

export interface Run {
  /** Resolves with the final report, whole or partial; a fault of the run is in `report.failure`, it does not reject. */
  readonly done: Promise<Report>;
  /** Ends the run; `done` follows within 100 ms with what was measured so far. Harmless when repeated. */
  stop(): void;
}
