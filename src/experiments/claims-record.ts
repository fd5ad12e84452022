/** Everything that deciding claims has found so far, and the report made of it. Filled by the experiment, claim by claim. */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import type { ClaimEntry, ClaimsReport } from '../measure/claims/claim-report.ts';
import type { Mode } from '../measure/report.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import { Pool } from '../pool/pool.ts';

export class ClaimsRecord {
  state: ClaimsReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  proven: number | null = null;
  noiseFloor: number | null = null;
  entries: readonly ClaimEntry[];
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  /** Doubts that came up on the way. */
  readonly doubts: Warning[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor(
    ids: readonly string[],
    readonly seed: number,
  ) {
    this.entries = ids.map((claim) => ({
      claim,
      state: 'waiting',
      verdict: null,
      reason: null,
      parts: [],
      control: [],
      pictures: [],
      beside: [],
      tookMs: null,
    }));
  }

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  change(claim: string, found: Partial<ClaimEntry>): void {
    this.entries = this.entries.map((entry) => (entry.claim === claim ? { ...entry, ...found } : entry));
  }

  report(): ClaimsReport {
    const { state, failure, mode, seed, resolutionMs, reported, proven, noiseFloor, entries } = this;
    return {
      state,
      failure,
      startedAt: this.#startedAt,
      mode,
      seed,
      browser: this.#browser,
      build: bestBuild(),
      clock: { resolutionMs },
      cores: { reported, proven },
      noiseFloor,
      entries,
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
    return found;
  }
}
