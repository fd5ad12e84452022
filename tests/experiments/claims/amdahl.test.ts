import { expect, test } from 'vitest';
import claim, { evidenceOf, threadCounts, type AmdahlRounds } from '../../../src/experiments/claims/amdahl.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const NOISE = [1, 1.004, 0.996, 1.002, 0.998, 1];
const SERIAL_MS = 60;
const around = (value: number) => NOISE.map((noise) => value * noise);

interface World {
  /** What the serial part really takes, given what the program was asked for. */
  readonly serialPart?: (asked: number) => number;
  readonly overlapping?: number;
  /** What two cores are worth. */
  readonly worth?: number;
}

function said({ serialPart = (asked) => asked, overlapping = 0.05, worth = 2 }: World) {
  const wall = (fraction: number) => [around(SERIAL_MS * (fraction + (1 - fraction) / worth))];
  const forked = (percent: number) => wall(serialPart(percent / 100));
  const rounds: AmdahlRounds = {
    threads: [2],
    serial: around(SERIAL_MS),
    alone: around(40),
    loops: [around(40 * worth)],
    forked: { 10: forked(10), 25: forked(25), 50: forked(50) },
    overlapping: wall(overlapping),
  };
  return decide({ ...evidenceOf(rounds, 7), controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where the fit gives back the serial part that was put in', () => {
  const decided = said({});
  expect(decided).toMatchObject({ verdict: 'holds' });
  expect(decided.parts.map((part) => part.kind === 'measured' && part.estimate.estimate.toFixed(2))).toEqual([
    '0.10',
    '0.25',
    '0.50',
  ]);
});

test('it is refuted where the others do part of the serial work meanwhile', () => {
  expect(said({ serialPart: (asked) => asked / 2 })).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where starting the others costs as much as a twentieth of the work', () => {
  expect(said({ serialPart: (asked) => asked + 0.06 })).toMatchObject({ verdict: 'refuted' });
});

test('cores that are worth less are no serial part', () => {
  expect(said({ worth: 1.4 })).toMatchObject({ verdict: 'holds' });
});

test('where overlapping gains nothing, nothing is decided', () => {
  expect(said({ overlapping: 0.25 })).toMatchObject({ verdict: 'undecided' });
});

test('it takes powers of two, and as many as run at once', () => {
  expect([2, 3, 6, 8].map(threadCounts)).toEqual([[2], [2, 3], [2, 4, 6], [2, 4, 8]]);
});
