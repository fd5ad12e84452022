/** What lesson 7 reads from its runs, on devices that follow the law and on those that do not. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/the-law/lesson.ts';
import text from '../../../src/lessons/course/the-law/text.md';
import { amdahl } from '../../../src/measure/laws/amdahl.ts';
import { reportOf } from '../../../src/results/report-of.ts';
import { MEASURED } from '../../results/machines.ts';
import { expectFilled } from '../places.ts';
import { roundOf } from '../round-of.ts';
import { serialPartOf } from '../serial-part-fixture.ts';

const known = { reported: 2, found: {} };
const curve = roundOf(lesson, 'curve', 'serial-part');
const limit = roundOf(lesson, 'limit', 'serial-part');
const fraction = roundOf(lesson, 'fraction', 'measure');
const COUNTS = [2, 3, 4];
const law = (workers: number): number => amdahl(0.25, Math.min(2, workers));

test.each([
  ['follows the law up to its cores', 2, law, 'as-law', 'only-the-rest'],
  ['gives less', 2, (n: number) => 0.8 * law(n), 'below', 'only-the-rest'],
  ['gives more', 2, (n: number) => 1.2 * law(n), 'above', 'only-the-rest'],
  ['has one core', 1, () => 0.99, 'one-core', null],
  ['cannot count its cores, and the browser does', null, law, 'as-law', 'only-the-rest'],
] as const)('a device that %s', (_, proven, speedUp, says, reason) => {
  const finding = curve.find(serialPartOf({ percent: 25, proven, workers: COUNTS, speedUp }), known);
  expect(finding).toMatchObject({ says, reason, answer: { kind: 'curve' } });
  expectFilled(text, 'curve', finding);
  expect(finding && curve.law?.(finding)?.at(4)).toBeCloseTo(amdahl(0.25, 4), 12);
});

test('the fraction that the speed-ups look like is the one that was put in', () => {
  const report = serialPartOf({ percent: 40, proven: 4, workers: COUNTS, speedUp: (n) => amdahl(0.4, n) });
  expect(curve.find(report, known)?.values['fitted']).toMatch(/^40/);
});

test('a finding that does not say its share has no law drawn over it', () => {
  const finding = curve.find(serialPartOf({ percent: 25, proven: 2, workers: COUNTS, speedUp: law }), known);
  for (const percent of ['', '0', '100', 'a quarter'])
    expect(finding && curve.law?.({ ...finding, values: { percent } })).toBeNull();
});

test('the run is made with the share on the slider, in both rounds', () => {
  const set = { ...known, settings: { curve: 40 } };
  expect(curve.options(set)).toEqual({ percent: 40, workers: [1, 2, 3, 4] });
  expect(limit.options(set)).toEqual({ percent: 40, workers: [1, 2] });
  expect(limit.values?.(set)).toEqual({ percent: '40' });
  expect(curve.options(known).percent).toBe(25);
});

test('the paper holds few points, ends at the cores, and never before four workers', () => {
  const drawn = (reported: number) => curve.options({ ...known, reported }).workers;
  expect([1, 4].map(drawn)).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
  expect(drawn(6)).toEqual([1, 2, 4, 6]);
  expect(drawn(8)).toEqual([1, 2, 4, 8]);
  expect(drawn(64)).toEqual([1, 2, 4, 8, 16]);
});

test.each([
  [60, 'bounded'],
  [80, 'uneven'],
  [45, 'uneven'],
] as const)('a serial part of %d ms in 240, a quarter put in, is told as "%s"', (headMs, says) => {
  const finding = limit.find(serialPartOf({ percent: 25, proven: 2, workers: [2], speedUp: law, headMs }), known);
  expect(finding).toMatchObject({ says, answer: { kind: 'number' } });
  expectFilled(text, 'limit', finding);
});

test('a serial part that was not seen sets no limit', () => {
  const unseen = serialPartOf({ percent: 25, proven: 2, workers: [2], speedUp: law, headMs: 0 });
  expect(limit.find(unseen, known)).toBeNull();
});

test.each([
  [-0.01, 0.02, 'none'],
  [0.01, 0.05, 'little'],
  [0.15, 0.25, 'much'],
  [0.05, 0.2, 'unclear'],
  [-0.1, 0.2, 'unclear'],
] as const)('a fraction between %d and %d is told as "%s"', (low, high, says) => {
  const measured = { workers: 2, fraction: { low, high, estimate: (low + high) / 2 } };
  const serialFractions = [{ kernel: 'mandelbrot', model: 'free-threads' as const, points: [measured] }];
  const finding = fraction.find({ ...reportOf(MEASURED), serialFractions }, known);
  expect(finding).toMatchObject({ says, answer: { kind: 'choice', id: says === 'unclear' ? null : says } });
  expectFilled(text, 'fraction', finding);
});

test('without a speed-up of several there is no fraction', () => {
  expect(fraction.find({ ...reportOf(MEASURED), serialFractions: [] }, known)).toBeNull();
});
