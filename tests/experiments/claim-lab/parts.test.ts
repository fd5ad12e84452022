/** From samples to parts: estimates with their intervals and samples, counts with their examples. */
import { expect, test } from 'vitest';
import { countedPart, measuredPart, medianOf, ratioOf } from '../../../src/experiments/claim-lab/parts.ts';

test('a ratio is of the rounds’ own ratios, which stand in the samples', () => {
  const { estimate, samples } = ratioOf([8, 16, 24, 8], [4, 8, 12, 4], 1);
  expect(samples).toEqual([2, 2, 2, 2]);
  expect(estimate).toEqual({ estimate: 2, low: 2, high: 2 });
});

test('a ratio of nothing, or with a sample that is not positive, is refused', () => {
  expect(() => ratioOf([], [], 1)).toThrow(RangeError);
  expect(() => ratioOf([1, 0], [1, 1], 1)).toThrow(RangeError);
});

test('a median keeps its samples in the order taken', () => {
  const { estimate, samples } = medianOf([3, 1, 2], 1);
  expect(samples).toEqual([3, 1, 2]);
  expect(estimate.estimate).toBe(2);
  expect(estimate.low).toBeLessThanOrEqual(2);
  expect(estimate.high).toBeGreaterThanOrEqual(2);
});

test('a measured part is a ratio where nothing else is said', () => {
  const asked = { id: 'a-part', title: 'a title', region: { above: 1 } };
  const sampled = medianOf([2, 2, 2], 1);
  expect(measuredPart(asked, sampled)).toEqual({
    kind: 'measured',
    ...asked,
    unit: '×',
    scale: 'ratio',
    estimate: { estimate: 2, low: 2, high: 2 },
    samples: [2, 2, 2],
  });
  expect(measuredPart({ ...asked, unit: 'ms', scale: 'difference' }, sampled)).toMatchObject({
    unit: 'ms',
    scale: 'difference',
  });
});

test('of what is always so, tries that were otherwise are counted off and told', () => {
  const part = countedPart({ id: 'order', title: 'in order', expects: 'always', tries: [null, '2 before 1', null] });
  expect(part).toMatchObject({ kind: 'counted', tries: 3, seen: 2, examples: ['2 before 1'] });
});

test('of what is sometimes so, tries that were so are counted and told', () => {
  const part = countedPart({ id: 'lost', title: 'an update is lost', expects: 'sometimes', tries: [null, 'one lost'] });
  expect(part).toMatchObject({ tries: 2, seen: 1, examples: ['one lost'] });
});

test('five examples are kept, however many there are', () => {
  const tries = Array.from({ length: 40 }, (_, place) => `try ${place}`);
  expect(countedPart({ id: 'order', title: 'in order', expects: 'always', tries })).toMatchObject({
    seen: 0,
    examples: tries.slice(0, 5),
  });
});
