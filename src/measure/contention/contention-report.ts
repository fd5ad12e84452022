/**
 * What a contention run has found: what it costs to share a counter, by how it is protected and by who shares what, for a histogram and for
 * reference counts. Types, and the closed list of ways to count; nothing is taken or judged here.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Mode } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';

export type HistogramForm = 'plain' | 'atomic' | 'locked' | 'packed' | 'padded';
export type ReferenceForm = 'plain' | 'atomic' | 'locked' | 'biased';
export type WayId = `histogram-${HistogramForm}` | `references-${ReferenceForm}-${'one' | 'own'}`;

interface AnyWay {
  readonly id: WayId;
  /** All threads count in the same place, or each in one of its own. */
  readonly shares: 'one' | 'own';
  /** The result is promised to be right however many threads count; a run with a wrong one ends. */
  readonly exact: boolean;
  /** Threads wait for each other, so that one which stands still tells nothing of other programs. */
  readonly waits: boolean;
}
/** One way in which threads count. */
export type Way = AnyWay &
  (
    | { readonly subject: 'histogram'; readonly form: HistogramForm }
    | { readonly subject: 'references'; readonly form: ReferenceForm }
  );
export type Subject = Way['subject'];

const histogram = (form: HistogramForm): Way => {
  const shares = form === 'packed' || form === 'padded' ? 'own' : 'one';
  const rest = { exact: form !== 'plain', waits: form === 'locked' };
  return { subject: 'histogram', id: `histogram-${form}`, form, shares, ...rest };
};

const references = (form: ReferenceForm, shares: 'one' | 'own'): Way => {
  const isOne = shares === 'one';
  const rest = { exact: form !== 'plain' || !isOne, waits: form === 'locked' && isOne };
  return { subject: 'references', id: `references-${form}-${shares}`, form, shares, ...rest };
};

const REFERENCE_FORMS = ['plain', 'atomic', 'locked', 'biased'] as const;

/** In the order in which they are shown: of each subject, first what is shared. */
export const WAYS: readonly Way[] = [
  ...(['plain', 'atomic', 'locked', 'packed', 'padded'] as const).map(histogram),
  ...REFERENCE_FORMS.map((form) => references(form, 'one')),
  ...REFERENCE_FORMS.map((form) => references(form, 'own')),
];

/** What one number of threads got through in one way. */
export interface PacePoint {
  readonly threads: number;
  /** Millions a second, by all of them together: keys, or references that were taken and given back. */
  readonly pace: Interval;
  /** In units of one thread that counts in the same way, the median of rounds. */
  readonly ratio: Interval;
  /** The ratios behind it, one a round that counts. */
  readonly samples: readonly number[];
}

/** What came of the counts of several threads. */
export interface Accuracy {
  /** Results that were looked at, one a window. */
  readonly counts: number;
  readonly wrong: number;
  /** Of a histogram: keys that were counted and are not in the table, as a fraction of all, over all windows. Null elsewhere. */
  readonly lost: number | null;
  /** The most that a count was off, in keys or references. */
  readonly mostOff: number;
}

export interface WayReport {
  readonly way: Way;
  /** Ascending; a number of threads with too few windows in which all ran is missing. */
  readonly points: readonly PacePoint[];
  /** Of the most threads, where they are several, in the windows that count. */
  readonly accuracy: Accuracy;
}

export interface ContentionOptions {
  /** 32 bits; keys, order and every bootstrap follow from it. */
  readonly seed: number;
  /** Rounds end when the next one would go beyond it. */
  readonly budgetMs?: Milliseconds;
  /** Those to take; all where nothing is said. */
  readonly ways?: readonly WayId[];
  /** As many as run at once where nothing is said; what runs at once is not counted where one is enough. */
  readonly mostThreads?: number;
}

export interface ContentionReport {
  /** `unavailable`: this browser or page cannot do it; `failure` says why. */
  readonly state: 'running' | 'complete' | 'stopped' | 'failed' | 'unavailable';
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: { readonly reported: number | null; readonly proven: number | null };
  /** Numbers of threads that count, ascending from 1: up to the proven ones, else the reported. Empty before that is known. */
  readonly threads: readonly number[];
  readonly rounds: number;
  readonly ways: readonly WayReport[];
  readonly warnings: readonly Warning[];
}

export interface ContentionProgress {
  readonly report: ContentionReport;
  /** What is happening now, as the page says it. */
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  /** Null while it cannot be told. */
  readonly remainingMs: Milliseconds | null;
}
