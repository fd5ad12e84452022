/** How long the claims that are left will take. */
import { expect, test } from 'vitest';
import { remainingMs } from '../../../src/experiments/claim-lab/remaining.ts';
import type { ClaimEntry } from '../../../src/measure/claims/claim-report.ts';

function entry(state: ClaimEntry['state'], tookMs: number | null): ClaimEntry {
  return {
    claim: 'a-claim',
    state,
    verdict: null,
    reason: null,
    parts: [],
    control: [],
    pictures: [],
    beside: [],
    tookMs,
  };
}

test('before the first is done nobody knows', () => {
  expect(remainingMs({ entries: [] })).toBeNull();
  expect(remainingMs({ entries: [entry('running', null), entry('waiting', null)] })).toBeNull();
});

test('each that is left counts as long as those that are done took on average, failed ones included', () => {
  const entries = [entry('done', 2_000), entry('failed', 4_000), entry('running', null), entry('waiting', null)];
  expect(remainingMs({ entries })).toBe(6_000);
});

test('when all are done nothing remains', () => {
  expect(remainingMs({ entries: [entry('done', 2_000), entry('failed', 10)] })).toBe(0);
});
