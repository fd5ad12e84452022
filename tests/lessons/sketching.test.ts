/** A curve that is drawn by hand: strokes set what they pass, keys move one point. */
import { expect, test } from 'vitest';
import { blank, isWhole, nudged, pointsOf, stroked } from '../../src/lessons/sketching.ts';

const WORKERS = [1, 2, 3, 4];

test('the paper begins with one worker at 1, which no stroke moves', () => {
  const sketch = stroked(blank(WORKERS), WORKERS, { x: 0.5, y: 3 }, { x: 1.2, y: 3 });
  expect(pointsOf(sketch)).toEqual([{ x: 1, y: 1 }]);
});

test('a stroke sets every number of workers that it passes, on its line', () => {
  const sketch = stroked(blank(WORKERS), WORKERS, { x: 1, y: 1 }, { x: 4, y: 4 });
  expect(pointsOf(sketch)).toEqual([1, 2, 3, 4].map((x) => ({ x, y: x })));
  expect(isWhole(sketch, WORKERS)).toBe(true);
});

test('a stroke backwards says the same as one forwards', () => {
  const forwards = stroked(blank(WORKERS), WORKERS, { x: 1.5, y: 1 }, { x: 3.5, y: 3 });
  expect(stroked(blank(WORKERS), WORKERS, { x: 3.5, y: 3 }, { x: 1.5, y: 1 })).toEqual(forwards);
});

test('a press between two numbers sets the nearer one', () => {
  const at = { x: 2.8, y: 2.5 };
  expect(pointsOf(stroked(blank(WORKERS), WORKERS, at, at))).toEqual([
    { x: 1, y: 1 },
    { x: 3, y: 2.5 },
  ]);
});

test.each([
  ['ArrowUp', 1.1],
  ['ArrowDown', 0.9],
  ['PageUp', 2],
  ['Home', 0],
  ['a', null],
])('key %s makes %s of 1', (key, value) => {
  expect(nudged(1, key, 4)).toBe(value);
});

test('keys keep on the paper', () => {
  expect(nudged(3.8, 'PageUp', 4.2)).toBe(4.2);
  expect(nudged(0.05, 'ArrowDown', 4.2)).toBe(0);
});
