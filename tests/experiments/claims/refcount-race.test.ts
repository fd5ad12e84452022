import { expect, test } from 'vitest';
import claim, { evidenceOf, type Left } from '../../../src/experiments/claims/refcount-race.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const RIGHT = Array.from({ length: 20 }, () => 1);
const { controlExpected } = claim;
const said = (left: Partial<Left>) =>
  decide({
    ...evidenceOf({ plain: RIGHT, atomic: RIGHT, 'under-gil': RIGHT, ...left }),
    controlExpected,
    noiseFloor: null,
  });

test('it holds where one run in twenty leaves a wrong count', () => {
  expect(said({ plain: RIGHT.with(13, -411) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where every plain count is right', () => {
  expect(said({})).toMatchObject({ verdict: 'refuted' });
});

test.each(['atomic', 'under-gil'] as const)(
  'a wrong count in the control (%s) shows that something else is wrong',
  (way) => {
    expect(said({ plain: RIGHT.with(0, 9), [way]: RIGHT.with(5, 2) })).toMatchObject({ verdict: 'undecided' });
  },
);

test('it tells how many runs left too few', () => {
  expect(evidenceOf({ plain: [0, -3, 7], atomic: RIGHT, 'under-gil': RIGHT }).beside[0]).toContain('2 of 3');
});
