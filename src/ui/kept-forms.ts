/**
 * The kinds of run that are kept: of each, the document that is made of its report and the one line that says what it found. Loaded kind by
 * kind, when a run of it begins. Writes nothing.
 */
import type { AdvisorReport } from '../measure/advisor/advisor-report.ts';
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { ContentionReport } from '../measure/contention/contention-report.ts';
import type { KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import type { Report } from '../measure/report.ts';
import type { SchedulesReport } from '../measure/schedules/schedules-report.ts';
import type { SustainedReport } from '../measure/sustained/sustained-report.ts';
import { answer, plainText } from './answer-sentence.ts';

/** Reports by the format of their documents. */
export interface KeptReports {
  'overlap-result/1': Report;
  'overlap-race/1': RaceReport;
  'overlap-claims/1': ClaimsReport;
  'overlap-advisor/1': AdvisorReport;
  'overlap-kernels/1': KernelSpeedsReport;
  'overlap-sustained/1': SustainedReport;
  'overlap-contention/1': ContentionReport;
  'overlap-schedules/1': SchedulesReport;
}

export type KeptFormat = keyof KeptReports;

export interface KeptForm<Report> {
  /** Plain data that `structuredClone` and JSON hold. */
  document(report: Report): unknown;
  answer(report: Report): string;
  /**
   * How many parts of the run are over, where progress is told in their midst as well: then only the end of a part is a moment to write. Null
   * where it is told between rounds only.
   */
  settled(report: Report): number | null;
}

const betweenRounds = (): null => null;

function over(entries: readonly { readonly state: string }[]): number {
  return entries.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
}

type Forms = { readonly [Format in KeptFormat]: () => Promise<KeptForm<KeptReports[Format]>> };

const FORMS: Forms = {
  async 'overlap-result/1'() {
    const { resultDocument } = await import('../results/document.ts');
    return {
      document: resultDocument,
      answer: (report) => plainText(answer(report, report.work[0]?.kernel ?? '')),
      settled: betweenRounds,
    };
  },
  async 'overlap-race/1'() {
    const [{ raceDocument }, { raceAnswer }] = await Promise.all([
      import('../results/race-document.ts'),
      import('./race-words.ts'),
    ]);
    return {
      document: raceDocument,
      answer: (report) => `${report.program.title}: ${plainText(raceAnswer(report))}`,
      settled: ({ entries }) => over(entries),
    };
  },
  async 'overlap-claims/1'() {
    const [{ claimsDocument }, { claimsAnswer }] = await Promise.all([
      import('../results/claims-document.ts'),
      import('./claims-words.ts'),
    ]);
    return {
      document: claimsDocument,
      answer: (report) => plainText(claimsAnswer(report)),
      settled: ({ entries }) => over(entries),
    };
  },
  async 'overlap-advisor/1'() {
    const [{ advisorDocument }, { keptAdvice }] = await Promise.all([
      import('../results/advisor-document.ts'),
      import('./kept-advice.ts'),
    ]);
    return { document: advisorDocument, answer: keptAdvice, settled: betweenRounds };
  },
  async 'overlap-kernels/1'() {
    const [{ kernelsDocument }, { kernelsAnswer }] = await Promise.all([
      import('../results/kernels-document.ts'),
      import('./kernels-words.ts'),
    ]);
    return {
      document: kernelsDocument,
      answer: (report) => plainText(kernelsAnswer(report)),
      settled: betweenRounds,
    };
  },
  async 'overlap-sustained/1'() {
    const [{ sustainedDocument }, { sustainedAnswer }] = await Promise.all([
      import('../results/sustained-document.ts'),
      import('./sustained-words.ts'),
    ]);
    return {
      document: sustainedDocument,
      answer: (report) => plainText(sustainedAnswer(report)),
      settled: betweenRounds,
    };
  },
  async 'overlap-contention/1'() {
    const [{ contentionDocument }, { contentionAnswer }] = await Promise.all([
      import('../results/contention-document.ts'),
      import('./contention-words.ts'),
    ]);
    return {
      document: contentionDocument,
      answer: (report) => plainText(contentionAnswer(report, 'histogram')),
      settled: betweenRounds,
    };
  },
  async 'overlap-schedules/1'() {
    const [{ schedulesDocument }, { schedulesAnswer }] = await Promise.all([
      import('../results/schedules-document.ts'),
      import('./schedules-words.ts'),
    ]);
    return {
      document: schedulesDocument,
      answer: (report) => plainText(schedulesAnswer(report)),
      settled: betweenRounds,
    };
  },
};

/** Rejects where its code does not load. */
export function keptForm<Format extends KeptFormat>(format: Format): Promise<KeptForm<KeptReports[Format]>> {
  return FORMS[format]();
}

/** "Chromium 156 on Linux, 2 cores", as the browser tells it. */
export function deviceLine(report: KeptReports[KeptFormat]): string {
  const { name, version, platform } = report.browser;
  const reported = 'cores' in report && typeof report.cores === 'object' ? (report.cores?.reported ?? null) : null;
  const cores = reported === null ? '' : `, ${reported} ${reported === 1 ? 'core' : 'cores'}`;
  return `${name} ${version.split('.')[0] ?? ''} on ${platform}${cores}`;
}
