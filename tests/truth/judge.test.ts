/** The judge of the truth runs: what counts as right, and how often it must be. */
import { describe, expect, it } from 'vitest';
import type { Demand } from './conditions.ts';
import { judge, missesAllowed, summarise, type Found } from './judge.ts';

const found = (estimate: number, more: Partial<Found> = {}): Found => ({
  reported: 2,
  proven: 2,
  effective: { estimate, low: estimate - 0.01, high: estimate + 0.01 },
  groups: 1,
  samples: [],
  lost: null,
  warnings: [],
  failure: null,
  ...more,
});

const CORES: Demand = { kind: 'cores', effective: 1.5, proven: 2, spread: 0.05 };
const BUSY: Demand = { kind: 'busy', effective: 2 };
const UNEQUAL: Demand = { kind: 'unequal' };

describe('the judge of a run', () => {
  it('lets an estimate be off by 3 per cent of the truth, not more', () => {
    expect(judge(found(1.455), CORES).within).toBe(true);
    expect(judge(found(1.546), CORES).within).toBe(false);
  });

  it('counts a run that found nothing as wrong in all that is asked', () => {
    expect(judge(null, CORES)).toEqual({ within: false, proven: false, flagged: null });
    expect(judge(null, BUSY)).toEqual({ within: false, proven: null, flagged: false });
    expect(judge(null, UNEQUAL).within).toBe(false);
  });

  it('on a busy machine takes an interval that holds the truth, or the word that it is undecided', () => {
    const interval = { estimate: 1.5, low: 1.4, high: 2.1 };
    expect(judge(found(1.5, { effective: interval, warnings: ['machine-busy'] }), BUSY)).toEqual({
      within: true,
      proven: null,
      flagged: true,
    });
    expect(judge(found(1.5), BUSY)).toEqual({ within: false, proven: null, flagged: false });
    expect(judge(found(1.5, { warnings: ['cores-undecided'] }), BUSY).within).toBe(true);
  });

  it('sees unequal workers by two groups or by the doubt', () => {
    expect(judge(found(1.5, { groups: 2 }), UNEQUAL).within).toBe(true);
    expect(judge(found(1.5, { warnings: ['unequal-workers'] }), UNEQUAL).within).toBe(true);
    expect(judge(found(1.5), UNEQUAL).within).toBe(false);
  });
});

describe('the summary of a condition', () => {
  const runs = (right: number, wrong: number): Found[] => [
    ...Array.from({ length: right }, () => found(1.5)),
    ...Array.from({ length: wrong }, () => found(1.7)),
  ];

  it('passes with 19 of 20 right and fails with 18', () => {
    expect(missesAllowed(20)).toBe(1);
    expect(summarise(runs(19, 1), CORES).faults).toEqual([]);
    expect(summarise(runs(18, 2), CORES).faults[0]).toContain('18 of 20');
  });

  it('lets none of three miss', () => {
    expect(summarise(runs(2, 1), { ...CORES, spread: null }).faults).toHaveLength(1);
  });

  it('holds the standard deviation of the estimates against its limit', () => {
    const apart = [1.46, 1.54, 1.46, 1.54].map((estimate) => found(estimate));
    expect(summarise(apart, { ...CORES, spread: 0.04 }).faults[0]).toContain('standard deviation');
    // Deviations of 0.04 four times: √(4 · 0.0016 ÷ 3).
    expect(summarise(apart, CORES).spread).toBeCloseTo(0.0462, 4);
  });

  it('demands that other load is named, and that the threads proven are right', () => {
    const busy = found(1.9, { effective: { estimate: 1.9, low: 1.8, high: 2.1 } });
    expect(summarise([busy], BUSY).faults).toEqual(['flagged in 0 of 1, needed 1']);
    expect(summarise([found(1.5, { proven: 1 })], CORES).faults).toEqual(['proven right in 0 of 1, needed 1']);
  });
});
