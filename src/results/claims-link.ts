/**
 * What the list of claims shows as the query of a link, `#/claims?note=B&model=processes&verdict=refuted&open=gil-convoy`, and back.
 * Strict: what a link says that cannot be is named in a sentence and passed over. Pure.
 */
import type { ClaimEntry, NoteId } from '../measure/claims/claim-report.ts';
import type { ModelId } from '../models/index.ts';
import { fewOf } from './link-faults.ts';
import { quoted } from './race-link.ts';

export const NOTE_IDS = ['A', 'B', 'C', 'D', 'E'] as const satisfies readonly NoteId[];

/** What has become of a claim, as it is filtered by. */
export const OUTCOMES = ['holds', 'refuted', 'undecided', 'not-testable', 'broke-off', 'untested'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ClaimsChoice {
  /** Null for any, as with the others. */
  readonly note: NoteId | null;
  readonly model: ModelId | null;
  readonly verdict: Outcome | null;
  /** Claims that are open, in the order in which they were opened. */
  readonly open: readonly string[];
}

export const EVERY_CLAIM: ClaimsChoice = { note: null, model: null, verdict: null, open: [] };

export interface ClaimsKnown {
  readonly claims: readonly string[];
  readonly models: readonly ModelId[];
}

export interface ClaimsRead {
  readonly choice: ClaimsChoice;
  /** What could not be taken, a sentence each. */
  readonly faults: readonly string[];
}

const KEYS = ['note', 'model', 'verdict', 'open'];

export function outcomeOf(entry: ClaimEntry | null): Outcome {
  if (entry?.state === 'failed') return 'broke-off';
  if (entry?.state !== 'done' || entry.verdict === null) return 'untested';
  return entry.verdict === 'not testable' ? 'not-testable' : entry.verdict;
}

/** Without the question mark; empty where everything is shown and nothing open. */
export function claimsFragment({ note, model, verdict, open }: ClaimsChoice): string {
  const parts: readonly (readonly [string, string | null])[] = [
    ['note', note],
    ['model', model],
    ['verdict', verdict],
    ['open', open.length > 0 ? open.join(',') : null],
  ];
  return parts.flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`])).join('&');
}

/** Never throws. */
export function readClaimsFragment(query: string, known: ClaimsKnown): ClaimsRead {
  const faults: string[] = [];
  const parts = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (!KEYS.includes(key)) faults.push(`The link sets ${quoted(key)}, which the list of claims does not have.`);
    else if (parts.has(key)) faults.push(`The link sets “${key}” twice; the first is taken.`);
    else parts.set(key, value);
  }
  const oneOf = <Value extends string>(key: string, got: string, allowed: readonly Value[]): Value | null => {
    const found = allowed.find((value) => value === got) ?? null;
    if (found === null) faults.push(`The link’s “${key}” is passed over: there is no ${quoted(got)}.`);
    return found;
  };
  const part = <Value extends string>(key: string, allowed: readonly Value[]): Value | null => {
    const got = parts.get(key);
    return got === undefined ? null : oneOf(key, got, allowed);
  };
  const asked = [...new Set((parts.get('open') ?? '').split(',').filter(Boolean))].slice(0, known.claims.length);
  const choice: ClaimsChoice = {
    note: part('note', NOTE_IDS),
    model: part('model', known.models),
    verdict: part('verdict', OUTCOMES),
    open: asked.flatMap((id) => oneOf('open', id, known.claims) ?? []),
  };
  return { choice, faults: fewOf(faults) };
}
