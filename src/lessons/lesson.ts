/**
 * What a lesson is: rounds of predicting, running and explaining, each around one real experiment on this device. Its words stand in the
 * text.md beside it; its file says what is run and what a report answers. Types only.
 */
import type { RaceReport } from '../measure/race/race-report.ts';
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { ContentionOptions, ContentionReport } from '../measure/contention/contention-report.ts';
import type { Report } from '../measure/report.ts';
import type { SerialPartOptions, SerialPartReport } from '../measure/serial-part/serial-part-report.ts';
import type { MeasureOptions } from '../experiments/run.ts';
import type { RaceAsked } from '../ui/race-options.ts';
import type { Answer, Question } from './prediction.ts';
import type { Setting } from './setting.ts';
import type { Values } from './text/lesson-text.ts';

/** What is known before a round: what the browser says, and what the rounds before it found. */
export interface Known {
  /** Cores as the browser counts them; 2 where it does not say. */
  readonly reported: number;
  /** By id of the round. */
  readonly found: Readonly<Record<string, Finding>>;
  /** What the visitor has set, by id of the round; see `Setting`. */
  readonly settings?: Readonly<Record<string, number>>;
}

/** What a run taught: plain data, kept on the device with the prediction. */
export interface Finding {
  readonly answer: Answer;
  /** Which of the round's `says` tells it: the text of section "<round>/found.<says>". */
  readonly says: string;
  /** Which of the reasons is the one here; null where the run does not decide between them. */
  readonly reason: string | null;
  /** Fills the places of the round's texts that are shown after the run. */
  readonly values: Values;
}

interface RoundHead {
  /** Kebab case; the sections of its text begin with it. */
  readonly id: string;
  /** Least that it needs: memory that threads share, workers, or the page alone. Where that is missing, section "<round>/without" says what can be learned instead. */
  readonly needs: 'shared' | 'workers' | 'none';
  question(known: Known): Question;
  /** What the visitor sets before predicting, named by the heading of section "<round>/setting"; the run is made with it. */
  readonly setting?: Setting;
  /** Of a question for a curve: drawn over prediction and measurement as a model. Null where what was found does not say which. */
  law?(finding: Finding): { readonly label: string; readonly at: (workers: number) => number } | null;
  /** Fills the places of the texts that are shown before the run. */
  values?(known: Known): Values;
  /** Every variant that `find` may say; each has a section. */
  readonly says: readonly string[];
  /** About how long it takes on two cores, in seconds; at most 15. */
  readonly usualSeconds: number;
}

export interface MeasureRound extends RoundHead {
  readonly experiment: 'measure';
  readonly picture: 'handshake' | 'speed-up';
  options(known: Known): Partial<MeasureOptions>;
  /** Null where the report has not enough in it to answer. */
  find(report: Report, known: Known): Finding | null;
}

export interface RaceRound extends RoundHead {
  readonly experiment: 'race';
  options(known: Known): RaceAsked;
  find(report: RaceReport, known: Known): Finding | null;
}

export interface ClaimsRound extends RoundHead {
  readonly experiment: 'claims';
  /** Ids of claims. */
  options(known: Known): readonly string[];
  find(report: ClaimsReport, known: Known): Finding | null;
}

/** Threads that count the same thing in several ways: what sharing costs. */
export interface ContentionRound extends RoundHead {
  readonly experiment: 'contention';
  options(known: Known): Omit<ContentionOptions, 'seed'>;
  find(report: ContentionReport, known: Known): Finding | null;
}

/** Work of which a given share is serial, by several numbers of workers. */
export interface SerialPartRound extends RoundHead {
  readonly experiment: 'serial-part';
  options(known: Known): Omit<SerialPartOptions, 'seed'>;
  find(report: SerialPartReport, known: Known): Finding | null;
}

export type Round = MeasureRound | RaceRound | ClaimsRound | ContentionRound | SerialPartRound;

export interface Lesson {
  /** The name of its folder. */
  readonly id: string;
  /** From 1, in the order of the course. */
  readonly place: number;
  readonly minutes: number;
  /** In this order; each begins where the one before it was explained or passed over. */
  readonly rounds: readonly Round[];
  /** Claims whose programs are shown beside their twins in Python. */
  readonly sources: readonly string[];
}
