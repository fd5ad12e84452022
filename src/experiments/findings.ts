/**
 * Everything a run has found so far, and the report made of it. Filled by the experiment, phase by phase; a run
 * that ends early is reported with what is here.
 */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { browserName } from '../measure/browser-name.ts';
import { coresDoubts } from '../measure/cores/cores-doubts.ts';
import type { Collected } from '../measure/collected.ts';
import { baselineDrift } from '../measure/drift.ts';
import { provenFrom } from '../measure/cores/handshake-verdict.ts';
import { noiseFloor } from '../measure/noise-floor.ts';
import { joinedLaws, lawsOfRun, NO_LAWS, type LawsOfRun } from '../measure/laws/laws-of-run.ts';
import type {
  Account,
  Ending,
  HandshakeLevel,
  Mode,
  PairLatency,
  Report,
  Series,
  Timeline,
  Traffic,
  Worth,
} from '../measure/report.ts';
import { memoryOnlyLoss } from '../measure/account/side-notes.ts';
import { computePaceOf } from '../measure/account/slow-work.ts';
import { surroundingsDoubts } from '../measure/surroundings-doubts.ts';
import type { Said } from '../measure/surroundings.ts';
import type { TimerCheck } from '../measure/timer-check.ts';
import { VERSIONS } from '../measure/versions.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import type { Weighing } from '../measure/cores/weigh-cores.ts';
import type { Span } from '../trace/span.ts';
import { Pool } from '../pool/pool.ts';
import type { MeasureOptions } from './run.ts';

/** Bootstrap resamples while the run goes on; the last report takes the full number. */
const LIVE_RESAMPLES = 300;
/** A fit takes longer than a median. */
const FINAL_LAW_RESAMPLES = 1_000;

/** So many rounds apart. */
const RENEWED_EVERY = 6;

interface Measured {
  readonly series: readonly Series[];
  readonly timelines: readonly Timeline[];
  readonly worth: Worth | null;
  /** Start-up of the slowest worker. */
  readonly slowest: Milliseconds | null;
  readonly resamples: number | undefined;
}

type Explained = LawsOfRun & Pick<Report, 'accounts'>;

export class Findings {
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  ending: Ending | null = null;
  failure: string | null = null;
  resolutionMs: Milliseconds = 0;
  levels: readonly HandshakeLevel[] = [];
  weighing: Weighing | null = null;
  pairs: readonly PairLatency[] = [];
  traffic: Traffic | null = null;
  /** One `startup` span a worker, from the first start on. */
  startup: readonly Span[] = [];
  /** One a kernel, in the order measured. */
  readonly collected: Collected[] = [];
  /** Doubts that came up on the way; those that follow from the numbers are added by the report. */
  readonly doubts: Warning[] = [];
  voided = 0;
  /** Rounds of the race, and those of them whose baseline jumped. */
  rounds = 0;
  voidRounds = 0;
  /** How often the page stood still, frozen or with the machine. */
  frozen = 0;
  timers: TimerCheck | null = null;
  said: Said | null = null;
  /** Cores that other programs took before the first timed round; null before that is known. */
  busyBefore: number | null = null;
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  /** Bytes of memory wanted and got, where these differ. */
  memory: { readonly wanted: number; readonly got: number } | null = null;
  #explainedAt = 0;
  #lastExplained: Explained = { accounts: [], ...NO_LAWS };
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor(readonly options: MeasureOptions) {}

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  get proven(): number | null {
    return provenFrom(this.levels);
  }

  report(): Report {
    // A stop is answered within 100 ms: what is known by then is enough.
    const resamples = this.ending === null || this.ending === 'stopped' ? LIVE_RESAMPLES : undefined;
    const startupMs = this.startup.map(({ start, end }) => end - start);
    const slowest = startupMs.length > 0 ? Math.max(...startupMs) : null;
    const floor = this.#noiseFloor();
    const series = this.collected.flatMap((samples) => samples.series(resamples));
    const timelines = this.collected.flatMap((samples) => samples.timelines());
    const worth = this.weighing?.worth() ?? null;
    const report: Report = {
      state: stateOf(this.ending),
      ending: this.ending,
      failure: this.failure,
      startedAt: this.#startedAt,
      versions: VERSIONS,
      mode: this.mode,
      seed: this.options.seed,
      preset: this.options.preset,
      schedule: this.options.schedule,
      browser: this.#browser,
      build: bestBuild(),
      clock: { resolutionMs: this.resolutionMs },
      cores: {
        reported: this.reported,
        proven: this.proven,
        effective: this.weighing?.effective() ?? null,
        handshake: this.levels,
        worth,
        pairs: this.pairs,
        ...(this.traffic && { traffic: this.traffic }),
      },
      work: this.collected.map((samples) => samples.work()),
      series,
      timelines,
      ...this.#explained({ series, timelines, worth, slowest, resamples }),
      surroundings: this.said && { ...this.said, busyBefore: this.busyBefore },
      noiseFloor: floor,
      startupMs,
      startup: this.startup,
      warnings: [],
    };
    return { ...report, warnings: [...this.doubts, ...this.#doubtsIn(report)] };
  }

  /** Accounts and laws: renewed now and then while the run goes on, since they cost the page tens of milliseconds. */
  #explained(measured: Measured): Explained {
    const due = this.ending !== null || this.rounds >= this.#explainedAt + RENEWED_EVERY;
    if (due || this.#lastExplained.accounts.length < this.collected.length) {
      this.#explainedAt = this.rounds;
      this.#lastExplained = { accounts: this.#accounts(measured), ...this.#laws(measured) };
    }
    return this.#lastExplained;
  }

  /** Of each kernel: where the speed-up that is missing to the headline went. */
  #accounts({ worth, slowest, resamples }: Measured): Account[] {
    return this.collected.flatMap((samples) => {
      const { workers } = samples.headline;
      const pace = worth && this.proven !== null ? computePaceOf(worth, this.proven, workers) : undefined;
      const beside = { startupMs: slowest, memoryOnly: memoryOnlyLoss(this.traffic, workers) };
      return samples.account(beside, resamples, pace) ?? [];
    });
  }

  /** Of each kernel, for the model that the answer is about. */
  #laws({ series, timelines, worth, resamples = FINAL_LAW_RESAMPLES }: Measured): LawsOfRun {
    const { proven } = this;
    const { seed } = this.options;
    const all = this.collected.map((samples) => {
      const { model } = samples.headline;
      const own = <Measured extends Pick<Series, 'kernel' | 'model'>>(these: readonly Measured[]): Measured[] =>
        these.filter((one) => one.kernel === samples.kernel.id && one.model === model);
      const serialMs = samples.serial();
      const { tasks } = samples.work();
      const found = { series: own(series), timelines: own(timelines), tasks, serialMs, worth, proven };
      return lawsOfRun({ ...found, seed, resamples });
    });
    return joinedLaws(all);
  }

  #noiseFloor(): number | null {
    const floors = this.collected.flatMap((samples) => noiseFloor(samples.serial(), this.options.seed) ?? []);
    return floors.length > 0 ? Math.max(...floors) : null;
  }

  #doubtsIn(report: Report): Warning[] {
    const found: Warning[] = [];
    const { reported, proven } = report.cores;
    const [missing] = this.missing;
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (this.memory) found.push(warnings.memoryReduced(this.memory.got, this.memory.wanted));
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    if (this.voidRounds > 0) found.push(warnings.roundsVoided(this.voidRounds, this.rounds));
    if (this.timers?.throttled) found.push(warnings.timersThrottled(this.timers.askedMs, this.timers.tookMs));
    const ofCores = coresDoubts(report.cores);
    // The first look at other load gives way to the weighing's, which tells it from a limit.
    const weighed = report.cores.worth !== null;
    const around = report.surroundings && { ...report.surroundings, ...(weighed && { busyBefore: null }) };
    found.push(...surroundingsDoubts(around), ...ofCores);
    if (report.mode === 'messages') found.push(warnings.noIsolation());
    if (report.clock.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(report.clock.resolutionMs));
    // Fewer than reported is known only once one more was tried and failed.
    const tried = this.levels.at(-1)?.simultaneous === false;
    if (reported !== null && proven !== null && (tried ? reported !== proven : reported < proven)) {
      found.push(warnings.reportedDiffers(reported, proven));
    }
    for (const samples of this.collected) {
      const drift = baselineDrift(samples.serial(), report.noiseFloor);
      if (drift?.moved) found.push(warnings.baselineMoved(drift.change));
    }
    for (const series of report.series) {
      if (!series.verified) found.push(warnings.notVerified(series.kernel, series.model));
      const limit = Math.max(1, series.workers) * (1 + Math.max(0.05, report.noiseFloor ?? 0));
      if (series.workers > 0 && series.speedup.low > limit) {
        found.push(warnings.superlinear(series.workers, series.speedup.estimate));
      }
    }
    return found;
  }
}

function stateOf(ending: Ending | null): Report['state'] {
  switch (ending) {
    case null:
      return 'running';
    case 'stopped':
      return 'stopped';
    case 'failed':
      return 'failed';
    case 'precise':
    case 'budget':
      return 'complete';
  }
}
