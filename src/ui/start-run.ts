/**
 * How the page's views begin a run: as begin-run.ts does, and everything that is found is kept on the device while the run goes on. A run is
 * neither held up nor ended by what becomes of its keeping.
 */
import type { Milliseconds } from '../base/units.ts';
import {
  beginAdvisorRun,
  beginClaimsRun,
  beginContentionRun,
  beginKernelSpeedsRun,
  beginRaceRun,
  beginRun,
  beginSchedulesRun,
  beginSustainedRun,
  type StartAdvisor,
  type StartClaims,
  type StartContention,
  type StartKernelSpeeds,
  type StartRace,
  type StartRun,
  type StartSchedules,
  type StartSustained,
} from './begin-run.ts';
import type { KeptReports } from './kept-forms.ts';
import type { BegunRun } from './run-controller.ts';

export { itemsAMillisecond } from './begin-run.ts';
export type {
  StartAdvisor,
  StartClaims,
  StartContention,
  StartKernelSpeeds,
  StartRace,
  StartRun,
  StartSchedules,
  StartSustained,
} from './begin-run.ts';

interface Told<Report> {
  readonly report: Report;
  readonly elapsedMs: Milliseconds;
}

type Starter<Options, Progress, Run> = (
  options: Options,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
) => Promise<Run>;

function kept<
  Format extends keyof KeptReports,
  Options,
  Progress extends Told<KeptReports[Format]>,
  Run extends BegunRun<KeptReports[Format]>,
>(format: Format, begin: Starter<Options, Progress, Run>): Starter<Options, Progress, Run> {
  return async (options, onProgress, signal) => {
    const keeping = import('./keep-run.ts').then(({ keepRun }) => keepRun(format));
    let take: (told: Told<KeptReports[Format]>) => void = () => undefined;
    keeping.then(
      (keeper) => (take = (told) => keeper.take(told)),
      () => undefined,
    );
    const follow = (progress: Progress): void => {
      onProgress(progress);
      take(progress);
    };
    const run = await begin(options, follow, signal);
    Promise.all([run.done, keeping]).then(
      ([report, keeper]) => keeper.end(report),
      () => undefined,
    );
    return run;
  };
}

export const startRun: StartRun = kept('overlap-result/1', beginRun);
export const startSustainedRun: StartSustained = kept('overlap-sustained/1', beginSustainedRun);
export const startRaceRun: StartRace = kept('overlap-race/1', beginRaceRun);
export const startClaimsRun: StartClaims = kept('overlap-claims/1', beginClaimsRun);
export const startAdvisorRun: StartAdvisor = kept('overlap-advisor/1', beginAdvisorRun);
export const startKernelSpeedsRun: StartKernelSpeeds = kept('overlap-kernels/1', beginKernelSpeedsRun);
export const startContentionRun: StartContention = kept('overlap-contention/1', beginContentionRun);
export const startSchedulesRun: StartSchedules = kept('overlap-schedules/1', beginSchedulesRun);
