/** Ratios by round, efficiencies, means: figures that can be worked out by hand. */
import { describe, expect, test } from 'vitest';
import { efficiencyOf, faultsOf, geometricMean, speedOf, timedBuild } from './finding.ts';
import { sampleFinding } from './sample-finding.ts';

describe('speed', () => {
  test('is above one for the one that takes less time, and paired by round', () => {
    const finding = sampleFinding('a', { simd: [10, 20, 30], 'c-128': [20, 40, 60] });
    expect(speedOf(finding, 'simd', 'c-128')).toEqual({ median: 2, low: 2, high: 2 });
    expect(speedOf(finding, 'c-128', 'simd')).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
  });

  test('has the rounds’ spread, from the tenth to the ninetieth of a hundred', () => {
    const ours = Array.from({ length: 11 }, () => 1);
    const theirs = ours.map((_, round) => 1 + round);
    const ratio = speedOf(sampleFinding('a', { simd: ours, 'c-128': theirs }), 'simd', 'c-128');
    expect(ratio).toEqual({ median: 6, low: 2, high: 10 });
  });

  test('is not to be had of who was wrong or missing', () => {
    const finding = sampleFinding('a', { simd: [1], 'c-128': 'byte 3 is 1' });
    expect(speedOf(finding, 'simd', 'c-128')).toBeNull();
    expect(speedOf(finding, 'simd', 'clang')).toBeNull();
  });
});

test('the build that counts is the best that was timed', () => {
  expect(timedBuild(sampleFinding('a', { 'relaxed-simd': [1], simd: [1] }))).toBe('relaxed-simd');
  expect(timedBuild(sampleFinding('a', { 'relaxed-simd': 'wrong', scalar: [1] }))).toBe('scalar');
  expect(timedBuild(sampleFinding('a', {}))).toBeNull();
});

describe('efficiency', () => {
  test('is one where two threads take half the time, and is held against the native one round by round', () => {
    const ours = { one: [10, 10], two: [5, 10] };
    const native = { one: [8, 8], two: [4, 8] };
    const found = efficiencyOf({ size: 1, ours, native });
    expect(found?.ours.median).toBe(0.75);
    expect(found?.native?.median).toBe(0.75);
    expect(found?.ratio).toEqual({ median: 1, low: 1, high: 1 });
  });

  test('stands alone where there is no C, and is absent where the workers were wrong', () => {
    expect(efficiencyOf({ size: 1, ours: { one: [8], two: [5] }, native: null })).toMatchObject({
      ours: { median: 0.8 },
      native: null,
      ratio: null,
    });
    expect(efficiencyOf({ size: 1, ours: { fault: 'cell 0 is 1' }, native: null })).toBeNull();
  });
});

test('the geometric mean of a factor and its inverse is one; of nothing there is none', () => {
  expect(geometricMean([4, 0.25])).toBeCloseTo(1, 12);
  expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
  expect(geometricMean([])).toBeNull();
});

test('faults name kernel and rival, workers too; what is missing is no fault', () => {
  const wrong = sampleFinding(
    'a',
    { clang: 'byte 3 is 1' },
    { pair: { size: 1, ours: { fault: 'lost' }, native: null } },
  );
  expect(faultsOf([wrong, sampleFinding('b', {})])).toEqual(['a, clang: byte 3 is 1', 'a, two workers: lost']);
});
