/**
 * The automation face: `globalThis.overlap`, what headless runs and the console drive. The same run as
 * the page's button, without the page. Loads the experiment when asked.
 */
import { version } from '../../package.json';
import type { MeasureOptions, Progress, Run } from '../experiments/run.ts';
import type { Report } from '../measure/report.ts';
import { measureOptions } from './measure-options.ts';
import { startRun } from './start-run.ts';

type ProgressLine = Pick<Progress, 'activity' | 'elapsedMs' | 'remainingMs'>;

export interface OverlapAutomation {
  readonly version: string;
  /** Resolves with the whole or partial report; rejects where a run is already under way. */
  measure(options?: Partial<MeasureOptions>, onProgress?: (line: ProgressLine) => void): Promise<Report>;
  /** Ends the run that `measure` started; harmless where there is none. */
  stop(): void;
}

export function registerAutomation(): void {
  let current: Run | null = null;
  let stopWanted = false;
  globalThis.overlap = {
    version,
    async measure(options = {}, onProgress) {
      stopWanted = false;
      const run = await startRun(measureOptions(options), ({ activity, elapsedMs, remainingMs }) =>
        onProgress?.({ activity, elapsedMs, remainingMs }),
      );
      current = run;
      if (stopWanted) run.stop();
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
