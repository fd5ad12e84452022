/** What the samples of the schedules say against each other, paired by round. Pure. */
import { SCHEDULES, type Schedule } from '../../base/schedule.ts';
import type { Timeline } from '../report.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import { median } from '../stats/median.ts';
import type { BootstrapOptions } from '../stats/resample.ts';
import type { ScheduledWork, ScheduleFound } from './schedules-report.ts';

/** One run under one schedule. */
export interface ScheduleSample {
  readonly timeline: Timeline;
  readonly verified: boolean;
}

/** Of each schedule as many samples as of every other, one a round. */
export type ScheduleSamples = Readonly<Record<Schedule, readonly ScheduleSample[]>>;

type Judged = Pick<ScheduledWork, 'rounds' | 'schedules' | 'staticAgainstStealing'>;

/** Nothing is said before the first whole round. */
export function judgeSchedules(samples: ScheduleSamples, options: BootstrapOptions): Judged {
  const rounds = Math.min(...SCHEDULES.map((schedule) => samples[schedule].length));
  if (rounds === 0) return { rounds, schedules: [], staticAgainstStealing: null };
  const timesOf = (schedule: Schedule): number[] =>
    samples[schedule].slice(0, rounds).map(({ timeline }) => timeline.makespanMs);
  const schedules = SCHEDULES.map((schedule): ScheduleFound => {
    const taken = samples[schedule].slice(0, rounds);
    const times = timesOf(schedule);
    const medianMs = median(times);
    const away = times.map((ms) => Math.abs(ms - medianMs));
    return {
      schedule,
      samples: times,
      medianMs,
      ratio: bootstrapRatio(times, timesOf('dynamic'), options),
      verified: taken.every(({ verified }) => verified),
      timeline: (taken[away.indexOf(Math.min(...away))] as ScheduleSample).timeline,
    };
  });
  return {
    rounds,
    schedules,
    staticAgainstStealing: bootstrapRatio(timesOf('static'), timesOf('stealing'), options),
  };
}

/** By how much the slowest schedule took longer than the fastest, of the typical ratios: 0.03 for 3 %. */
export function spreadOf({ schedules }: Pick<ScheduledWork, 'schedules'>): number {
  const ratios = schedules.map(({ ratio }) => ratio.estimate);
  return ratios.length === 0 ? 0 : Math.max(...ratios) / Math.min(...ratios) - 1;
}
