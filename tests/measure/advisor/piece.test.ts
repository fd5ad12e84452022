/** How much of a visitor's work is measured: all of it where that fits into the time, else a piece of the same shape. */
import { describe, expect, it } from 'vitest';
import { ADVISED_MODELS } from '../../../src/measure/advisor/advisor-report.ts';
import { leastMs, likelyOrder, pieceOf, plannedMs, workersFor } from '../../../src/measure/advisor/piece.ts';
import { FEWEST_ROUNDS } from '../../../src/measure/advisor/standing.ts';
import { KIND_IDS, KINDS, WORK_LIMITS, workFault } from '../../../src/measure/advisor/work.ts';

const BUDGET_MS = 7_500;
const piece = (tasks: number, computeMs: number, waitMs: number, cores = 2) =>
  pieceOf({ tasks, computeMs, waitMs }, cores, BUDGET_MS);

describe('a piece', () => {
  it('is all of it where that can be measured', () => {
    expect(piece(4, 0, 20)).toEqual({ tasks: 4, computeMs: 0, waitMs: 20 });
    expect(piece(1, 0, 1)).toEqual({ tasks: 1, computeMs: 0, waitMs: 1 });
  });

  it('has fewer tasks of the same length where there is too much to compute', () => {
    const { tasks, computeMs, waitMs } = piece(4_000, 1, 10);
    expect([computeMs, waitMs]).toEqual([1, 10]);
    expect(tasks).toBeGreaterThanOrEqual(16);
    expect(tasks).toBeLessThan(400);
  });

  it('keeps thousands of waits, and shortens them where they are long', () => {
    expect(piece(4_000, 0, 50)).toEqual({ tasks: 4_000, computeMs: 0, waitMs: 50 });
    const { tasks, waitMs } = piece(4_000, 0, 2_000);
    expect(tasks).toBe(4_000);
    expect(waitMs).toBeLessThan(300);
  });

  it.each([1, 2, 8, 64])('fits into the time within all limits, on %i cores', (cores) => {
    for (const tasks of [1, 3, 40, 1_000, WORK_LIMITS.tasks.most]) {
      for (const computeMs of [0, 0.5, 20, WORK_LIMITS.computeMs.most]) {
        for (const waitMs of [0, 7, 300, WORK_LIMITS.waitMs.most]) {
          if (computeMs + waitMs === 0) continue;
          const found = piece(tasks, computeMs, waitMs, cores);
          expect(plannedMs(found, cores, FEWEST_ROUNDS)).toBeLessThanOrEqual(BUDGET_MS);
          expect(found.tasks).toBeGreaterThanOrEqual(1);
          expect(found.tasks).toBeLessThanOrEqual(tasks);
          const share = found.computeMs / (found.computeMs + found.waitMs);
          expect(share).toBeCloseTo(computeMs / (computeMs + waitMs));
        }
      }
    }
  });
});

describe('the plan', () => {
  it('has a thread for each task that waits, 32 at most, else one for each core, and none on the page', () => {
    expect(workersFor('gil-threads', KINDS['slow-waits'].work, 4)).toBe(32);
    expect(workersFor('gil-threads', KINDS['quick-waits'].work, 2)).toBe(4);
    expect(workersFor('processes', KINDS['cpu-bound'].work, 2)).toBe(2);
    expect(workersFor('processes', { tasks: 3, computeMs: 5, waitMs: 0 }, 16)).toBe(3);
    expect(workersFor('event-loop', KINDS['slow-waits'].work, 4)).toBe(0);
  });

  it('tries first whoever should be fastest', () => {
    expect(likelyOrder(ADVISED_MODELS, KINDS['slow-waits'].work, 2)[0]).toBe('event-loop');
    const computing = likelyOrder(ADVISED_MODELS, KINDS['cpu-bound'].work, 2);
    expect(computing.slice(0, 2)).not.toContain('main-thread');
    expect(leastMs('main-thread', KINDS.mixed.work, 2)).toBe(400);
  });
});

describe('work', () => {
  it('of the introductions is within the limits', () => {
    expect(KIND_IDS.map((id) => workFault(KINDS[id].work))).toEqual(KIND_IDS.map(() => null));
  });

  it.each([
    [{ tasks: 0, computeMs: 1, waitMs: 1 }, 'There can be 1 to 4000 tasks.'],
    [{ tasks: 4_001, computeMs: 1, waitMs: 1 }, 'There can be 1 to 4000 tasks.'],
    [{ tasks: 1.5, computeMs: 1, waitMs: 1 }, 'The number of tasks is a whole number.'],
    [{ tasks: NaN, computeMs: 1, waitMs: 1 }, 'There can be 1 to 4000 tasks.'],
    [{ tasks: 1, computeMs: -1, waitMs: 1 }, 'There can be 0 to 200 milliseconds of computing.'],
    [{ tasks: 1, computeMs: 1, waitMs: 1e9 }, 'There can be 0 to 2000 milliseconds of waiting.'],
    [{ tasks: 1, computeMs: 0, waitMs: 0 }, 'A task has to compute or to wait: give it a millisecond of one.'],
  ])('that cannot be is named: %j', (work, sentence) => {
    expect(workFault(work)).toBe(sentence);
  });
});
