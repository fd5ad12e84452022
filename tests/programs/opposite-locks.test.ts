/** Which orders of taking two locks some timing can bring to a standstill. */
import { expect, test } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import program from '../../src/programs/opposite-locks.ts';
import { playReference, Stuck } from './reference.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

/** Of runs of two tasks that go through so often, how many end with nobody able to go on. */
function stuck(locks: number, opposite: number): number {
  return SEEDS.filter((seed) => {
    const rules = { order: 'overlapping', sharesCells: true, random: prng(seed) } as const;
    try {
      return program.check(playReference(program, [5, 2, locks, opposite, seed], rules)) !== null;
    } catch (error) {
      if (error instanceof Stuck) return true;
      throw error;
    }
  }).length;
}

test('in opposite order some schedules are stuck', () => {
  expect(stuck(2, 1)).toBeGreaterThan(0);
});

test.each([
  ['the same order', 2, 0],
  ['one lock', 1, 0],
  ['one lock, opposite or not', 1, 1],
])('with %s none is', (_, locks, opposite) => {
  expect(stuck(locks, opposite)).toBe(0);
});
