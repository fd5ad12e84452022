import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crosses, firstFree, overlaps, spread } from '../../src/charts/label-placement.ts';

describe('labels in a column', () => {
  it('never overlap and stay within bounds wherever their lines end', () => {
    const ends = fc.array(fc.double({ min: -50, max: 350, noNaN: true }), { minLength: 1, maxLength: 18 });
    fc.assert(
      fc.property(ends, (wanted) => {
        const centres = spread(wanted, 15, 0, 300).sort((a, b) => a - b);
        expect(centres[0]).toBeGreaterThanOrEqual(7.5 - 1e-6);
        expect(centres.at(-1)).toBeLessThanOrEqual(292.5 + 1e-6);
        centres
          .slice(1)
          .forEach((centre, index) => expect(centre - (centres[index] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-6));
      }),
    );
  });

  it('stay at their line’s end where there is room', () => {
    expect(spread([50, 100, 200], 15, 0, 300)).toEqual([50, 100, 200]);
  });

  it('share a collision evenly and keep the order of their lines', () => {
    expect(spread([101, 99], 20, 0, 300)).toEqual([110, 90]);
  });

  it('keep their distance even where they do not all fit', () => {
    const centres = spread([5, 5, 5], 20, 0, 30);
    expect(centres).toEqual([10, 30, 50]);
  });
});

describe('a label with several good places', () => {
  const line = { x1: 0, y1: 0, x2: 100, y2: 100 };
  const onLine = { x: 40, y: 40, width: 20, height: 10 };
  const beside = { x: 60, y: 10, width: 20, height: 10 };

  it('takes the first that no line enters', () => {
    expect(firstFree([onLine, beside], [line], [])).toBe(beside);
  });

  it('is left out where every place is taken', () => {
    expect(firstFree([onLine, beside], [line], [{ x: 50, y: 0, width: 20, height: 20 }])).toBeUndefined();
  });

  it('knows a line that passes the corner from one that cuts it', () => {
    expect(crosses(line, { x: 10, y: 20, width: 5, height: 20 })).toBe(false);
    expect(crosses(line, { x: 10, y: 12, width: 5, height: 20 })).toBe(true);
    expect(overlaps(onLine, onLine)).toBe(true);
  });
});
