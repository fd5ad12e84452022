/** Everything that a run of kernel speeds has found so far, and the report made of it. Filled by the experiment, round by round. */
import type { Build } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import { judgeBuilds, type TimedBuild } from '../measure/kernels/kernel-speed-judging.ts';
import type { KernelSpeed, KernelSpeedsOptions, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';

const UNMEASURED: Omit<KernelSpeed, 'kernel'> = {
  version: 0,
  state: 'waiting',
  failure: null,
  size: 0,
  items: 0,
  steps: 0,
  work: null,
  builds: [],
  agreement: null,
  fastest: null,
  rounds: 0,
  tookMs: null,
};

export class KernelSpeedRecord {
  state: KernelSpeedsReport['state'] = 'running';
  failure: string | null = null;
  resolutionMs: Milliseconds = 0;
  builds: readonly Build[] = [];
  kernels: readonly KernelSpeed[];
  /** Doubts that came up on the way. */
  readonly doubts: Warning[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly seed: number;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor({ kernels, seed }: KernelSpeedsOptions) {
    this.seed = seed;
    this.kernels = kernels.map((kernel) => ({ kernel, ...UNMEASURED }));
  }

  change(kernel: string, found: Partial<KernelSpeed>): void {
    this.kernels = this.kernels.map((one) => (one.kernel === kernel ? { ...one, ...found } : one));
  }

  /** What the builds took so far, judged. */
  enter(kernel: string, timed: readonly TimedBuild[], rounds: number): void {
    this.change(kernel, { ...judgeBuilds(timed, this.seed), rounds });
  }

  /** A kernel that was interrupted keeps what it has where there are rounds enough to say something. */
  settle(fewestRounds: number): void {
    for (const { kernel, state, rounds } of this.kernels) {
      if (state === 'running') this.change(kernel, { state: rounds >= fewestRounds ? 'done' : 'waiting' });
    }
  }

  report(): KernelSpeedsReport {
    const { state, failure, seed, resolutionMs, builds, kernels } = this;
    return {
      state,
      failure,
      startedAt: this.#startedAt,
      seed,
      browser: this.#browser,
      clock: { resolutionMs },
      builds,
      kernels,
      warnings: [...this.doubts, ...this.#doubts()],
    };
  }

  #doubts(): Warning[] {
    const found: Warning[] = [];
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    return found;
  }
}
