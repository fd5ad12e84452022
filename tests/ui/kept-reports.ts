/** FIXTURES: one report of every kind that is kept, made up by the gallery. */
import type { KeptReports } from '../../src/ui/kept-forms.ts';
import { advisorReport, ownRow, tableRows } from '../gallery/advisor-reports.ts';
import { claimsReport } from '../gallery/claims-reports.ts';
import { contentionReport } from '../gallery/contention-reports.ts';
import { kernelsReport, speedOf } from '../gallery/kernels-reports.ts';
import { entriesOf, FIVE, raceReport } from '../gallery/race-reports.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';
import { reportOf } from '../gallery/sustained-reports.ts';

export async function keptReports(): Promise<KeptReports> {
  const result = SAMPLE_REPORTS['two cores'];
  if (!result) throw new Error('the gallery has no report of two cores');
  const { startedAt, browser, build, seed } = result;
  return {
    'overlap-result/1': result,
    'overlap-race/1': raceReport(entriesOf(FIVE)),
    'overlap-claims/1': claimsReport(['gil-convoy', 'amdahl', 'one-lock-no-deadlock']),
    'overlap-advisor/1': advisorReport([...tableRows(), ownRow()]),
    'overlap-kernels/1': kernelsReport([speedOf('ep'), speedOf('heat')]),
    'overlap-sustained/1': await reportOf({ minutes: 1 }),
    'overlap-contention/1': contentionReport(),
    'overlap-schedules/1': {
      ...{ state: 'complete', failure: null, untestable: 'One thread runs at a time here.', works: [], warnings: [] },
      ...{ startedAt, browser, build, seed, workers: 1 },
    },
  };
}
