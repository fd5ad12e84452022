/** What a comparison of schedules found, in words. Pure. */
import { SCHEDULE_TITLES, type Schedule } from '../base/schedule.ts';
import { counted, duration, factor, withRange } from '../charts/number-format.ts';
import type { ChartTable } from '../charts/picture.ts';
import { spreadOf } from '../measure/schedules/judge-schedules.ts';
import type { ScheduledWork, ScheduleFound, SchedulesReport } from '../measure/schedules/schedules-report.ts';
import type { Part } from './answer-sentence.ts';

export const HEADING = 'Does it matter how chunks are dealt out?';
export const COURSE =
  'The same chunks are dealt out one at a time, in one block a worker, in shares that shrink, and in blocks that others may steal from: on uneven work and on even work, with as many threads as run at once. About ten seconds.';
export const INVITATION = 'Compare four schedules';
export const MEASURING = 'Comparing schedules.';
export const STOPPED_EARLY = 'Stopped before there were rounds enough to say anything.';

/** Differences below this are not worth a sentence. */
const ALIKE = 0.05;
/** Below six rounds no interval of a median reaches 95 %. */
const FEWEST_ROUNDS = 6;
/** What is nearer to 1 is read as 1. */
const SAME = 0.01;

export function scheduleName(schedule: Schedule): string {
  return `${schedule}, ${SCHEDULE_TITLES[schedule]}`;
}

/** "2 threads, 32 chunks; 30 rounds" */
export function workNote({ tasks, rounds }: ScheduledWork, workers: number | null): string {
  return `${counted(workers ?? 0, 'thread')}, ${counted(tasks, 'chunk')}; ${counted(rounds, 'round')} in random order`;
}

/** How all four compare where none stands out. */
function alike(work: ScheduledWork): string {
  return `within ${Math.max(1, Math.ceil(100 * spreadOf(work)))} % of each other`;
}

function unevenWords(work: ScheduledWork): string {
  const ratio = work.staticAgainstStealing;
  const where = `On uneven work (${work.title})`;
  if (!ratio || Math.abs(ratio.estimate - 1) < SAME) return `${where} static and stealing took the same`;
  if (ratio.low > 1) return `${where} a static split took ${factor(ratio.estimate)} as long as stealing`;
  if (ratio.high < 1) return `${where} stealing took ${factor(1 / ratio.estimate)} as long as a static split`;
  return `${where} static and stealing cannot be told apart`;
}

function evenWords(work: ScheduledWork): string {
  return spreadOf(work) <= ALIKE
    ? `on even work all four are ${alike(work)}`
    : `on even work the slowest took ${factor(1 + spreadOf(work))} as long as the fastest`;
}

/** The finding, or why there is none. */
export function schedulesAnswer(report: SchedulesReport): readonly Part[] {
  if (report.untestable !== null) return [{ text: report.untestable }];
  const told = report.works.filter(({ rounds }) => rounds >= FEWEST_ROUNDS);
  const uneven = told.find(({ evenness }) => evenness === 'uneven');
  const even = told.find(({ evenness }) => evenness === 'even');
  if (!uneven) return [{ text: report.state === 'running' ? 'Comparing four schedules.' : STOPPED_EARLY }];
  return [{ text: even ? `${unevenWords(uneven)}; ${evenWords(even)}.` : `${unevenWords(uneven)}.` }];
}

/** The intervals behind it. */
export function schedulesEvidence({ works }: SchedulesReport): readonly string[] {
  return works.flatMap(({ title, staticAgainstStealing }) =>
    staticAgainstStealing ? [`${title}: static ÷ stealing ${withRange(staticAgainstStealing)}`] : [],
  );
}

/** "33 ms, 1.42 (1.40–1.45) times dynamic" */
export function foundWords({ schedule, ratio, medianMs, verified }: ScheduleFound): string {
  const against = schedule === 'dynamic' ? 'the reference' : `${withRange(ratio)} times dynamic`;
  return `${duration(medianMs)}, ${against}${verified ? '' : '; its bytes were wrong'}`;
}

export function schedulesTable({ works }: SchedulesReport): ChartTable {
  return {
    caption: 'Makespan under each schedule, and its ratio to dynamic with a 95 % interval',
    headers: ['Work', 'Schedule', 'Median', 'Against dynamic', 'Bytes'],
    rows: works.flatMap(({ title, schedules }) =>
      schedules.map(({ schedule, medianMs, ratio, verified }) => [
        title,
        schedule,
        duration(medianMs),
        withRange(ratio),
        verified ? 'right' : 'wrong',
      ]),
    ),
  };
}
