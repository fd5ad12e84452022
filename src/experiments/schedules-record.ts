/** Everything a comparison of schedules has found so far, and the report made of it. Filled by the experiment, run by run. */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import { browserName } from '../measure/browser-name.ts';
import { judgeSchedules, type ScheduleSample } from '../measure/schedules/judge-schedules.ts';
import type { Schedule } from '../base/schedule.ts';
import type { ScheduledWork, SchedulesOptions, SchedulesReport } from '../measure/schedules/schedules-report.ts';
import { warnings, type Warning } from '../measure/warnings.ts';

/** While the run goes on; the last report takes the full number. */
const LIVE_RESAMPLES = 300;

/** The samples of one work, and what is known of it beside. */
export class WorkRecord {
  readonly samples: Record<Schedule, ScheduleSample[]> = { dynamic: [], static: [], guided: [], stealing: [] };

  constructor(
    readonly about: Pick<ScheduledWork, 'kernel' | 'title' | 'evenness' | 'size' | 'tasks'>,
    readonly seed: number,
  ) {}

  found(resamples?: number): ScheduledWork {
    const options = { seed: this.seed, ...(resamples !== undefined && { resamples }) };
    return { ...this.about, ...judgeSchedules(this.samples, options) };
  }
}

export class SchedulesRecord {
  state: SchedulesReport['state'] = 'running';
  failure: string | null = null;
  untestable: string | null = null;
  workers: number | null = null;
  readonly works: WorkRecord[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly seed: number;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor({ seed }: SchedulesOptions) {
    this.seed = seed;
  }

  report(): SchedulesReport {
    const { state, failure, untestable, seed, workers } = this;
    // A stop is answered within 100 ms: what is known by then is enough.
    const resamples = state === 'running' || state === 'stopped' ? LIVE_RESAMPLES : undefined;
    return {
      state,
      failure,
      untestable,
      startedAt: this.#startedAt,
      seed,
      browser: this.#browser,
      build: bestBuild(),
      workers,
      works: this.works.map((work) => work.found(resamples)),
      warnings: this.#doubts(),
    };
  }

  #doubts(): Warning[] {
    const found: Warning[] = [];
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    for (const { about, samples } of this.works) {
      const all = Object.values(samples).flat();
      if (all.some(({ verified }) => !verified)) found.push(warnings.notVerified(about.kernel, 'free-threads'));
    }
    return found;
  }
}
