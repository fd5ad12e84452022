/** How near a prediction came to what was measured. */
import { expect, test } from 'vitest';
import { closeness } from '../../src/lessons/prediction.ts';

const number = (value: number) => ({ kind: 'number', value }) as const;
const measured = (low: number, estimate: number, high: number) =>
  ({ kind: 'number', value: { low, estimate, high } }) as const;

test.each([
  [1.9, 'right'],
  [1.95, 'right'],
  [2.2, 'near'],
  [1.6, 'near'],
  [3, 'off'],
  [0, 'off'],
])('%d against 1.9 (1.88–1.92) is %s', (said, expected) => {
  expect(closeness(number(said), measured(1.88, 1.9, 1.92))).toBe(expected);
});

test('a number inside a wide interval is right', () => {
  expect(closeness(number(1.2), measured(1.1, 2, 2.9))).toBe('right');
});

test('a choice is right or not, and open where the run decided nothing', () => {
  expect(closeness({ kind: 'choice', id: 'same' }, { kind: 'choice', id: 'same' })).toBe('right');
  expect(closeness({ kind: 'choice', id: 'same' }, { kind: 'choice', id: 'less' })).toBe('off');
  expect(closeness({ kind: 'choice', id: 'same' }, { kind: 'choice', id: null })).toBe('open');
});

test('a curve is as near as the median of its points; its beginning, which is given, does not count', () => {
  const y = (estimate: number) => ({ low: estimate - 0.05, high: estimate + 0.05, estimate });
  const answer = { kind: 'curve', points: [1, 2, 3, 4].map((x) => ({ x, y: y(Math.min(x, 2)) })) } as const;
  const drawn = (points: readonly number[]) =>
    ({ kind: 'curve', points: points.map((value, index) => ({ x: index + 1, y: value })) }) as const;
  expect(closeness(drawn([1, 2, 2, 2]), answer)).toBe('right');
  expect(closeness(drawn([1, 2, 2.3, 2.4]), answer)).toBe('near');
  expect(closeness(drawn([1, 2, 3, 4]), answer)).toBe('off');
  expect(closeness(drawn([1]), answer)).toBe('open');
});
