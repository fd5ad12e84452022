/** Lanes, gaps and the degree of parallelism of hand-made runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase, Span } from '../../src/trace/span.ts';
import { laneOf, lanes, makespan, maxExecuting } from '../../src/trace/timeline.ts';

const SEED = 8086;
const TICK = 0.005;

function span(lane: number, start: number, end: number, phase: Phase = 'running'): Span {
  return { lane, task: 0, phase, start, end };
}

describe('lanes', () => {
  it('puts the page first, then the workers, each in order of time', () => {
    const found = lanes([span(1, 5, 6), span(0, 3, 4), span(-1, 0, 1, 'queued'), span(1, 1, 2)]);
    expect(found.map(({ lane }) => lane)).toEqual([-1, 0, 1]);
    expect(found[2]?.spans.map(({ start }) => start)).toEqual([1, 5]);
  });

  it('finds the gaps between computing spans, whatever else fills them', () => {
    const { gaps, busyMs } = laneOf([span(0, 0, 4), span(0, 4, 5, 'copying'), span(0, 5, 9), span(0, 9, 12)], 0);
    expect(gaps).toEqual([{ start: 4, end: 5 }]);
    expect(busyMs).toBe(11);
  });

  it('counts time once where spans of a lane overlap, and computing without the lock as computing', () => {
    expect(laneOf([span(0, 0, 4), span(0, 1, 6, 'released'), span(0, 2, 3)], 0)).toMatchObject({ busyMs: 6, gaps: [] });
  });

  it('gives an empty lane for a worker without spans', () => {
    expect(laneOf([span(0, 0, 1)], 3)).toEqual({ lane: 3, spans: [], executing: [], gaps: [], busyMs: 0 });
  });
});

describe('makespan', () => {
  it('runs from the first start to the last end, of any phase', () => {
    expect(makespan([span(0, 2, 3, 'queued'), span(1, 3, 9), span(0, 4, 5)])).toBe(7);
    expect(makespan([])).toBe(0);
  });
});

describe('maxExecuting', () => {
  it('is 1 for two lanes that take turns, 2 for two that overlap', () => {
    expect(maxExecuting([span(0, 0, 5), span(1, 5, 9)], 0)).toBe(1);
    expect(maxExecuting([span(0, 0, 5), span(1, 4, 9)], 0)).toBe(2);
    expect(maxExecuting([], 0)).toBe(0);
  });

  it('does not take an overlap of two clock ticks for parallelism, and takes a longer one', () => {
    expect(maxExecuting([span(0, 0, 5), span(1, 5 - 2 * TICK, 9)], 2 * TICK)).toBe(1);
    expect(maxExecuting([span(0, 0, 5), span(1, 5 - 3 * TICK, 9)], 2 * TICK)).toBe(2);
  });

  it('wants all of them together: two pairwise overlaps of three lanes are not three at once', () => {
    expect(maxExecuting([span(0, 0, 5), span(1, 4, 9), span(2, 8, 12)], 0)).toBe(2);
    expect(maxExecuting([span(0, 0, 5), span(1, 4, 9), span(2, 4.5, 12)], 0)).toBe(3);
  });

  it('sees through chunks shorter than the tolerance that follow each other without a gap', () => {
    const chunks = Array.from({ length: 100 }, (_, index) => span(0, index * TICK, (index + 1) * TICK));
    expect(maxExecuting([...chunks, span(1, 0, 100 * TICK)], 2 * TICK)).toBe(2);
  });

  it('counts computing only: waiting beside computing is concurrency, not parallelism', () => {
    expect(maxExecuting([span(0, 0, 5), span(1, 0, 5, 'waiting-io'), span(2, 0, 5, 'waiting-gil')], 0)).toBe(1);
  });

  it(`is what looking at every instant finds (seed ${SEED})`, () => {
    const anySpan = fc
      .tuple(fc.nat(4), fc.nat(30), fc.integer({ min: 1, max: 10 }))
      .map(([lane, start, length]) => span(lane, start, start + length));
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 20 }), (spans) => {
        const instants = Array.from({ length: 41 }, (_, at) => at + 0.5);
        const counted = instants.map(
          (at) => new Set(spans.filter(({ start, end }) => start < at && at < end).map(({ lane }) => lane)).size,
        );
        expect(maxExecuting(spans, 0)).toBe(Math.max(...counted));
      }),
      { seed: SEED },
    );
  });
});
