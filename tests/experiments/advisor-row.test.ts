/** What a kind of work is played as: a program whose tasks do just that. */
import { describe, expect, it } from 'vitest';
import { programFor } from '../../src/experiments/advisor-row.ts';

const itemsFor = (ms: number): number => Math.max(40, Math.round(48 * ms));

describe('work as a program', () => {
  it('waits only, computes only, or does both once a task', () => {
    expect(programFor({ tasks: 4, computeMs: 0, waitMs: 20 }, itemsFor)).toEqual({ program: 'waits', args: [4, 20] });
    expect(programFor({ tasks: 8, computeMs: 20, waitMs: 0 }, itemsFor)).toEqual({
      program: 'crunch',
      args: [8, 7_680],
    });
    expect(programFor({ tasks: 16, computeMs: 5, waitMs: 20 }, itemsFor)).toEqual({
      program: 'mixed',
      args: [16, 3_840, 20, 1],
    });
  });

  it('has an item for each task at least', () => {
    expect(programFor({ tasks: 4_000, computeMs: 0.0001, waitMs: 0 }, itemsFor).args).toEqual([4_000, 4_000]);
  });
});
