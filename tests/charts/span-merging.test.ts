import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merged } from '../../src/charts/span-merging.ts';
import type { Span } from '../../src/trace/span.ts';

function span(start: number, end: number, phase: Span['phase'] = 'running', lane = 0): Span {
  return { lane, task: 0, phase, start, end };
}

describe('spans become pieces that can be seen', () => {
  it('spans wider than a pixel stay as they are', () => {
    const pieces = merged([span(0, 5), span(5, 9, 'idle')], 1, 10);
    expect(pieces.map(({ start, end, phase, spans }) => [start, end, phase, spans])).toEqual([
      [0, 5, 'running', 1],
      [5, 9, 'idle', 1],
    ]);
  });

  it('neighbours narrower than a pixel become one piece in the phase that filled most of it', () => {
    const [piece, ...rest] = merged([span(0, 0.2), span(0.2, 0.9, 'copying'), span(0.9, 1.1)], 1, 10);
    expect(rest).toEqual([]);
    expect(piece).toMatchObject({ phase: 'copying', spans: 3, start: 0, end: 1.1 });
  });

  it('what lies outside the run is cut off', () => {
    expect(
      merged([span(-80, -1, 'startup'), span(-1, 2), span(9, 14)], 0.1, 10).map(({ start, end }) => [start, end]),
    ).toEqual([
      [0, 2],
      [9, 10],
    ]);
  });

  it('a lane never has more than about two pieces a pixel, and every executing moment stays covered', () => {
    const lengths = fc.array(fc.double({ min: 0.001, max: 3, noNaN: true }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(lengths, (steps) => {
        let at = 0;
        const spans = steps.map((step) => span(at, (at += step)));
        const pieces = merged(spans, 1, at);
        expect(pieces.length).toBeLessThanOrEqual(2 * Math.ceil(at) + 2);
        expect(pieces.reduce((sum, piece) => sum + piece.spans, 0)).toBe(spans.length);
        expect(pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0)).toBeCloseTo(at, 6);
      }),
    );
  });

  it('5 000 spans of 64 lanes come to no more than two pieces a pixel and lane', () => {
    const spans = Array.from({ length: 5000 }, (_, n) =>
      span(Math.floor(n / 64) * 0.02, Math.floor(n / 64) * 0.02 + 0.02, 'running', n % 64),
    );
    expect(merged(spans, 1.6 / 500, 1.6).length).toBeLessThanOrEqual(64 * 1000);
  });
});
