/** Which results are there already: equal ones are found whatever they are called, and a flood of nearly equal ones costs no more than its length. */
import { expect, it } from 'vitest';
import { Doubles } from '../../src/ui/compare-doubles.ts';
import { summary } from '../results/compare/summaries.ts';

const PLAIN = summary({ name: 'Bench' });
const MANY = 2_000;

it('the same result under another name is the same, another result is not', () => {
  const doubles = new Doubles();
  expect(doubles.add(PLAIN)).toBe(true);
  expect(doubles.add({ ...PLAIN, name: 'Lab' })).toBe(false);
  expect(doubles.add({ ...PLAIN, doubts: 7 })).toBe(true);
  expect(doubles.add({ ...PLAIN, doubts: 7, name: 'Lab' })).toBe(false);
});

it('what was removed may come again, and only that', () => {
  const doubles = new Doubles();
  for (const doubts of [1, 2, 3]) doubles.add({ ...PLAIN, doubts });
  doubles.remove({ ...PLAIN, doubts: 2 });
  expect([1, 2, 3].map((doubts) => doubles.add({ ...PLAIN, doubts }))).toEqual([false, true, false]);
  for (const doubts of [1, 2, 3]) doubles.remove({ ...PLAIN, doubts });
  expect(doubles.add({ ...PLAIN, doubts: 3 })).toBe(true);
});

it(`of ${MANY} results that differ in one number each is put into words at most twice`, () => {
  const doubles = new Doubles();
  let words = 0;
  const browser = {
    ...PLAIN.browser,
    toJSON: () => {
      words++;
      return 'a browser';
    },
  };
  const alike = Array.from({ length: MANY }, (_, noiseFloor) => ({ ...PLAIN, browser, noiseFloor }));
  expect(alike.filter((one) => doubles.add(one))).toHaveLength(MANY);
  expect(words).toBeLessThanOrEqual(2 * MANY);
});
