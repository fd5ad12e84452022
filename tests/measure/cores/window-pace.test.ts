/** What a window tells: rates over whole periods of a limit, and who stood still with whom. */
import { describe, expect, it } from 'vitest';
import { paceRecord, type PaceRecord } from '../../../src/measure/cores/pace.ts';
import { allStill, windowPace } from '../../../src/measure/cores/window-pace.ts';

const record = (items: number, elapsedMs: number, still: PaceRecord['still'] = []): PaceRecord => ({
  items,
  elapsedMs,
  still,
});

/** Two workers under a limit: 75 ms in each 100, standing still together afterwards; the window begins inside a period. */
function limited(firstStop: number): PaceRecord[] {
  const one = (early: number): PaceRecord => {
    const still = [0, 1, 2].map((period) => {
      const start = firstStop + 100 * period - early;
      return { start, end: firstStop + 100 * period + 25, items: 10 * (firstStop - early + 75 * period) };
    });
    return record(10 * (firstStop - early + 75 * 2) + 10 * (350 - (firstStop + 225)), 350, still);
  };
  return [one(0), one(1)];
}

describe('a window', () => {
  it('is read from what the worker wrote', () => {
    expect(paceRecord(new Float64Array([70, 100, 2, 10, 30, 7, 50, 60, 28, 0, 0, 0]))).toEqual({
      items: 70,
      elapsedMs: 100,
      still: [
        { start: 10, end: 30, items: 7 },
        { start: 50, end: 60, items: 28 },
      ],
    });
  });

  it('gives items a millisecond where nobody stood still', () => {
    expect(windowPace([record(200, 100), record(100, 100)])).toEqual({
      workers: [
        { rate: 2, still: 0, withAll: 0 },
        { rate: 1, still: 0, withAll: 0 },
      ],
      allStill: 0,
    });
  });

  it('tells standing still alone from standing still until the same moment as all others', () => {
    const one = record(70, 100, [
      { start: 10, end: 30, items: 10 },
      { start: 60, end: 70, items: 40 },
    ]);
    const other = record(80, 100, [{ start: 20, end: 30.5, items: 20 }]);
    expect(allStill([one, other])).toEqual([{ start: 20, end: 30 }]);
    const pace = windowPace([one, other]);
    expect(pace?.allStill).toBeCloseTo(0.1, 12);
    expect(pace?.workers.map(({ still }) => still)).toEqual([0.3, 0.105]);
    // The whole stretches that ended at that moment.
    expect(pace?.workers.map(({ withAll }) => withAll)).toEqual([0.2, 0.105]);
  });

  it('takes no limit from workers that wait for the same processor: they go on one after another', () => {
    const one = record(33, 9, [{ start: 3, end: 9, items: 11 }]);
    const other = record(33, 9, [
      { start: 0, end: 3, items: 0 },
      { start: 6, end: 9, items: 33 },
    ]);
    const third = record(33, 9, [{ start: 0, end: 6, items: 0 }]);
    expect(allStill([one, other, third])).toEqual([]);
    expect(windowPace([one, third])?.allStill).toBe(0);
  });

  it.each([10, 40, 75, 99])(
    'gives the rate of whole periods under a limit, wherever it begins: at %i ms',
    (firstStop) => {
      const pace = windowPace(limited(firstStop));
      for (const { rate } of pace?.workers ?? []) expect(rate).toBeCloseTo(7.5, 1);
      expect(pace?.allStill).toBeCloseTo(0.25, 2);
    },
  );

  it('counts what was done between where workers do not go on in the same instant', () => {
    // 10 items a millisecond while it runs; the other goes on 4 ms earlier each time, and is running at the cut.
    const late = record(2_000, 400, [
      { start: 50, end: 100, items: 500 },
      { start: 150, end: 200, items: 1_000 },
      { start: 250, end: 300, items: 1_500 },
      { start: 350, end: 400, items: 2_000 },
    ]);
    const early = record(2_000, 400, [
      { start: 46, end: 96, items: 460 },
      { start: 146, end: 196, items: 960 },
      { start: 246, end: 296, items: 1_460 },
      { start: 346, end: 396, items: 1_960 },
    ]);
    for (const { rate } of windowPace([late, early])?.workers ?? []) expect(rate).toBeCloseTo(5, 6);
    for (const { rate } of windowPace([early, late])?.workers ?? []) expect(rate).toBeCloseTo(5, 6);
  });

  it('is not cut where all stood still once by accident', () => {
    const still = [{ start: 40, end: 41.5, items: 400 }];
    expect(windowPace([record(985, 100, still), record(985, 100, still)])?.workers[0]?.rate).toBe(9.85);
  });

  it('says nothing where it was ended before it began', () => {
    expect(windowPace([record(0, 0)])).toBeNull();
    expect(windowPace([])).toBeNull();
  });
});
