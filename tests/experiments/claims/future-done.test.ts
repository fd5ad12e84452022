import { expect, test } from 'vitest';
import claim, { faultOf, futureDoneEvidence, type Watched } from '../../../src/experiments/claims/future-done.ts';
import { decide, type Decided } from '../../../src/measure/claims/verdict.ts';
import { NOTHING_SHOWN } from './played.ts';

const PROPER: Watched = { waitMs: 20, doneMs: 20.4, wasLate: true, hasResult: true };
const CANCELLED: Watched = { waitMs: 20, doneMs: 0, wasLate: false, hasResult: false };

function saidOf(watched: readonly Watched[], cancelled: readonly Watched[]): Decided {
  const { parts, control } = futureDoneEvidence({
    watched: { threads: [PROPER, PROPER], processes: watched },
    cancelled: { threads: [CANCELLED], processes: cancelled },
    shown: NOTHING_SHOWN,
  });
  return decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where futures are done after their time, with their results', () => {
  expect(saidOf([PROPER, PROPER], [CANCELLED]).verdict).toBe('holds');
});

test('it is refuted by one future that is done before its task can have ended', () => {
  const said = saidOf([PROPER, { ...PROPER, doneMs: 12 }], [CANCELLED]);
  expect(said.verdict).toBe('refuted');
  expect(said.parts[1]).toMatchObject({ examples: ['a task of 20 ms was done after 12.0 ms'] });
});

test('it is undecided where cancelled futures behave like others: then nothing was cancelled', () => {
  expect(saidOf([PROPER], [PROPER]).verdict).toBe('undecided');
});

test('a future that is never done, or done without its result, is a fault that is named', () => {
  expect(faultOf(PROPER)).toBeNull();
  expect(faultOf({ ...PROPER, doneMs: null })).toContain('never done');
  expect(faultOf({ ...PROPER, hasResult: false })).toContain('without its result');
});

test('how late the page hears of an end is said beside, and decides nothing', () => {
  const { beside } = futureDoneEvidence({
    watched: { threads: [PROPER], processes: [{ ...PROPER, wasLate: false, doneMs: 20.2 }] },
    cancelled: { threads: [CANCELLED], processes: [CANCELLED] },
    shown: NOTHING_SHOWN,
  });
  expect(beside[0]).toContain('1 of 2 futures were not done yet');
  expect(beside[0]).toContain('0.30 ms');
});
