/**
 * The way from the page to the experiment: loaded when first wanted, one run at a time on this page. Keeps nothing: headless runs and the
 * console begin here, the page's own views in start-run.ts.
 */
import type { ClaimsOptions, ClaimsRun } from '../experiments/decide-claims.ts';
import type { MeasureOptions, Progress } from '../experiments/run.ts';
import type { SameAgainOptions, SameAgainProgress, SameAgainRun } from '../experiments/same-again.ts';
import type { SustainedOptions, SustainedProgress } from '../experiments/sustained-run.ts';
import type { AdvisorOptions, AdvisorProgress, AdvisorReport } from '../measure/advisor/advisor-report.ts';
import type { ClaimsProgress } from '../measure/claims/claim-report.ts';
import type {
  KernelSpeedsOptions,
  KernelSpeedsProgress,
  KernelSpeedsReport,
} from '../measure/kernels/kernel-speed-report.ts';
import type {
  ContentionOptions,
  ContentionProgress,
  ContentionReport,
} from '../measure/contention/contention-report.ts';
import type { RaceOptions, RaceProgress, RaceReport } from '../measure/race/race-report.ts';
import type { Report } from '../measure/report.ts';
import type { SchedulesOptions, SchedulesProgress, SchedulesReport } from '../measure/schedules/schedules-report.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import type { Begin, BegunRun } from './run-controller.ts';

export type StartRun = Begin<MeasureOptions, Progress, Report>;

export type StartSustained = Begin<SustainedOptions, SustainedProgress, SustainedReport>;

export type StartRace = Begin<RaceOptions, RaceProgress, RaceReport>;

export type StartAdvisor = Begin<AdvisorOptions, AdvisorProgress, AdvisorReport>;

export type StartKernelSpeeds = Begin<KernelSpeedsOptions, KernelSpeedsProgress, KernelSpeedsReport>;

export type StartContention = Begin<ContentionOptions, ContentionProgress, ContentionReport>;

export type StartSchedules = Begin<SchedulesOptions, SchedulesProgress, SchedulesReport>;

export type StartSameAgain = (
  options: Partial<SameAgainOptions> & Pick<SameAgainOptions, 'seed'>,
  onProgress: (progress: SameAgainProgress) => void,
) => Promise<SameAgainRun>;

/** Besides beginning it, claims can be paused. */
export type StartClaims = (
  options: ClaimsOptions,
  onProgress: (progress: ClaimsProgress) => void,
  signal?: AbortSignal,
) => Promise<ClaimsRun>;

let busy = false;

/** Whether something is being measured on this page, which other work would disturb. */
export function isMeasuring(): boolean {
  return busy;
}

/** Throws where another run is under way: two at once would measure each other. */
function aloneOnPage<Begun extends BegunRun<unknown>>(begin: () => Begun): Begun {
  if (busy) throw new Error('A run is already under way on this page: wait for it or stop it.');
  busy = true;
  const run = begin();
  const free = (): boolean => (busy = false);
  run.done.then(free, free);
  return run;
}

/** Rejects where another run is under way, or the code does not load. */
export const beginRun: StartRun = async (options, onProgress, signal) => {
  const { startCoreScaling } = await import('../experiments/core-scaling.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startCoreScaling(options, onProgress));
};

/** Likewise. */
export const beginSustainedRun: StartSustained = async (options, onProgress, signal) => {
  const { startSustained } = await import('../experiments/sustained.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startSustained(options, onProgress));
};

/** Likewise. */
export const beginRaceRun: StartRace = async (options, onProgress, signal) => {
  const { startRace } = await import('../experiments/race-programs.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startRace(options, onProgress));
};

/** Likewise. */
export const beginClaimsRun: StartClaims = async (options, onProgress, signal) => {
  const { startClaims } = await import('../experiments/decide-claims.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startClaims(options, onProgress));
};

/** Likewise. */
export const beginAdvisorRun: StartAdvisor = async (options, onProgress, signal) => {
  const { startAdvisor } = await import('../experiments/advise.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startAdvisor(options, onProgress));
};

/** Likewise. */
export const beginKernelSpeedsRun: StartKernelSpeeds = async (options, onProgress, signal) => {
  const { startKernelSpeeds } = await import('../experiments/kernel-speed.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startKernelSpeeds(options, onProgress));
};

/** Likewise. */
export const beginContentionRun: StartContention = async (options, onProgress, signal) => {
  const { startContention } = await import('../experiments/contention.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startContention(options, onProgress));
};

/** Likewise. */
export const beginSchedulesRun: StartSchedules = async (options, onProgress, signal) => {
  const { startSchedules } = await import('../experiments/schedules.ts');
  signal?.throwIfAborted();
  return aloneOnPage(() => startSchedules(options, onProgress));
};

/**
 * How many items of a kernel last a millisecond here: takes a quarter of a second of the page's time, so ask once. Null while a run is
 * under way, which it would disturb.
 */
export async function itemsAMillisecond(kernel: string, signal: AbortSignal): Promise<number | null> {
  const work = await import('../experiments/race-work.ts');
  return busy ? null : work.itemsAMillisecond(kernel, signal);
}

/** Rejects where another run is under way, or the code does not load. */
export const beginSameAgainRun: StartSameAgain = async (options, onProgress) => {
  const { startSameAgain } = await import('../experiments/same-again.ts');
  return aloneOnPage(() => startSameAgain(options, onProgress));
};
