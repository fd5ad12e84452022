/** The choices in the address of a comparison: there and back, and what cannot be taken is named. */
import { expect, it } from 'vitest';
import { MODEL_IDS } from '../../../src/models/index.ts';
import {
  AS_IT_COMES,
  type CompareChoice,
  compareFragment,
  readCompareFragment,
  withoutChoice,
} from '../../../src/results/compare/compare-link.ts';

const EVERYTHING: CompareChoice = {
  kernel: 'heat',
  model: 'processes',
  reference: 3,
  overlooked: ['browser', 'schedule'],
  quantity: 'throughput',
  workers: 16,
};

it('what is chosen comes back as it was, beside the results of the link', () => {
  for (const choice of [EVERYTHING, AS_IT_COMES, { ...AS_IT_COMES, workers: 1 }]) {
    const query = `s=abc&r=def&${compareFragment(choice)}`;
    expect(readCompareFragment(query, MODEL_IDS)).toEqual({ choice, faults: [] });
    expect(withoutChoice(query).replace(/&$/, '')).toBe('s=abc&r=def');
  }
  expect(compareFragment(AS_IT_COMES)).toBe('');
});

it.each([
  ['kernel=__proto__', 'kernel'],
  ['kernel=<img src=x>', 'kernel'],
  ['model=magic', 'model'],
  ['ref=0', 'ref'],
  ['ref=1e9', 'ref'],
  ['over=browser.constructor', 'over'],
  ['by=score', 'by'],
  ['at=1000000', 'at'],
  ['at=-1', 'at'],
])('%s is named and not taken', (query, key) => {
  const { choice, faults } = readCompareFragment(query, MODEL_IDS);
  expect(choice).toEqual(AS_IT_COMES);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(`“${key}”`);
});
