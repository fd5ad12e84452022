/** Links to schedules: those that the page writes are read back, forged ones are refused with a sentence. */
import { expect, test } from 'vitest';
import { addressOf, readAddress } from '../../../src/lessons/scheduler/address.ts';
import { PUZZLES } from '../../../src/lessons/scheduler/catalogue.ts';
import { queryIn } from '../../../src/ui/route-controller.ts';

test('a schedule is read back as it was written', () => {
  for (const { id } of PUZZLES) {
    const { puzzle, turns, fault } = readAddress(queryIn(addressOf(id, [0, 1, 1, 0])));
    expect([puzzle.id, turns, fault]).toEqual([id, [0, 1, 1, 0], null]);
  }
});

test.each([
  ['puzzle=none-such', /names a puzzle that there is not/],
  ['puzzle=two-locks&turns=12x', /digits from 1 to 2/],
  ['puzzle=two-locks&turns=13', /digits from 1 to 2/],
  ['puzzle=two-locks&turns=10', /digits from 1 to 2/],
  ['puzzle=two-locks&turns=<script>', /digits from 1 to 2/],
  [`puzzle=two-locks&turns=${'1'.repeat(401)}`, /more than 400 steps/],
])('"%s" is refused', (query, sentence) => {
  const { fault, turns } = readAddress(query);
  expect(fault).toMatch(sentence);
  expect(turns).toEqual([]);
});

test('no puzzle named is the first, without complaint', () => {
  expect(readAddress('')).toMatchObject({ puzzle: { id: PUZZLES[0]?.id }, turns: [], fault: null });
});
