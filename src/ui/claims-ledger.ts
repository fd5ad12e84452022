/**
 * What is known of every claim over several runs: a run of some leaves the verdicts on the others as they are, and one that was stopped
 * takes nothing back. Keeps reports' entries; judges nothing.
 */
import type { ClaimEntry, ClaimsReport } from '../measure/claims/claim-report.ts';

/** Where a claim stands in the run under way; `idle` where it takes no part or there is none. */
export type Standing = 'idle' | 'queued' | 'running';

const isOver = ({ state }: ClaimEntry): boolean => state === 'done' || state === 'failed';

export class ClaimsLedger {
  readonly #found = new Map<string, ClaimEntry>();
  #latest: ClaimsReport | null = null;

  /** The latest report as it came. */
  get latest(): ClaimsReport | null {
    return this.#latest;
  }

  /** Takes what a report adds; harmless when repeated. */
  take(report: ClaimsReport): void {
    if (report === this.#latest) return;
    this.#latest = report;
    for (const entry of report.entries) if (isOver(entry)) this.#found.set(entry.claim, entry);
  }

  /** What the last run in which it came to its end made of it; null where there was none. */
  entryOf(claim: string): ClaimEntry | null {
    return this.#found.get(claim) ?? null;
  }

  standingOf(claim: string): Standing {
    if (this.#latest?.state !== 'running') return 'idle';
    const entry = this.#latest.entries.find((one) => one.claim === claim);
    if (!entry || isOver(entry)) return 'idle';
    return entry.state === 'running' ? 'running' : 'queued';
  }

  get entries(): readonly ClaimEntry[] {
    return [...this.#found.values()];
  }

  /** The latest report with everything that is known of the given claims, in their order; null before the first run. */
  merged(claims: readonly string[]): ClaimsReport | null {
    if (!this.#latest) return null;
    return { ...this.#latest, entries: claims.flatMap((claim) => this.#found.get(claim) ?? []) };
  }
}
