import { expect, test } from 'vitest';
import { leadOf, ranking } from '../../../src/experiments/claim-lab/winner.ts';

const times = (...wallMs: number[]): number[] => wallMs;
const FAST = { label: 'fast', isRecommended: true, wallMs: times(10, 11, 10, 12, 10, 10) };
const SLOW = { label: 'slow', isRecommended: true, wallMs: times(30, 33, 30, 36, 30, 30) };
const OTHER = { label: 'other', isRecommended: false, wallMs: times(20, 22, 20, 24, 20, 20) };

test('a lead is that of the fastest of each side, and what slows a round slows both', () => {
  const { estimate, samples } = leadOf([SLOW, OTHER, FAST], 1);
  expect(samples).toEqual([2, 2, 2, 2, 2, 2]);
  expect(estimate).toEqual({ estimate: 2, low: 2, high: 2 });
});

test('it is below 1 where another wins', () => {
  expect(leadOf([SLOW, OTHER], 1).estimate.high).toBeLessThan(1);
});

test('a lead over nobody is refused', () => {
  expect(() => leadOf([FAST, SLOW], 1)).toThrow(RangeError);
  expect(() => leadOf([OTHER], 1)).toThrow(RangeError);
});

test('the order of the table is by medians', () => {
  expect(ranking([SLOW, OTHER, FAST])).toEqual(['fast', 'other', 'slow']);
});
