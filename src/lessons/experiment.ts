/** Begins the experiment of a round, as the page's own views begin theirs, and reads from its report what it found. */
import type { RaceReport } from '../measure/race/race-report.ts';
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { ContentionReport } from '../measure/contention/contention-report.ts';
import type { Report } from '../measure/report.ts';
import type { SerialPartReport } from '../measure/serial-part/serial-part-report.ts';
import { beginContentionRun, beginSerialPartRun } from '../ui/begin-run.ts';
import { claimsOptions } from '../ui/claims-options.ts';
import { freshSeed, measureOptions } from '../ui/measure-options.ts';
import { raceOptions } from '../ui/race-options.ts';
import type { Begin } from '../ui/run-controller.ts';
import { startClaimsRun, startRaceRun, startRun } from '../ui/start-run.ts';
import type { Finding, Known, Round } from './lesson.ts';

export type RoundReport = Report | RaceReport | ClaimsReport | ContentionReport | SerialPartReport;

export interface RoundProgress {
  readonly report: RoundReport;
  readonly activity: string;
  readonly elapsedMs: number;
  readonly remainingMs: number | null;
}

export interface Wish {
  readonly round: Round;
  readonly known: Known;
}

export type StartRound = Begin<Wish, RoundProgress, RoundReport>;

export const startRound: StartRound = ({ round, known }, onProgress, signal) => {
  switch (round.experiment) {
    case 'measure':
      return startRun(measureOptions(round.options(known)), onProgress, signal);
    case 'race':
      return startRaceRun(raceOptions(round.options(known)), onProgress, signal);
    case 'claims':
      return startClaimsRun(claimsOptions({ claims: [...round.options(known)] }), onProgress, signal);
    case 'contention':
      // Some of the ways are no measurement of contention that could be kept and opened again.
      return beginContentionRun({ ...round.options(known), seed: freshSeed() }, onProgress, signal);
    case 'serial-part':
      // Kept nowhere but in the notebook: it is made with a setting of the lesson.
      return beginSerialPartRun({ ...round.options(known), seed: freshSeed() }, onProgress, signal);
  }
};

/** Null where the report is of another experiment, or has not enough in it. */
export function findingOf({ round, known }: Wish, report: RoundReport): Finding | null {
  switch (round.experiment) {
    case 'measure':
      return 'series' in report ? round.find(report, known) : null;
    case 'race':
      return 'program' in report ? round.find(report, known) : null;
    case 'claims':
      return 'entries' in report && !('program' in report) ? round.find(report, known) : null;
    case 'contention':
      return 'ways' in report ? round.find(report, known) : null;
    case 'serial-part':
      return 'limit' in report ? round.find(report, known) : null;
  }
}

/** Why a report that was brought to its end has too little in it, as the report itself says it; null where it says nothing. */
export function shortfallOf(report: RoundReport): string | null {
  const entries: readonly { readonly reason: string | null }[] = 'entries' in report ? report.entries : [];
  return entries.find(({ reason }) => reason !== null)?.reason ?? report.failure;
}

/** Whether the page can run it at all, as far as can be told beforehand. */
export function canRun(
  { needs }: Pick<Round, 'needs'>,
  page: { readonly isolated: boolean; readonly sharedMemory: boolean; readonly workers: boolean },
): boolean {
  return needs === 'none' || (needs === 'workers' ? page.workers : page.isolated && page.sharedMemory && page.workers);
}
