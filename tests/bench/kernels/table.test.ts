/** What is printed of findings whose figures can be worked out by hand. */
import { expect, test } from 'vitest';
import { figures, missing, table } from './table.ts';
import { sampleFinding } from './sample-finding.ts';

const FAST = sampleFinding(
  'fast',
  {
    'relaxed-simd': [10, 10],
    simd: [20, 20],
    'c-128': [10, 10],
    clang: [15, 15],
    javascript: [400, 400],
    scalar: 'lost',
  },
  { pair: { size: 9, ours: { one: [10, 10], two: [5, 5] }, native: { one: [10, 10], two: [8, 8] } } },
);
const SLOW = sampleFinding('slow', { 'relaxed-simd': [20, 20], 'c-128': [10, 10], clang: [15, 15] });
const PLAIN = sampleFinding('plain', { 'relaxed-simd': [10], 'c-128': [30] }, { vectorised: false });

test('a row a kernel: speeds against C at 128 bits, who is wrong and who is missing', () => {
  const [head, , fast, slow, plain] = table([FAST, SLOW, PLAIN], true)
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );
  expect(head?.slice(0, 4)).toEqual(['kernel', 'this', 'C, 128 bits', 'relaxed SIMD']);
  expect(fast).toEqual(
    ['fast', '10.0 ms', '10.0 ms', '1.00 (1.00–1.00)', '0.50', 'wrong', '–', '–', '0.67', '0.025'].concat([
      '1.50 (1.50–1.50)',
      '1.00',
      '0.63',
      '1.60 (1.60–1.60)',
    ]),
  );
  expect(slow?.[3]).toBe('0.50 (0.50–0.50)');
  expect(plain?.[0]).toBe('plain *');
});

test('in a terminal columns are padded and no line ends in blanks', () => {
  const lines = table([FAST, SLOW], false).split('\n');
  expect(lines.every((line) => !line.endsWith(' ') && !line.includes('|'))).toBe(true);
  expect(new Set(lines.slice(2).map((line) => line.indexOf('10.0 ms', 20))).size).toBe(1);
});

test('figures over all kernels name what lies below', () => {
  const lines = figures([FAST, SLOW, PLAIN], []);
  expect(lines).toEqual([
    'Speed against C at 128 bits, kernels that C vectorises: 0.71, the geometric mean of 2; below 0.85: slow 0.50',
    'Speed against C at 128 bits, all kernels: 1.14, the geometric mean of 3; below 0.85: slow 0.50',
    'Speed against that C as WebAssembly, same browser: 1.06, the geometric mean of 2; below 1: slow 0.75',
    'Speed against plain JavaScript, same browser: 40.00, the geometric mean of 1',
    'Parallel efficiency of two workers against two C threads: 1.60, the geometric mean of 1; none below 0.99',
    'Two C threads themselves reached less than 0.8, so measure again: fast 0.63',
  ]);
});

test('a module is told by its size and how long it is compiled', () => {
  const module = { build: 'simd', bytes: 21_400, gzipped: 9_900 } as const;
  expect(figures([], [{ ...module, compileMs: 0.414 }])).toEqual([
    'Module, SIMD: 9.9 kB gzipped (21.4 kB), compiled in 0.41 ms',
  ]);
  expect(figures([], [{ ...module, compileMs: null }])[0]).toContain('not compiled here');
});

test('a reason is told once, with its kernels unless it is all of them', () => {
  const lines = missing([FAST, SLOW]);
  expect(lines).toContain('Missing, in Node: not here');
  expect(lines).toContain('Missing, SIMD: not here (slow)');
});
