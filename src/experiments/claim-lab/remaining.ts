/** How long the claims that are left will take, from what those that are done took. Pure. */
import type { Milliseconds } from '../../base/units.ts';
import type { ClaimsReport } from '../../measure/claims/claim-report.ts';

/** Before the first claim is done nobody knows what one takes here. */
export function remainingMs({ entries }: Pick<ClaimsReport, 'entries'>): Milliseconds | null {
  const done = entries
    .filter(({ state }) => state === 'done' || state === 'failed')
    .flatMap(({ tookMs }) => tookMs ?? []);
  if (done.length === 0) return null;
  const mean = done.reduce((sum, took) => sum + took, 0) / done.length;
  return mean * (entries.length - done.length);
}
