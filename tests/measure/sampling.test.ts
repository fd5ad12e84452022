/** Order, end and reach of a run: schedule, stopping rule, worker counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounds } from '../../src/measure/schedule.ts';
import { decide, stoppingRule } from '../../src/measure/stopping.ts';
import { workerCounts } from '../../src/measure/worker-counts.ts';

const SEED = 5150;

describe('rounds', () => {
  const take = (count: number, seed: number) => {
    const source = rounds(['a', 'b', 'c', 'd', 'e'], seed);
    return Array.from({ length: count }, () => source.next().value.join(''));
  };

  it('holds every configuration exactly once a round', () => {
    for (const round of take(50, SEED)) expect([...round].sort().join('')).toBe('abcde');
  });

  it('draws a new order each round, and the same orders from the same seed', () => {
    expect(new Set(take(50, SEED)).size).toBeGreaterThan(25);
    expect(take(50, SEED)).toEqual(take(50, SEED));
    expect(take(50, SEED)).not.toEqual(take(50, SEED + 1));
  });

  it('lets every configuration come first about as often as any other', () => {
    const firsts = take(2000, SEED).map((round) => round[0]);
    for (const id of 'abcde') expect(firsts.filter((first) => first === id).length / 2000).toBeCloseTo(0.2, 1);
  });
});

describe('decide', () => {
  const rule = { target: 0.025, minimumRounds: 8, budgetMs: 10_000 };
  const within = (fraction: number) => ({ estimate: 2, low: 2 * (1 - fraction), high: 2 * (1 + fraction) });

  it('is precise at the target, not a hair before', () => {
    expect(decide({ rounds: 8, headline: within(0.0249), elapsedMs: 100 }, rule).verdict).toBe('precise');
    expect(decide({ rounds: 8, headline: within(0.0251), elapsedMs: 100 }, rule).verdict).toBe('go-on');
  });

  it('does not believe a narrow interval from too few rounds', () => {
    expect(decide({ rounds: 7, headline: within(0), elapsedMs: 100 }, rule).verdict).toBe('go-on');
  });

  it('ends when one more round would overrun the budget, and prefers precise when both hold', () => {
    expect(decide({ rounds: 9, headline: within(0.1), elapsedMs: 9_000 }, rule).verdict).toBe('go-on');
    expect(decide({ rounds: 9, headline: within(0.1), elapsedMs: 9_001 }, rule).verdict).toBe('budget');
    expect(decide({ rounds: 9, headline: within(0.01), elapsedMs: 9_999 }, rule).verdict).toBe('precise');
    expect(decide({ rounds: 0, headline: null, elapsedMs: 10_001 }, rule).verdict).toBe('budget');
  });

  it('expects four times the rounds for half the width, and never more time than the budget has', () => {
    const exact = { ...rule, target: 1 / 32 };
    expect(decide({ rounds: 10, headline: within(1 / 16), elapsedMs: 1_000 }, exact).remainingMs).toBe(3_000);
    expect(decide({ rounds: 10, headline: within(1 / 2), elapsedMs: 1_000 }, exact).remainingMs).toBe(9_000);
    expect(decide({ rounds: 2, headline: within(1 / 1024), elapsedMs: 200 }, exact).remainingMs).toBe(600);
    expect(decide({ rounds: 0, headline: null, elapsedMs: 0 }, exact).remainingMs).toBeNull();
  });

  it('aims at 2.5 % in the quick and 1 % in the thorough preset', () => {
    expect(stoppingRule('quick').target).toBe(0.025);
    expect(stoppingRule('thorough').target).toBe(0.01);
    expect(stoppingRule('quick', 4).budgetMs).toBe(2_625);
  });
});

describe('workerCounts', () => {
  const counts = (proven: number | null, reported: number | null = null, preset: 'quick' | 'thorough' = 'quick') =>
    workerCounts({ preset, proven, reported, chosen: null });

  it.each([
    [1, [1, 2]],
    [2, [1, 2, 3, 4]],
    [3, [1, 2, 3, 4, 6]],
    [8, [1, 2, 3, 4, 6, 8, 9, 16]],
    [10, [1, 2, 3, 4, 6, 8, 10, 11, 20]],
    [64, [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]],
    [128, [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]],
  ])('for %i proven cores are %j', (proven, expected) => {
    expect(counts(proven)).toEqual(expected);
  });

  it('go by the reported cores where none are proven, by two where none are reported', () => {
    expect(counts(null, 3)).toEqual([1, 2, 3, 4, 6]);
    expect(counts(null)).toEqual([1, 2, 3, 4]);
    expect(counts(2, 16)).toEqual([1, 2, 3, 4]);
  });

  it('pass a choice through, sorted and each once', () => {
    expect(workerCounts({ preset: 'quick', proven: 4, reported: 4, chosen: [7, 2, 7] })).toEqual([2, 7]);
  });

  it(`ascend, stay within 64, begin at 1 and hold P, P + 1 and 2P (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom('quick', 'thorough'), (cores, preset) => {
        const found = counts(cores, null, preset);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
        expect(found[0]).toBe(1);
        for (const wanted of [cores, cores + 1, 2 * cores]) expect(found).toContain(Math.min(64, wanted));
        expect(Math.max(...found)).toBeLessThanOrEqual(64);
      }),
      { seed: SEED },
    );
  });
});
