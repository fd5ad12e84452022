/**
 * Everything a sustained run has recorded so far, and the report made of it. Filled by the experiment, window by window.
 */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import { OTHER_LOAD_CORES } from '../measure/cores/core-worth.ts';
import { provenFrom } from '../measure/cores/handshake-verdict.ts';
import type { HandshakeLevel, Mode } from '../measure/report.ts';
import { RESAMPLES } from '../measure/stats/resample.ts';
import { sustainedFinding } from '../measure/sustained/sustained-finding.ts';
import type { SustainedReport, SustainedWindow } from '../measure/sustained/sustained-report.ts';
import type { Said } from '../measure/surroundings.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import { Pool } from '../pool/pool.ts';
import type { SustainedOptions } from './sustained-run.ts';

/** Bootstrap resamples while the run goes on: the page's work between two windows stays at a few milliseconds. */
const LIVE_RESAMPLES = 100;
/** A stop is answered within 100 ms: what is known by then is enough. */
const STOPPED_RESAMPLES = 500;

/** Twice what is everywhere. */
const NOTABLE_CORES = 2 * OTHER_LOAD_CORES;

export class SustainedRecord {
  state: SustainedReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  levels: readonly HandshakeLevel[] = [];
  workers = 0;
  work: SustainedReport['work'] = { kernel: '', version: 0, size: 0 };
  battery: Said['battery'] = null;
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  frozen = 0;
  readonly windows: SustainedWindow[] = [];
  /** Doubts that came up on the way; those that follow from the numbers are added by the report. */
  readonly doubts: Warning[] = [];
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor(readonly options: SustainedOptions) {}

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  get proven(): number | null {
    return provenFrom(this.levels);
  }

  report(): SustainedReport {
    const { seed, durationMs } = this.options;
    const finding = sustainedFinding(this.windows, { seed, resamples: resamplesIn(this.state) });
    const report: SustainedReport = {
      state: this.state,
      failure: this.failure,
      startedAt: this.#startedAt,
      mode: this.mode,
      seed,
      browser: this.#browser,
      build: bestBuild(),
      clock: { resolutionMs: this.resolutionMs },
      durationMs,
      cores: { reported: this.reported, proven: this.proven },
      workers: this.workers,
      work: this.work,
      windows: [...this.windows],
      finding,
      warnings: [],
    };
    return { ...report, warnings: [...this.doubts, ...this.#doubtsIn(report)] };
  }

  #doubtsIn({ finding, workers }: SustainedReport): Warning[] {
    const found: Warning[] = [];
    const hidden = this.windows.filter(({ spoilt }) => spoilt === 'hidden').length;
    const [missing] = this.missing;
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (hidden > 0) found.push(warnings.tabHidden(hidden));
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    if (this.battery?.charging === false) found.push(warnings.onBattery(this.battery.level));
    return [...found, ...this.#stillnessIn(finding, workers)];
  }

  /** One worker alone cannot tell a limit from other programs; beside much other load, a little together is chance. */
  #stillnessIn({ still: { all, some } }: SustainedReport['finding'], workers: number): Warning[] {
    const isLimit = workers > 1 && all >= some;
    const [limited, taken] = isLimit ? [all * workers, some * workers] : [0, (all + some) * workers];
    const found: Warning[] = [];
    if (limited >= NOTABLE_CORES) found.push(warnings.timeLimited(workers - limited));
    if (taken >= NOTABLE_CORES) found.push(warnings.machineBusy(taken, false));
    return found;
  }
}

function resamplesIn(state: SustainedReport['state']): number {
  switch (state) {
    case 'running':
      return LIVE_RESAMPLES;
    case 'stopped':
      return STOPPED_RESAMPLES;
    default:
      return RESAMPLES;
  }
}
