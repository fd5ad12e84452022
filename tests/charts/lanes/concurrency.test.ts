import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import {
  countAt,
  executingCurve,
  inProgressCurve,
  meansOf,
  type StepCurve,
} from '../../../src/charts/lanes/concurrency.ts';
import type { Span } from '../../../src/trace/span.ts';
import { maxExecuting } from '../../../src/trace/timeline.ts';

const TICK = 0.005;

function run(lane: number, start: number, end: number, phase: Span['phase'] = 'running'): Span {
  return { lane, task: lane, phase, start, end };
}

function steps({ times, counts }: StepCurve): [number, number][] {
  return Array.from(times, (time, at) => [time, counts[at] ?? NaN]);
}

describe('the curve of tasks executing', () => {
  it('counts lanes that compute, with the GIL or without, and nothing else', () => {
    const spans = [run(1, 0, 4), run(2, 1, 3, 'released'), run(3, 0, 9, 'waiting-gil'), run(0, 0, 9, 'idle')];
    const curve = executingCurve(spans, 2 * TICK);
    expect(steps(curve)).toEqual([
      [0, 1],
      [1, 2],
      [3, 1],
      [4, 0],
    ]);
    expect(curve.most).toBe(2);
  });

  it('takes a hand-over that overlaps by two ticks for what it is: one after the other', () => {
    const curve = executingCurve([run(1, 0, 5 + 2 * TICK), run(2, 5, 10)], 2 * TICK);
    expect(steps(curve)).toEqual([
      [0, 1],
      [10, 0],
    ]);
  });

  it('takes an overlap of more than two ticks for parallel, as long as it lasted', () => {
    const curve = executingCurve([run(1, 0, 5.02), run(2, 5, 10)], 2 * TICK);
    expect(steps(curve)).toEqual([
      [0, 1],
      [5, 2],
      [5.02, 1],
      [10, 0],
    ]);
  });

  it('shows a lane alone however short it ran', () => {
    expect(executingCurve([run(1, 1, 1.001)], 2 * TICK).most).toBe(1);
  });

  it('joins the chunks of one lane', () => {
    expect(steps(executingCurve([run(1, 2, 3), run(1, 0, 2)], 0))).toEqual([
      [0, 1],
      [3, 0],
    ]);
  });

  it('rises as high as maxExecuting of the trace, on random runs', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = prng(seed);
      const spans = Array.from({ length: 60 }, () => {
        const start = random.next() * 20;
        return run(random.below(5), start, start + 0.02 + random.next() * 2);
      });
      for (const tolerance of [0, 0.01, 0.3]) {
        expect(executingCurve(spans, tolerance).most).toBe(Math.max(1, maxExecuting(spans, tolerance)));
      }
    }
  });
});

describe('the curve of tasks in progress', () => {
  it('counts from begin to end, to the present where a task has not ended, and not at all before it began', () => {
    const life = { body: 'b', lane: 0, spawned: 0 };
    const tasks = [
      { ...life, task: 0, start: 0, end: null },
      { ...life, task: 1, start: 2, end: 5 },
      { ...life, task: 2, start: null, end: null },
    ];
    const curve = inProgressCurve(tasks, 8, 0);
    expect(steps(curve)).toEqual([
      [0, 1],
      [2, 2],
      [5, 1],
      [8, 0],
    ]);
    expect([-1, 0, 3, 8].map((moment) => countAt(curve, moment))).toEqual([0, 1, 2, 0]);
  });

  it('of nothing is nothing', () => {
    expect(inProgressCurve([], 5, 0).most).toBe(0);
    expect(countAt(inProgressCurve([], 5, 0), 1)).toBe(0);
  });
});

describe('means over pixels', () => {
  it('keep the area under the curve, wherever the pixels begin', () => {
    const curve = executingCurve([run(1, 0.3, 4), run(2, 1.1, 3.7), run(3, 3.6, 3.65)], 0);
    for (const pieces of [1, 7, 400]) {
      const means = new Float64Array(pieces);
      meansOf(curve, -1, 8 / pieces, means);
      const area = means.reduce((sum, mean) => sum + mean, 0) * (8 / pieces);
      expect(area).toBeCloseTo(3.7 + 2.6 + 0.05, 9);
    }
  });
});
