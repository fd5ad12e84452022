/** Work, span, and what they say of every schedule. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/measure/report.ts';
import { brentBound, workAndSpan } from '../../src/measure/work-and-span.ts';
import type { Phase, Span } from '../../src/trace/span.ts';

const SEED = 1974;
const WHOSE = { kernel: 'ep', model: 'free-threads' } as const;

function span(lane: number, task: number, phase: Phase, start: number, end: number): Span {
  return { lane, task, phase, start, end };
}

function run(workers: number, makespanMs: number, spans: readonly Span[]): Timeline {
  return { ...WHOSE, workers, makespanMs, spans };
}

/** Tasks handed out in order to whichever worker is free first, with time before the first and after the last. */
function greedy(tasks: readonly number[], workers: number, before: number, after: number): Timeline {
  const free = Array.from({ length: workers }, () => before);
  const spans = tasks.map((length, task) => {
    const lane = free.indexOf(Math.min(...free));
    const start = free[lane] as number;
    free[lane] = start + length;
    return span(lane, task, 'running', start, start + length);
  });
  return run(workers, Math.max(...free) + after, spans);
}

describe('workAndSpan', () => {
  it('adds the longest task of each step: those of the next wait for all of the last', () => {
    const stepped = run(2, 40, [
      span(0, 0, 'running', 0, 10),
      span(1, 1, 'running', 0, 20),
      span(0, 2, 'running', 20, 35),
      span(1, 3, 'running', 20, 25),
    ]);
    expect(workAndSpan(stepped, 2)).toMatchObject({ workMs: 50, spanMs: 20 + 15 + 5 });
    expect(workAndSpan(stepped)).toMatchObject({ workMs: 50, spanMs: 20 + 5 });
  });

  it('adds up a run by hand: three tasks, 5 ms to wake, 10 ms to collect', () => {
    const found = workAndSpan(
      run(2, 100, [
        span(0, -1, 'queued', 0, 5),
        span(0, 0, 'running', 5, 45),
        span(0, 2, 'running', 47, 90),
        span(1, -1, 'queued', 0, 20),
        span(1, 1, 'released', 20, 80),
        span(1, -1, 'idle', 80, 100),
      ]),
    );
    expect(found).toEqual({ ...WHOSE, workers: 2, workMs: 143, spanMs: 5 + 60 + 10 });
  });

  it('joins the slices of a task, whichever lane they ran on, and leaves out what it waited', () => {
    const found = workAndSpan(
      run(2, 60, [
        span(0, 0, 'running', 0, 10),
        span(0, 0, 'waiting-gil', 10, 20),
        span(0, 0, 'running', 20, 30),
        span(1, 1, 'running', 10, 20),
        span(1, 0, 'running', 30, 60),
      ]),
    );
    expect(found).toMatchObject({ workMs: 60, spanMs: 50 });
  });

  it('counts copying in neither, and executing of no task as a task each', () => {
    const found = workAndSpan(
      run(1, 50, [span(0, -1, 'running', 0, 20), span(0, 3, 'copying', 20, 30), span(0, -1, 'running', 30, 50)]),
    );
    expect(found).toMatchObject({ workMs: 40, spanMs: 20 });
  });

  it('is null where nothing executed', () => {
    expect(workAndSpan(run(1, 10, [span(0, 0, 'queued', 0, 10), span(0, 0, 'running', 10, 10)]))).toBeNull();
  });
});

describe('brentBound', () => {
  it('is T₁ ÷ p + T∞', () => {
    expect(brentBound({ workMs: 100, spanMs: 10 }, 4)).toBe(35);
  });

  it(`is kept by every greedy run, which is never shorter than the span or a p-th of the work (seed ${SEED})`, () => {
    const length = fc.double({ min: 0.01, max: 50, noNaN: true });
    const serial = fc.double({ min: 0, max: 20, noNaN: true });
    const tasks = fc.array(length, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(tasks, fc.integer({ min: 1, max: 16 }), serial, serial, (lengths, workers, before, after) => {
        const timeline = greedy(lengths, workers, before, after);
        const found = workAndSpan(timeline);
        if (!found) throw new Error('it computed');
        const rounding = 1e-9;
        expect(timeline.makespanMs).toBeLessThanOrEqual(brentBound(found, workers) + rounding);
        expect(timeline.makespanMs).toBeGreaterThanOrEqual(found.spanMs - rounding);
        expect(timeline.makespanMs).toBeGreaterThanOrEqual(found.workMs / workers - rounding);
      }),
      { seed: SEED },
    );
  });
});
