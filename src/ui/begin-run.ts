/**
 * The way from the page to the experiment: loaded when first wanted, one run at a time on this page and in all its tabs. Keeps nothing: headless runs and the
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
import type {
  SerialPartOptions,
  SerialPartProgress,
  SerialPartReport,
} from '../measure/serial-part/serial-part-report.ts';
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

export type StartSerialPart = Begin<SerialPartOptions, SerialPartProgress, SerialPartReport>;

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

const UNLOADED = 'A part of this page could not be loaded: check the connection, reload the page, then start again.';

/** Its module, or a sentence for the visitor where it does not come. */
async function code<Module>(loading: Promise<Module>, signal?: AbortSignal): Promise<Module> {
  const module = await loading.catch((cause: unknown) => {
    throw new Error(UNLOADED, { cause });
  });
  signal?.throwIfAborted();
  return module;
}

/** Rejects where another run is under way, on this page or in another tab: two at once would measure each other. */
async function alone<Begun extends BegunRun<unknown>>(begin: () => Begun, signal?: AbortSignal): Promise<Begun> {
  if (busy) throw new Error('A run is already under way on this page: wait for it or stop it.');
  busy = true;
  let giveBack = (): void => undefined;
  const free = (): void => {
    busy = false;
    giveBack();
  };
  try {
    const { takeTurn } = await code(import('./measuring-turn.ts'), signal);
    giveBack = await takeTurn(signal);
    const run = begin();
    run.done.then(free, free);
    return run;
  } catch (error) {
    free();
    throw error;
  }
}

/** Rejects where another run is under way, or the code does not load. */
export const beginRun: StartRun = async (options, onProgress, signal) => {
  const { startCoreScaling } = await code(import('../experiments/core-scaling.ts'), signal);
  return alone(() => startCoreScaling(options, onProgress), signal);
};

/** Likewise. */
export const beginSustainedRun: StartSustained = async (options, onProgress, signal) => {
  const { startSustained } = await code(import('../experiments/sustained.ts'), signal);
  return alone(() => startSustained(options, onProgress), signal);
};

/** Likewise. */
export const beginRaceRun: StartRace = async (options, onProgress, signal) => {
  const { startRace } = await code(import('../experiments/race-programs.ts'), signal);
  return alone(() => startRace(options, onProgress), signal);
};

/** Likewise. */
export const beginClaimsRun: StartClaims = async (options, onProgress, signal) => {
  const { startClaims } = await code(import('../experiments/decide-claims.ts'), signal);
  return alone(() => startClaims(options, onProgress), signal);
};

/** Likewise. */
export const beginAdvisorRun: StartAdvisor = async (options, onProgress, signal) => {
  const { startAdvisor } = await code(import('../experiments/advise.ts'), signal);
  return alone(() => startAdvisor(options, onProgress), signal);
};

/** Likewise. */
export const beginKernelSpeedsRun: StartKernelSpeeds = async (options, onProgress, signal) => {
  const { startKernelSpeeds } = await code(import('../experiments/kernel-speed.ts'), signal);
  return alone(() => startKernelSpeeds(options, onProgress), signal);
};

/** Likewise. */
export const beginContentionRun: StartContention = async (options, onProgress, signal) => {
  const { startContention } = await code(import('../experiments/contention.ts'), signal);
  return alone(() => startContention(options, onProgress), signal);
};

/** Likewise. */
export const beginSchedulesRun: StartSchedules = async (options, onProgress, signal) => {
  const { startSchedules } = await code(import('../experiments/schedules.ts'), signal);
  return alone(() => startSchedules(options, onProgress), signal);
};

/** Likewise. */
export const beginSerialPartRun: StartSerialPart = async (options, onProgress, signal) => {
  const { startSerialPart } = await code(import('../experiments/serial-part.ts'), signal);
  return alone(() => startSerialPart(options, onProgress), signal);
};

/**
 * How many items of a kernel last a millisecond here: takes a quarter of a second of the page's time, so ask once. Null while a run is
 * under way, which it would disturb.
 */
export async function itemsAMillisecond(kernel: string, signal: AbortSignal): Promise<number | null> {
  const work = await code(import('../experiments/race-work.ts'));
  return busy ? null : work.itemsAMillisecond(kernel, signal);
}

/** Rejects where another run is under way, or the code does not load. */
export const beginSameAgainRun: StartSameAgain = async (options, onProgress) => {
  const { startSameAgain } = await code(import('../experiments/same-again.ts'));
  return alone(() => startSameAgain(options, onProgress));
};
