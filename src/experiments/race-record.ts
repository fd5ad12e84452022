/** Everything a race has found so far, and the report made of it. Filled by the experiment, model by model. */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import { withSpeedups } from '../measure/race/baseline.ts';
import type { RaceEntry, RaceOptions, RaceReport } from '../measure/race/race-report.ts';
import type { Mode } from '../measure/report.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import type { ModelId } from '../models/index.ts';
import { Pool } from '../pool/pool.ts';

export class RaceRecord {
  state: RaceReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  program: RaceReport['program'];
  work: RaceReport['work'] = null;
  entries: readonly RaceEntry[];
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  /** Doubts that came up on the way; those that follow from the numbers are added by the report. */
  readonly doubts: Warning[] = [];
  /** Plays that were thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor(readonly options: RaceOptions) {
    this.program = { id: options.program, title: options.program, args: options.args };
    this.entries = [...new Set(options.models)].map((model) => {
      return {
        model,
        workers: 0,
        state: 'waiting',
        reason: null,
        played: null,
        verified: null,
        fault: null,
        speedup: null,
      };
    });
  }

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  change(model: ModelId, found: Partial<RaceEntry>): void {
    this.entries = this.entries.map((entry) => (entry.model === model ? { ...entry, ...found } : entry));
  }

  /** Makespan of the fastest so far that gave what it must; null before. */
  get bestMs(): Milliseconds | null {
    const times = this.entries.flatMap(({ verified, played }) => (verified && played ? [played.wallMs] : []));
    return times.length > 0 ? Math.min(...times) : null;
  }

  report(): RaceReport {
    const { options, state, failure, mode, program, work, resolutionMs } = this;
    return {
      state,
      failure,
      startedAt: this.#startedAt,
      mode,
      seed: options.seed,
      browser: this.#browser,
      build: bestBuild(),
      clock: { resolutionMs },
      cores: this.reported,
      program,
      work,
      settings: options.settings,
      entries: withSpeedups(this.entries),
      warnings: [...this.doubts, ...this.#doubts()],
    };
  }

  #doubts(): Warning[] {
    const found: Warning[] = [];
    const [missing] = this.missing;
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (this.mode === 'messages') found.push(warnings.noIsolation());
    if (this.mode === 'main-only') found.push(warnings.noWorkers());
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    for (const { model, verified } of this.entries) {
      if (verified === false) found.push(warnings.notVerified(this.program.title, model));
    }
    return found;
  }
}
