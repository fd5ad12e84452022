import { expect, test } from 'vitest';
import { theilSen } from '../../../src/measure/stats/theil-sen.ts';

const line = (slope: number) => [0, 1, 2, 5, 9].map((x) => ({ x, y: 3 + slope * x }));

test('the slope of points on a line is the line’s, whatever their distances', () => {
  expect(theilSen(line(2))).toBeCloseTo(2, 12);
  expect(theilSen(line(0))).toBe(0);
});

test('one point far beside a line of five does not move it', () => {
  expect(theilSen([...line(2), { x: 10, y: 900 }])).toBeCloseTo(2, 12);
});

test('points with the same x say nothing of the slope, and alone they are refused', () => {
  expect(
    theilSen([
      { x: 1, y: 0 },
      { x: 1, y: 9 },
      { x: 2, y: 2 },
    ]),
  ).toBeCloseTo(-2.5, 12);
  expect(() =>
    theilSen([
      { x: 1, y: 0 },
      { x: 1, y: 9 },
    ]),
  ).toThrow(RangeError);
});
