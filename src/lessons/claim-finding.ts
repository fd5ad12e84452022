/** What lessons read from claims that were put to the test: a part's number, and in which of some bands it lies with its whole interval. Pure. */
import type { ClaimEntry, ClaimsReport } from '../measure/claims/claim-report.ts';
import type { Interval } from '../measure/stats/interval.ts';

/** Null where it was not tested to its end, or cannot be tested on this device. */
export function tested({ entries }: Pick<ClaimsReport, 'entries'>, claim: string): ClaimEntry | null {
  return entries.find((entry) => entry.claim === claim && entry.state === 'done' && entry.parts.length > 0) ?? null;
}

/** Of a part or a control that is measured; null where there is none of that id. */
export function numberOf({ parts, control }: Pick<ClaimEntry, 'parts' | 'control'>, id: string): Interval | null {
  const part = [...parts, ...control].find((one) => one.id === id);
  return part?.kind === 'measured' ? part.estimate : null;
}

export function scaled({ estimate, low, high }: Interval, by: number): Interval {
  return { estimate: estimate * by, low: low * by, high: high * by };
}

export interface Band<Id extends string> {
  readonly id: Id;
  /** Its numbers lie below this; the last band's below Infinity. */
  readonly below: number;
}

/** The band, of some in ascending order, that holds the whole interval; null where it straddles a border. */
export function bandOf<Id extends string>({ low, high }: Interval, bands: readonly Band<Id>[]): Id | null {
  const at = (value: number): Id | null => bands.find(({ below }) => value < below)?.id ?? null;
  return at(low) === at(high) ? at(low) : null;
}
