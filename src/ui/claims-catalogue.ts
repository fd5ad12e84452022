/** The claims that there are, read from their catalogue when first wanted: in the groups in which they are told, and by what is asked for. */
import type told from '../catalogues/claims-told.ts';
import written from '../catalogues/claims-told.ts?at-build';
import type { ListedClaim } from '../catalogues/claims-told.ts';
import { CLAIM_GROUPS, claims, type ClaimGroup } from '../experiments/claims/index.ts';
import type { ClaimEntry } from '../measure/claims/claim-report.ts';
import { outcomeOf, type ClaimsChoice } from '../results/claims-link.ts';

export type { ListedClaim } from '../catalogues/claims-told.ts';

export interface ClaimsOfGroup {
  readonly group: ClaimGroup;
  readonly claims: readonly ListedClaim[];
}

export const claimIds: readonly string[] = claims.ids;

/** Group after group, in each what most introductions teach first. */
export function claimCatalogue(): readonly ListedClaim[] {
  return (written as typeof told).toSorted(
    (one, other) =>
      CLAIM_GROUPS.indexOf(one.group) - CLAIM_GROUPS.indexOf(other.group) || other.from.length - one.from.length,
  );
}

/** Groups in which nothing is left are left out. */
export function inGroups(all: readonly ListedClaim[]): readonly ClaimsOfGroup[] {
  return CLAIM_GROUPS.map((group) => ({ group, claims: all.filter((claim) => claim.group === group) })).filter(
    ({ claims: own }) => own.length > 0,
  );
}

/** Those that the filters leave. */
export function chosen(
  all: readonly ListedClaim[],
  { note, model, verdict }: ClaimsChoice,
  entryOf: (id: string) => ClaimEntry | null,
): readonly ListedClaim[] {
  return all.filter(
    ({ id, from, models }) =>
      (note === null || from.includes(note)) &&
      (model === null || models.includes(model)) &&
      (verdict === null || outcomeOf(entryOf(id)) === verdict),
  );
}
