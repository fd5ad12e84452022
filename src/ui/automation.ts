/**
 * The automation face: `globalThis.overlap`, what headless runs and the console drive. The same run as
 * the page's button, without the page; what it finds goes to who asked and is not kept on the device. Loads the experiment when asked.
 */
import { version } from '../../package.json';
import type { ClaimsOptions } from '../experiments/decide-claims.ts';
import type { MeasureOptions, Progress } from '../experiments/run.ts';
import type { SameAgainOptions } from '../experiments/same-again.ts';
import type { SustainedOptions } from '../experiments/sustained-run.ts';
import type { AdvisorOptions, AdvisorReport } from '../measure/advisor/advisor-report.ts';
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { KernelSpeedsOptions, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import type { Report } from '../measure/report.ts';
import type { SameAgainReport } from '../measure/same-again-report.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { freshSeed, measureOptions } from './measure-options.ts';
import type { RaceAsked } from './race-options.ts';
import type { BegunRun } from './run-controller.ts';
import {
  beginAdvisorRun,
  beginClaimsRun,
  beginKernelSpeedsRun,
  beginRaceRun,
  beginRun,
  beginSameAgainRun,
  beginSustainedRun,
} from './begin-run.ts';

type ProgressLine = Pick<Progress, 'activity' | 'elapsedMs' | 'remainingMs'>;

export interface OverlapAutomation {
  readonly version: string;
  /** Resolves with the whole or partial report; rejects where a run is already under way. */
  measure(options?: Partial<MeasureOptions>, onProgress?: (line: ProgressLine) => void): Promise<Report>;
  /** Keeps all threads at work for a time and says whether their pace held; likewise. */
  sustain(options?: Partial<SustainedOptions>, onProgress?: (line: ProgressLine) => void): Promise<SustainedReport>;
  /** Plays one program under each model, once, and checks what came of it; likewise. */
  race(options?: RaceAsked, onProgress?: (line: ProgressLine) => void): Promise<RaceReport>;
  /** Puts claims to the test, all of them where none is named; likewise. */
  claims(options?: Partial<ClaimsOptions>, onProgress?: (line: ProgressLine) => void): Promise<ClaimsReport>;
  /** Times kernels on one thread in every build of the module, all of them where none is named; likewise. */
  kernels(
    options?: Partial<KernelSpeedsOptions>,
    onProgress?: (line: ProgressLine) => void,
  ): Promise<KernelSpeedsReport>;
  /** Measures which model wins for kinds of work, or for work of one's own; likewise. */
  advise(options?: Partial<AdvisorOptions>, onProgress?: (line: ProgressLine) => void): Promise<AdvisorReport>;
  /** Measures one model against itself and against twice its work, which shows how honest the intervals are; likewise. */
  sameAgain(options?: Partial<SameAgainOptions>, onProgress?: (line: ProgressLine) => void): Promise<SameAgainReport>;
  /** Ends the run that one of these started; harmless where there is none. */
  stop(): void;
}

export function registerAutomation(): void {
  let current: BegunRun<unknown> | null = null;
  let stopWanted = false;
  const follow = (run: BegunRun<unknown>): void => {
    current = run;
    if (stopWanted) run.stop();
  };
  globalThis.overlap = {
    version,
    async measure(options = {}, onProgress) {
      stopWanted = false;
      const run = await beginRun(measureOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async sustain(options = {}, onProgress) {
      stopWanted = false;
      const { sustainedOptions } = await import('./sustained-options.ts');
      const run = await beginSustainedRun(sustainedOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async race(options = {}, onProgress) {
      stopWanted = false;
      const { raceOptions } = await import('./race-options.ts');
      const run = await beginRaceRun(raceOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async claims(options = {}, onProgress) {
      stopWanted = false;
      const { claimsOptions } = await import('./claims-options.ts');
      const run = await beginClaimsRun(claimsOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async kernels(options = {}, onProgress) {
      stopWanted = false;
      const { kernelSpeedsOptions } = await import('./kernels-options.ts');
      const run = await beginKernelSpeedsRun(kernelSpeedsOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async advise(options = {}, onProgress) {
      stopWanted = false;
      const { advisorOptions } = await import('./advisor-options.ts');
      const run = await beginAdvisorRun(advisorOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      follow(run);
      return run.done;
    },
    async sameAgain(options = {}, onProgress) {
      stopWanted = false;
      const run = await beginSameAgainRun({ seed: freshSeed(), ...options }, (line) => onProgress?.(line));
      follow(run);
      return run.done;
    },
    stop() {
      stopWanted = true;
      current?.stop();
    },
  };
}

declare global {
  var overlap: OverlapAutomation | undefined;
}
