/**
 * Decided claims as a document, `overlap-claims/1`: what `npm run measure -- --claims` prints. Each claim with its verdict, every part with
 * estimate, interval, region and samples, its control likewise; pictures stay behind, and numbers keep six significant digits.
 */
import type { ClaimEntry, ClaimsReport, JudgedPart } from '../measure/claims/claim-report.ts';
import { intervalOf, rounded, roundedAll } from './rounding.ts';

export const CLAIMS_FORMAT = 'overlap-claims/1';

/** Samples of one part that a document holds. */
const MOST_SAMPLES = 2_000;

export type ClaimsDocumentEntry = Omit<ClaimEntry, 'pictures'>;

export interface ClaimsDocument extends Omit<ClaimsReport, 'entries' | 'clock'> {
  readonly schema: typeof CLAIMS_FORMAT;
  readonly clock: { readonly resolutionMs: number | null };
  /** How many claims came out how, as in { holds: 31, refuted: 2 }. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly entries: readonly ClaimsDocumentEntry[];
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function claimsDocument({ entries, clock, noiseFloor, ...report }: ClaimsReport): ClaimsDocument {
  return {
    schema: CLAIMS_FORMAT,
    ...report,
    noiseFloor: noiseFloor === null ? null : rounded(noiseFloor),
    clock: { resolutionMs: rounded(clock.resolutionMs) },
    verdicts: countedBy(entries),
    entries: entries.map(entryOf),
  };
}

function countedBy(entries: readonly ClaimEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict, state } of entries) {
    const name = verdict ?? state;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function entryOf({ pictures: _pictures, parts, control, tookMs, ...entry }: ClaimEntry): ClaimsDocumentEntry {
  return {
    ...entry,
    parts: parts.map(partOf),
    control: control.map(partOf),
    tookMs: tookMs === null ? null : rounded(tookMs),
  };
}

function partOf(part: JudgedPart): JudgedPart {
  if (part.kind === 'counted') return part;
  const estimate = intervalOf(part.estimate) ?? { estimate: 0, low: 0, high: 0 };
  return { ...part, estimate, samples: roundedAll(part.samples, MOST_SAMPLES) };
}
