/** Everything that a contention run has found so far, and the report made of it. Filled by the experiment, round by round. */
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import {
  WAYS,
  type ContentionOptions,
  type ContentionReport,
  type Way,
} from '../measure/contention/contention-report.ts';
import { otherLoad, wayReport, type Round, type Take } from '../measure/contention/way-report.ts';
import { OTHER_LOAD_CORES } from '../measure/cores/core-worth.ts';
import type { Mode } from '../measure/report.ts';
import { RESAMPLES } from '../measure/stats/resample.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import { Pool } from '../pool/pool.ts';

/** Bootstrap resamples while the run goes on, and after a stop, which is answered within 100 ms. */
const LIVE_RESAMPLES = 100;
const STOPPED_RESAMPLES = 500;

/** Twice what is everywhere. */
const NOTABLE_CORES = 2 * OTHER_LOAD_CORES;

export class ContentionRecord {
  state: ContentionReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  proven: number | null = null;
  threads: readonly number[] = [];
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  /** Doubts that came up on the way. */
  readonly doubts: Warning[] = [];
  readonly seed: number;
  readonly ways: readonly Way[];
  readonly #rounds: Round[] = [];
  /** Of several threads that do not wait for each other, those that were taken again as well. */
  readonly #watched: Take[] = [];
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor({ seed, ways }: ContentionOptions) {
    this.seed = seed;
    this.ways = WAYS.filter(({ id }) => ways?.includes(id) ?? true);
  }

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  get rounds(): number {
    return this.#rounds.length;
  }

  /** Every way once, with each number of threads. */
  addRound(round: Round): void {
    this.#rounds.push(round);
  }

  /** A window of several threads in which standing still is no part of counting: what others took shows in it. */
  watch(take: Take): void {
    this.#watched.push(take);
  }

  report(): ContentionReport {
    const { state, failure, mode, seed, resolutionMs, reported, proven, threads, rounds } = this;
    const options = { seed, resamples: RESAMPLES_IN[state] ?? RESAMPLES };
    return {
      state,
      failure,
      startedAt: this.#startedAt,
      mode,
      seed,
      browser: this.#browser,
      clock: { resolutionMs },
      cores: { reported, proven },
      threads,
      rounds,
      ways: this.ways.map((way) => wayReport(way, this.#rounds, threads, options)),
      warnings: [...this.doubts, ...this.#doubts()],
    };
  }

  #doubts(): Warning[] {
    const found: Warning[] = [];
    const [missing] = this.missing;
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (this.voided > 0) found.push(warnings.tabHidden(this.voided));
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    const taken = otherLoad(this.#watched);
    if (taken >= NOTABLE_CORES) found.push(warnings.machineBusy(taken, false));
    return found;
  }
}

const RESAMPLES_IN: Partial<Record<ContentionReport['state'], number>> = {
  running: LIVE_RESAMPLES,
  stopped: STOPPED_RESAMPLES,
};
