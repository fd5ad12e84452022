/** FIXTURES: reports of claims that were never put to the test, with the evidence that a test gives them; for what a lesson reads from claims. */
import type { Shown } from '../../src/experiments/claims/index.ts';
import type { ClaimEntry, ClaimsReport, Evidence } from '../../src/measure/claims/claim-report.ts';
import { decide } from '../../src/measure/claims/verdict.ts';

const ABOUT: Omit<ClaimsReport, 'entries'> = {
  ...{ state: 'complete', failure: null, startedAt: '2026-01-01T00:00:00.000Z', mode: 'shared', seed: 1 },
  browser: { name: 'Chromium', version: '156', platform: 'Linux' },
  ...{
    build: 'simd',
    clock: { resolutionMs: 0.005 },
    cores: { reported: 2, proven: 2 },
    noiseFloor: 0.01,
    warnings: [],
  },
};

export function reportOfClaim(claim: string, evidence: Evidence): ClaimsReport {
  const judged = decide({ ...evidence, controlExpected: 'refuted', noiseFloor: 0.01 });
  const entry: ClaimEntry = { claim, state: 'done', ...judged, pictures: evidence.pictures, beside: [], tookMs: 1 };
  return { ...ABOUT, entries: [entry] };
}

/** One that this device cannot put to the test, for a reason. */
export function untestable(claim: string, reason: string): ClaimsReport {
  const nothing = { parts: [], control: [], pictures: [], beside: [] };
  return { ...ABOUT, entries: [{ claim, state: 'done', verdict: 'not testable', reason, ...nothing, tookMs: 0 }] };
}

/** One of which only what it shows is known: nothing was decided. */
export function claimShowing(claim: string, { pictures, beside }: Shown): ClaimsReport {
  const undecided = { verdict: 'undecided', reason: null, parts: [], control: [] } as const;
  return { ...ABOUT, entries: [{ claim, state: 'done', ...undecided, pictures, beside, tookMs: 1 }] };
}
