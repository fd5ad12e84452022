/**
 * A comparison of schedules as a document, `overlap-schedules/1`: every work with the samples of each schedule. The spans stay behind, and
 * numbers keep six significant digits.
 */
import type { ScheduledWork, ScheduleFound, SchedulesReport } from '../measure/schedules/schedules-report.ts';
import { roundedThroughout } from './rounding.ts';

/** Changes when a reader of the document would have to. */
export const SCHEDULES_FORMAT = 'overlap-schedules/1';

export interface SchedulesDocument extends Omit<SchedulesReport, 'works'> {
  readonly schema: typeof SCHEDULES_FORMAT;
  readonly works: readonly (Omit<ScheduledWork, 'schedules'> & {
    readonly schedules: readonly Omit<ScheduleFound, 'timeline'>[];
  })[];
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function schedulesDocument({ works, ...report }: SchedulesReport): SchedulesDocument {
  const kept = works.map(({ schedules, ...work }) => ({
    ...work,
    schedules: schedules.map(({ timeline: _timeline, ...found }) => found),
  }));
  return { schema: SCHEDULES_FORMAT, ...roundedThroughout({ ...report, works: kept }) };
}
