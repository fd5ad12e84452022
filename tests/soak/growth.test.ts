/** Growth is found where there is some, and not where there is none, also where neighbouring counts are alike. */
import { expect, test } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { growthPerCycle, type Count } from './growth.ts';

const SEED = 20261130;

function counts(slope: number, memory: number, random: () => number): Count[] {
  let wander = 0;
  return Array.from({ length: 60 }, (_, at) => {
    wander = memory * wander + (random() + random() + random() - 1.5) * 100;
    return { cycles: 10 * (at + 1), value: 5_000 + slope * 10 * (at + 1) + wander };
  });
}

test('a line without noise grows by its slope, to the digit', () => {
  const { estimate, low, high } = growthPerCycle(
    [1, 2, 3, 4].map((cycles) => ({ cycles: 10 * cycles, value: 7 + 30 * cycles })),
  );
  expect([estimate, low, high].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 3, 3]);
});

test.each([0, 0.5, 0.8])(
  'the interval holds the truth as often as it says, with a memory of %s between neighbours',
  (memory) => {
    const random = prng(SEED);
    const held = Array.from({ length: 400 }, () => growthPerCycle(counts(2, memory, () => random.next()))).filter(
      ({ low, high }) => low <= 2 && 2 <= high,
    );
    expect(held.length / 400, `seed ${SEED}`).toBeGreaterThan(0.89);
  },
);

test('two counts are too few to show growth', () => {
  expect(() =>
    growthPerCycle([
      { cycles: 1, value: 1 },
      { cycles: 2, value: 2 },
    ]),
  ).toThrowError(RangeError);
});
