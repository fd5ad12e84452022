import { expect, test } from 'vitest';
import claim, { evidenceOf, type Rates } from '../../../src/experiments/claims/refcount-contention.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const rounds = (value: number) => [1, 1.01, 0.99, 1, 1.01, 0.99].map((noise) => value * noise);
const pair = (one: number, all: number) => ({ one: rounds(one), all: rounds(all) });
const { controlExpected } = claim;
const said = (rates: Partial<Rates>) => {
  const all: Rates = {
    atomic: pair(500, 150),
    locked: pair(250, 60),
    biased: pair(800, 1_560),
    loops: pair(40, 79),
    ...rates,
  };
  return decide({ ...evidenceOf(all, 2, 7), controlExpected, noiseFloor: 0.01 });
};

test('it holds where threads get less done together than one alone, unless each has its own', () => {
  expect(said({})).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where atomic counts of one object scale', () => {
  expect(said({ atomic: pair(500, 950) })).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where locks scale', () => {
  expect(said({ locked: pair(250, 400) })).toMatchObject({ verdict: 'refuted' });
});

test('where counts of a thread’s own do not scale either, it is not the sharing', () => {
  expect(said({ biased: pair(800, 820) })).toMatchObject({ verdict: 'undecided' });
});

test('own counts are held against what the cores are worth, not against their number', () => {
  expect(said({ biased: pair(800, 1_100), loops: pair(40, 55) })).toMatchObject({ verdict: 'holds' });
});
