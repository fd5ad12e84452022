/** Which build is fastest, what share of its pace the others reach, and whether builds agree. */
import { describe, expect, test } from 'vitest';
import type { BuildAgreement } from '../../../src/kernels/index.ts';
import { agreementOf, judgeBuilds } from '../../../src/measure/kernels/kernel-speed-judging.ts';

const right = (build: 'relaxed-simd' | 'simd' | 'scalar', samples: readonly number[]) => ({
  build,
  fault: null,
  samples,
});

describe('builds that took turns', () => {
  const rounds = [10, 11, 10.5, 20, 10, 10.2, 10.1];
  const judged = judgeBuilds(
    [
      right('relaxed-simd', rounds),
      right(
        'simd',
        rounds.map((ms) => ms * 1.25),
      ),
      right(
        'scalar',
        rounds.map((ms) => ms * 8),
      ),
    ],
    1,
  );

  test('the smallest median is the fastest, and is its own pace', () => {
    expect(judged.fastest).toBe('relaxed-simd');
    expect(judged.builds[0]?.pace).toEqual({ estimate: 1, low: 1, high: 1 });
    expect(judged.builds[0]?.ms?.estimate).toBe(10.2);
  });

  test('a neighbour that slows a round slows all of it: shares are paired by round', () => {
    expect(judged.builds[1]?.pace?.estimate).toBeCloseTo(0.8);
    expect(judged.builds[1]?.pace?.low).toBeCloseTo(0.8);
    expect(judged.builds[2]?.pace?.high).toBeCloseTo(0.125);
  });

  test('the same seed gives the same intervals', () => {
    const again = judgeBuilds([right('simd', [3, 4, 3, 5, 3, 4]), right('scalar', [7, 7, 8, 9, 7, 7])], 5);
    expect(judgeBuilds([right('simd', [3, 4, 3, 5, 3, 4]), right('scalar', [7, 7, 8, 9, 7, 7])], 5)).toEqual(again);
  });
});

test('a build that computes wrongly is never the fastest, however fast', () => {
  const { builds, fastest } = judgeBuilds(
    [{ build: 'simd', fault: 'It is wrong.', samples: [1, 1, 1] }, right('scalar', [9, 9, 9])],
    1,
  );
  expect(fastest).toBe('scalar');
  expect(builds[0]).toMatchObject({ ms: null, pace: null, fault: 'It is wrong.' });
});

test('without a sample nothing is judged', () => {
  expect(judgeBuilds([right('simd', [])], 1)).toMatchObject({ fastest: null, builds: [{ ms: null, pace: null }] });
});

describe('outputs of builds', () => {
  const tolerant: BuildAgreement = {
    statement: 'Within one.',
    fault: (ours, theirs, size) =>
      Math.abs((ours[0] ?? 0) - (theirs[0] ?? 0)) <= 1 ? undefined : `they are far apart at size ${size}`,
  };
  const gave = (build: 'relaxed-simd' | 'simd' | 'scalar', value: number) => ({ build, output: Uint8Array.of(value) });

  test('that are equal are the same bytes, whatever was promised', () => {
    expect(agreementOf(tolerant, [gave('simd', 4), gave('scalar', 4)], 2).found).toBe('same bytes');
    expect(agreementOf('same bytes', [gave('simd', 4), gave('scalar', 4)], 2).found).toBe('same bytes');
  });

  test('that differ within the tolerance say so with the tolerance', () => {
    const outputs = [gave('relaxed-simd', 4), gave('simd', 4), gave('scalar', 5)];
    expect(agreementOf(tolerant, outputs, 2)).toEqual({ found: 'within tolerance', detail: 'Within one.' });
  });

  test('that differ further, or at all where bytes were promised, name the two builds', () => {
    expect(agreementOf(tolerant, [gave('simd', 4), gave('scalar', 9)], 2)).toEqual({
      found: 'different',
      detail: 'simd and scalar differ: they are far apart at size 2',
    });
    expect(agreementOf('same bytes', [gave('simd', 4), gave('scalar', 5)], 2).found).toBe('different');
  });

  test('of which there is only one have nothing to agree with', () => {
    expect(agreementOf('same bytes', [gave('scalar', 4)], 2).found).toBe('one build');
  });
});
