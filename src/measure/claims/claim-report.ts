/**
 * What deciding claims has found so far: plain data, rebuilt whenever something is new. Types only; `experiments/decide-claims.ts`
 * fills it, verdict.ts judges.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { Played } from '../../models/play/play.ts';
import type { Mode } from '../report.ts';
import type { Interval } from '../stats/interval.ts';
import type { Warning } from '../warnings.ts';

/** The five introductions that claims come from. */
export type NoteId = 'A' | 'B' | 'C' | 'D' | 'E';

export type Verdict = 'holds' | 'refuted' | 'undecided' | 'not testable';

/** Of one part by itself. */
export type PartVerdict = Exclude<Verdict, 'not testable'>;

/** Fixed in code before a run. Without its borders: a value on one is outside. At least one is given. */
export interface Region {
  readonly above?: number;
  readonly below?: number;
}

/** A number with its interval, held against a region. */
export interface MeasuredPart {
  readonly kind: 'measured';
  /** Kebab case, unique within the claim's parts; the claim's twin in Python prints its own figure under the same id. */
  readonly id: string;
  /** What the number is, as in "makespan ÷ one wait, 8 threads". */
  readonly title: string;
  /** "×" of ratios, else as printed after the number; empty for a plain number. */
  readonly unit: string;
  readonly region: Region;
  readonly estimate: Interval;
  /** In the order taken, in the part's unit. */
  readonly samples: readonly number[];
  /** Where the number is no ratio, its distance from a border is not taken as a percentage. */
  readonly scale: 'ratio' | 'difference';
}

/** Something that was looked for in every one of so many tries. */
export interface CountedPart {
  readonly kind: 'counted';
  readonly id: string;
  readonly title: string;
  readonly tries: number;
  /** Tries in which it was so. */
  readonly seen: number;
  /** `always`: one try in which it was not so refutes. `sometimes`: one try in which it was so is enough. */
  readonly expects: 'always' | 'sometimes';
  /** The first tries that were otherwise than expected (`always`), or as expected (`sometimes`), a line each. */
  readonly examples: readonly string[];
}

export type Part = MeasuredPart | CountedPart;
export type JudgedPart = Part & { readonly verdict: PartVerdict };

/** A picture of what was measured. Charts know how to draw each kind. */
export type ClaimPicture =
  /** Numbers with intervals over a number. */
  | {
      readonly kind: 'curves';
      readonly title: string;
      readonly xTitle: string;
      readonly yTitle: string;
      readonly series: readonly {
        readonly label: string;
        readonly model: ModelId | null;
        readonly points: readonly { readonly x: number; readonly y: Interval }[];
      }[];
      /** Drawn as models, never as measurements. */
      readonly laws: readonly {
        readonly label: string;
        readonly points: readonly { readonly x: number; readonly y: number }[];
      }[];
    }
  /** Every sample of some rows on one axis, with lines that mean something. */
  | {
      readonly kind: 'spread';
      readonly title: string;
      /** Of the axis, as in "latency, ms". */
      readonly axis: string;
      readonly rows: readonly {
        readonly label: string;
        readonly model: ModelId | null;
        readonly samples: readonly number[];
      }[];
      readonly lines: readonly { readonly label: string; readonly at: number }[];
    }
  /** Who did what when, on one time axis. */
  | {
      readonly kind: 'lanes';
      readonly title: string;
      readonly plays: readonly { readonly label: string; readonly model: ModelId; readonly played: Played }[];
    };

/** What an experiment brings home. */
export interface Evidence {
  readonly parts: readonly Part[];
  readonly control: readonly Part[];
  readonly pictures: readonly ClaimPicture[];
  /** Measured things shown beside that decide nothing, a sentence each. */
  readonly beside: readonly string[];
}

export interface ClaimEntry {
  readonly claim: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Null before it is done, and where the experiment failed. */
  readonly verdict: Verdict | null;
  /** Why undecided (and what would decide it), not testable, or failed; a sentence or two. */
  readonly reason: string | null;
  readonly parts: readonly JudgedPart[];
  readonly control: readonly JudgedPart[];
  readonly pictures: readonly ClaimPicture[];
  readonly beside: readonly string[];
  readonly tookMs: Milliseconds | null;
}

export interface ClaimsReport {
  readonly state: 'running' | 'complete' | 'stopped' | 'failed';
  readonly failure: string | null;
  readonly startedAt: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly browser: { readonly name: string; readonly version: string; readonly platform: string };
  /** Of the kernels, in which it was computed. */
  readonly build: Build;
  readonly clock: { readonly resolutionMs: Milliseconds };
  readonly cores: { readonly reported: number | null; readonly proven: number | null };
  /** Half-width of baseline ÷ baseline as a fraction; null before it is known. */
  readonly noiseFloor: number | null;
  /** In the order in which they are decided. */
  readonly entries: readonly ClaimEntry[];
  readonly warnings: readonly Warning[];
}

export interface ClaimsProgress {
  readonly report: ClaimsReport;
  readonly activity: string;
  readonly elapsedMs: Milliseconds;
  readonly remainingMs: Milliseconds | null;
  readonly isPaused: boolean;
}
