/** What is made of windows in which threads count together: ratios by round, what does not count, and what was lost. */
import { describe, expect, it } from 'vitest';
import { WAYS, type WayId, type WayReport } from '../../../src/measure/contention/contention-report.ts';
import { otherLoad, threadCounts, wayReport, type Round } from '../../../src/measure/contention/way-report.ts';
import { roundsOf } from '../../gallery/contention-reports.ts';

const OPTIONS = { seed: 1, resamples: 200 };

function reported(id: WayId, rounds: readonly Round[], threads: readonly number[] = [1, 2]): WayReport {
  const way = WAYS.find((one) => one.id === id);
  if (!way) throw new Error(`no way is called "${id}"`);
  return wayReport(way, rounds, threads, OPTIONS);
}

describe('ways', () => {
  it('have names of their own, and only what is shared and unprotected may be wrong', () => {
    expect(new Set(WAYS.map(({ id }) => id)).size).toBe(WAYS.length);
    expect(WAYS.filter(({ exact }) => !exact).map(({ id }) => id)).toEqual(['histogram-plain', 'references-plain-one']);
  });
});

describe('a way', () => {
  it('has a pace and a ratio for each number of threads, one alone being the unit', () => {
    const { points } = reported('histogram-padded', roundsOf({ noise: 0 }));
    expect(points.map(({ threads, ratio }) => [threads, ratio.estimate])).toEqual([
      [1, 1],
      [2, expect.closeTo(1.95, 6)],
    ]);
    expect(points[1]?.pace.estimate).toBeCloseTo(1455 * 1.95, 3);
    expect(points[1]?.samples).toHaveLength(14);
  });

  it('is compared round by round, so that what slows a whole round cancels', () => {
    const slowed = roundsOf({ noise: 0 }).map((round, index): Round => {
      const factor = index % 2 === 0 ? 1 : 0.5;
      return new Map(
        [...round].map(([id, takes]) => [
          id,
          new Map(
            [...takes].map(([threads, take]) => {
              const workers = take.pace.workers.map((worker) => ({ ...worker, rate: worker.rate * factor }));
              return [threads, { ...take, pace: { ...take.pace, workers } }];
            }),
          ),
        ]),
      );
    });
    const ratio = reported('references-atomic-one', slowed).points[1]?.ratio;
    expect(ratio?.high).toBeCloseTo(ratio?.low ?? 0, 6);
  });

  it('leaves out windows in which threads were kept from running at once, also where threads wait for each other', () => {
    for (const id of ['histogram-atomic', 'histogram-locked'] as const) {
      expect(reported(id, roundsOf({ disturbed: 5 })).points[1]?.samples, id).toHaveLength(9);
    }
  });

  it('says nothing of threads that hardly ever ran at once, and still what one alone does', () => {
    const { points, accuracy } = reported('histogram-atomic', roundsOf({ disturbed: 12 }));
    expect(points.map(({ threads }) => threads)).toEqual([1]);
    expect(accuracy.counts).toBe(2);
  });

  it('says how often the count was wrong, and what part of the keys was lost', () => {
    const { accuracy } = reported('histogram-plain', roundsOf({ lost: 0.25 }));
    expect(accuracy).toMatchObject({ counts: 14, wrong: 14, lost: expect.closeTo(0.25, 4) as number });
    expect(reported('references-plain-one', roundsOf({})).accuracy).toMatchObject({ wrong: 14, lost: null });
    expect(reported('histogram-atomic', roundsOf({})).accuracy).toMatchObject({ wrong: 0, lost: 0, mostOff: 0 });
  });

  it('has nothing before the first rounds, and no ratio where one thread is all there is', () => {
    expect(reported('histogram-plain', []).points).toEqual([]);
    const alone = reported('histogram-plain', roundsOf({ threads: 1 }), [1]);
    expect(alone.points.map(({ threads }) => threads)).toEqual([1]);
    expect(alone.accuracy.counts).toBe(0);
  });
});

it('what others took is what threads stood still beyond what all did at the same moments', () => {
  const worker = (still: number, withAll: number) => ({ rate: 1, still, withAll });
  const take = (...workers: ReturnType<typeof worker>[]) => ({ pace: { workers, allStill: 0 }, made: null, off: 0 });
  expect(otherLoad([take(worker(0.5, 0.1), worker(0.2, 0.1)), take(worker(0, 0), worker(0, 0))])).toBeCloseTo(0.25, 9);
  expect(otherLoad([])).toBe(0);
});

it('one, two, half and all of the threads count, each number once', () => {
  expect([1, 2, 3, 4, 6, 8, 16].map(threadCounts)).toEqual([
    [1],
    [1, 2],
    [1, 2, 3],
    [1, 2, 4],
    [1, 2, 3, 6],
    [1, 2, 4, 8],
    [1, 2, 8, 16],
  ]);
});
