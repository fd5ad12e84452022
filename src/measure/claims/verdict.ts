/**
 * The verdict on a claim: its intervals against their regions, and its control, which has to come out the other way. Pure: whoever hands in
 * other numbers gets another verdict.
 *
 *   part       measured: holds where the whole interval lies inside the region, refuted where it lies wholly outside, else undecided
 *              counted:  "always" is refuted by one try that was otherwise, "sometimes" holds by one that was so
 *   claim      holds if all parts hold, is refuted if one is, else undecided
 *   control    every part of it must come out as the claim's file says, and keep its distance from the border
 */
import { relativeHalfWidth } from '../stats/half-width.ts';
import type { JudgedPart, Part, PartVerdict, Region, Verdict } from './claim-report.ts';

/** A border keeps this margin from what the control gives, or three times the noise where that is more. */
const LEAST_MARGIN = 0.05;
const NOISES = 3;
/** So many samples of its own tell how noisy a control is. */
const ENOUGH_SAMPLES = 5;

export interface Evidenced {
  readonly parts: readonly Part[];
  readonly control: readonly Part[];
  /** What every part of the control must come out as. */
  readonly controlExpected: 'holds' | 'refuted';
  /** A fraction; null where it was not measured. */
  readonly noiseFloor: number | null;
}

export interface Decided {
  readonly verdict: Exclude<Verdict, 'not testable'>;
  readonly reason: string | null;
  readonly parts: readonly JudgedPart[];
  readonly control: readonly JudgedPart[];
}

/** Throws `RangeError` for no parts, or a region without borders: such a claim could not come out both ways. */
export function decide(evidenced: Evidenced): Decided {
  const parts = evidenced.parts.map(judged);
  const control = evidenced.control.map(judged);
  if (parts.length === 0 || control.length === 0) throw new RangeError('a claim needs parts and a control');
  const reason = doubtOfControl(control, evidenced);
  if (reason !== null) return { verdict: 'undecided', reason, parts, control };
  const verdict = joined(parts);
  return { verdict, reason: verdict === 'undecided' ? straddling(parts) : null, parts, control };
}

function judged(part: Part): JudgedPart {
  return { ...part, verdict: verdictOf(part) };
}

/** Of one part. Throws `RangeError` for a region without borders, or no tries. */
export function verdictOf(part: Part): PartVerdict {
  if (part.kind === 'counted') {
    if (part.tries < 1) throw new RangeError(`the part "${part.id}" was never tried`);
    const isSo = part.expects === 'always' ? part.seen === part.tries : part.seen > 0;
    return isSo ? 'holds' : 'refuted';
  }
  const { low, high } = part.estimate;
  const { above = -Infinity, below = Infinity } = part.region;
  if (above === -Infinity && below === Infinity) throw new RangeError(`the part "${part.id}" has no border`);
  if (!(low <= high)) return 'undecided';
  if (low > above && high < below) return 'holds';
  return high <= above || low >= below ? 'refuted' : 'undecided';
}

function joined(parts: readonly JudgedPart[]): Decided['verdict'] {
  if (parts.some(({ verdict }) => verdict === 'refuted')) return 'refuted';
  return parts.every(({ verdict }) => verdict === 'holds') ? 'holds' : 'undecided';
}

function straddling(parts: readonly JudgedPart[]): string {
  const [first] = parts.filter(({ verdict }) => verdict === 'undecided');
  return `The interval of “${first?.title ?? ''}” lies on both sides of the border. A quieter machine, or a second run, may decide it.`;
}

/** Null where the control came out as it must, clearly. */
function doubtOfControl(control: readonly JudgedPart[], { controlExpected, noiseFloor }: Evidenced): string | null {
  for (const part of control) {
    if (part.verdict === 'undecided') {
      return `The control, “${part.title}”, lies on the border itself, so this run cannot tell the two apart. Run it again on a quieter machine.`;
    }
    if (part.verdict !== controlExpected) {
      const came = part.verdict === 'holds' ? 'came out the same way' : 'did not come out as it must';
      return `The control, “${part.title}”, ${came}, so this run shows nothing. Something else is at work on this device: run it again on a quieter machine.`;
    }
    const margin = Math.max(LEAST_MARGIN, NOISES * noiseOf(part, noiseFloor ?? 0));
    if (part.kind === 'measured' && part.scale === 'ratio' && distance(part.estimate.estimate, part.region) < margin) {
      return `The control, “${part.title}”, keeps less than ${Math.round(margin * 100)} % from the border, which this device's noise could bridge. Run it again on a quieter machine.`;
    }
  }
  return null;
}

/**
 * The noise floor is that of computing on all cores. A control that waits, or that is measured in rounds of pairs, may be known much better:
 * then the half-width of its own interval is the noise.
 */
function noiseOf(part: Part, noiseFloor: number): number {
  if (part.kind === 'counted' || part.samples.length < ENOUGH_SAMPLES) return noiseFloor;
  return Math.min(noiseFloor, relativeHalfWidth(part.estimate));
}

/** From the nearest border, as the fraction by which the larger of the two exceeds the smaller. */
function distance(value: number, { above, below }: Region): number {
  const borders = [above, below].filter((border) => border !== undefined);
  return Math.min(...borders.map((border) => apart(value, border)));
}

function apart(value: number, border: number): number {
  if (value > 0 && border > 0) return Math.max(value, border) / Math.min(value, border) - 1;
  return Math.abs(value - border) / Math.max(Math.abs(border), Number.MIN_VALUE);
}

/**
 * What is known after k tries in none of which it was otherwise: with 95 % confidence it is so in all but this fraction (the "rule of
 * three": Hanley & Lippman-Hand 1983).
 */
export function boundAfter(tries: number): number {
  return Math.min(1, 3 / tries);
}
