/**
 * A contention run in words: one sentence a subject that is true in every case, the line of numbers under it, and what else the ways show. Pure.
 */
import { ratioRange, ratioWords } from '../charts/contention-pace.ts';
import { counted, percent, THIN } from '../charts/number-format.ts';
import type {
  ContentionReport,
  PacePoint,
  Subject,
  WayId,
  WayReport,
} from '../measure/contention/contention-report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import type { Part } from './answer-sentence.ts';
import { type Environment, mayShare, type Notice, remedyForSharing, remedyForWorkers } from './mode-notice.ts';

export const TITLE = 'What sharing a counter costs';
export const QUESTION =
  'Threads that count the same keys, and threads that count references, do the same work in several ways. Only who touches which cache line differs.';
export const COURSE =
  'Takes some twelve seconds: one thread and all that run at once count in every way, in random order, and every result is checked.';
export const INVITATION = 'Count together';
export const AGAIN = 'Count again';

export const SUBJECT_TITLES: Readonly<Record<Subject, string>> = {
  histogram: 'A histogram',
  references: 'Reference counts',
};

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function threadsInWords(count: number): string {
  return `${NUMBERS[count] ?? String(count)} threads`;
}

/** The ways that a sentence compares: shared by all, and each thread's own. */
const COMPARED = {
  histogram: { one: 'histogram-atomic', own: 'histogram-padded' },
  references: { one: 'references-atomic-one', own: 'references-atomic-own' },
} as const satisfies Record<Subject, Record<'one' | 'own', WayId>>;

const most = ({ threads }: ContentionReport): number => threads.at(-1) ?? 1;

function reportOf({ ways }: ContentionReport, id: WayId): WayReport | undefined {
  return ways.find(({ way }) => way.id === id);
}

/** Of the most threads, where they are several. */
function pointOf(report: ContentionReport, id: WayId): PacePoint | undefined {
  return reportOf(report, id)?.points.find(({ threads }) => threads > 1 && threads === most(report));
}

const found = (ratio: Interval): Part => ({ text: ratioWords(ratio), model: 'free-threads' });

function finding(report: ContentionReport, subject: Subject): Part[] {
  const one = pointOf(report, COMPARED[subject].one);
  const own = pointOf(report, COMPARED[subject].own);
  if (!one || !own) return [];
  const who = threadsInWords(most(report));
  if (subject === 'histogram') {
    const [shared, apart] = [' as fast as one on a shared atomic table, and ', ' on tables of their own.'];
    return [{ text: `${who} count ` }, found(one.ratio), { text: shared }, found(own.ratio), { text: apart }];
  }
  const [shared, apart] = [' as fast as one on a shared object, and ', ' on an object each.'];
  return [{ text: `${who} count references ` }, found(one.ratio), { text: shared }, found(own.ratio), { text: apart }];
}

const NOTHING_YET = {
  running: 'Counting.',
  complete: 'Other programs kept the threads from running at once, so what sharing costs could not be told.',
  stopped: 'Stopped too early to tell what sharing costs.',
  failed: 'The run broke off before it could be told what sharing costs.',
  unavailable: 'What sharing a counter costs cannot be seen here.',
} as const satisfies Record<ContentionReport['state'], string>;

const PREFIX = {
  running: 'So far: ',
  complete: '',
  stopped: 'Stopped early. Until then: ',
  failed: 'The run broke off. Until then: ',
  unavailable: '',
} as const satisfies Record<ContentionReport['state'], string>;

const ALONE = 'One thread runs at a time here, so no two ever count at once: this is what each way costs by itself.';

export function contentionAnswer(report: ContentionReport, subject: Subject): readonly Part[] {
  const isAlone = report.state === 'complete' && most(report) === 1;
  const [first, ...rest] = finding(report, subject);
  if (!first) return [{ text: isAlone ? ALONE : NOTHING_YET[report.state] }];
  const prefix = PREFIX[report.state];
  if (prefix) return [{ text: prefix }, first, ...rest];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

const inFull = (ratio: Interval): string => `${ratioRange(ratio, ' – ')}${THIN}×`;

/** Each part stays on one line. */
export function contentionEvidence(report: ContentionReport, subject: Subject): readonly string[] {
  const one = pointOf(report, COMPARED[subject].one);
  const own = pointOf(report, COMPARED[subject].own);
  if (!one || !own) return [];
  const rounds = Math.min(one.samples.length, own.samples.length);
  const form = subject === 'references' ? ['atomic counts'] : [];
  return [
    ...form,
    `${inFull(one.ratio)} shared`,
    `${inFull(own.ratio)} own`,
    `95${THIN}% interval of ${counted(rounds, 'round')}`,
  ];
}

function lossOf(report: ContentionReport, subject: Subject): string[] {
  const { accuracy } = reportOf(report, subject === 'histogram' ? 'histogram-plain' : 'references-plain-one') ?? {};
  if (!accuracy || accuracy.counts === 0) return [];
  const { counts, wrong, lost, mostOff } = accuracy;
  const what = subject === 'histogram' ? 'in one table' : 'of one object';
  const windows = counted(counts, 'window');
  if (wrong === 0) return [`Unprotected counts ${what} came out right in all ${windows}, which is luck.`];
  const much =
    lost === null ? `, by up to ${counted(mostOff, 'reference')}` : `: ${percent(lost)} of the keys were lost`;
  return [`Unprotected counts ${what} were wrong in ${wrong} of ${windows}${much}. All others were exact.`];
}

function sharingOf(report: ContentionReport, subject: Subject): string[] {
  const ratio = pointOf(report, subject === 'histogram' ? 'histogram-packed' : 'references-biased-one')?.ratio;
  if (!ratio) return [];
  const much = `${ratioWords(ratio)} (${ratioRange(ratio)})`;
  return subject === 'histogram'
    ? [`Own tables whose bins lie side by side: ${much}. No bin is shared, every cache line is: false sharing.`]
    : [`Biased counts of one object, plain for its owner and atomic for all others: ${much}.`];
}

/** What else the ways show, a sentence each. */
export function contentionNotes(report: ContentionReport, subject: Subject): readonly string[] {
  return [...sharingOf(report, subject), ...lossOf(report, subject)];
}

export function figureNote(report: ContentionReport): string {
  const count = most(report);
  if (count === 1) return 'one thread alone';
  const between = report.threads.length > 2 ? `small: ${report.threads.slice(1, -1).join(', ')} · ` : '';
  return `hollow: one thread · ${between}solid: ${threadsInWords(count)}, at the right in units of one`;
}

/** Why there is nothing to start, or null. */
export function counterNotice(found: Environment): Notice | null {
  if (!found.workers)
    return { text: 'This browser has no workers, so no threads can share a counter.', remedy: remedyForWorkers(found) };
  if (mayShare(found)) return null;
  return {
    text: 'This page got no shared memory, so its threads have no counter that they could share.',
    remedy: remedyForSharing(found),
  };
}
