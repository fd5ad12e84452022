/** Where a curve bends, where a series changes, what lies together, and the centre of differences: published examples. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { clusters } from '../../../src/measure/stats/clusters.ts';
import { piecewiseLinear } from '../../../src/measure/stats/piecewise-linear.ts';
import { normal } from './noise.ts';

const SEED = 19710901;

describe('piecewiseLinear', () => {
  /** Height of a stagnant layer by flow, both as logarithms: Bacon & Watts 1971, as in the OpenBUGS example "Stagnant". */
  const FLOW = [
    -1.39, -1.39, -1.08, -1.08, -0.94, -0.8, -0.63, -0.63, -0.25, -0.25, -0.12, -0.12, 0.01, 0.11, 0.11, 0.11, 0.25,
    0.25, 0.34, 0.34, 0.44, 0.59, 0.7, 0.7, 0.85, 0.85, 0.99, 0.99, 1.19,
  ];
  const HEIGHT = [
    1.12, 1.12, 0.99, 1.03, 0.92, 0.9, 0.81, 0.83, 0.65, 0.67, 0.6, 0.59, 0.51, 0.44, 0.43, 0.43, 0.33, 0.3, 0.25, 0.24,
    0.13, -0.01, -0.13, -0.14, -0.3, -0.33, -0.46, -0.43, -0.65,
  ];
  const STAGNANT = FLOW.map((x, place) => ({ x, y: HEIGHT[place] as number }));

  it('finds the bend of the stagnant layer within a standard deviation of OpenBUGS’s posterior', () => {
    const found = piecewiseLinear(STAGNANT);
    expect(found?.bends).toBe(true);
    expect(Math.abs((found?.knee.x ?? NaN) - 0.02797)).toBeLessThan(0.03133);
    expect(Math.abs((found?.knee.y ?? NaN) - 0.5351)).toBeLessThan(0.02475);
    expect(Math.abs((found?.slopes[0] ?? NaN) + 0.4196)).toBeLessThan(0.01477);
    expect(Math.abs((found?.slopes[1] ?? NaN) + 1.014)).toBeLessThan(0.01732);
  });

  it('is better than every knee on a fine grid', () => {
    const squares = (knee: number, at: number, before: number, after: number): number =>
      STAGNANT.reduce((sum, { x, y }) => sum + (y - at - (x < knee ? before : after) * (x - knee)) ** 2, 0);
    const found = piecewiseLinear(STAGNANT);
    const best = squares(found?.knee.x ?? NaN, found?.knee.y ?? NaN, ...(found?.slopes ?? [NaN, NaN]));
    for (const step of [-1e-3, 1e-3]) {
      for (const moved of [
        [step, 0, 0, 0],
        [0, step, 0, 0],
        [0, 0, step, 0],
        [0, 0, 0, step],
      ] as const) {
        const [knee, at, before, after] = moved;
        const [first, second] = found?.slopes ?? [NaN, NaN];
        const other = squares(
          (found?.knee.x ?? NaN) + knee,
          (found?.knee.y ?? NaN) + at,
          first + before,
          second + after,
        );
        expect(other).toBeGreaterThan(best);
      }
    }
  });

  it(`finds any knee exactly where there is no noise (seed ${SEED})`, () => {
    const slope = fc.double({ min: -2, max: 2, noNaN: true });
    const inside = fc.double({ min: 2, max: 7, noNaN: true });
    fc.assert(
      fc.property(inside, slope, slope, (knee, before, after) => {
        fc.pre(Math.abs(before - after) > 0.01);
        const height = (x: number): number => 3 + (x < knee ? before : after) * (x - knee);
        const found = piecewiseLinear(
          Array.from({ length: 8 }, (_, place) => ({ x: place + 1, y: height(place + 1) })),
        );
        expect(found?.bends).toBe(true);
        expect(found?.knee.x).toBeCloseTo(knee, 6);
        expect(found?.slopes[0]).toBeCloseTo(before, 8);
        expect(found?.slopes[1]).toBeCloseTo(after, 8);
      }),
      { seed: SEED },
    );
  });

  it.each([8, 16, 40])(
    `bends a straight line of %i points with noise in at most 5 of 100 cases (seed ${SEED})`,
    (count) => {
      const random = prng(SEED);
      const bent = (): boolean => {
        const points = Array.from({ length: count }, (_, place) => ({
          x: 1 + (place % 8),
          y: (place % 8) + 0.1 * normal(random),
        }));
        return piecewiseLinear(points)?.bends ?? true;
      };
      expect(Array.from({ length: 100 }, bent).filter(Boolean).length).toBeLessThanOrEqual(5);
    },
  );

  it('does not bend an exact line, and says nothing of six points or three places', () => {
    const line = Array.from({ length: 8 }, (_, x) => ({ x, y: 2 * x + 1 }));
    expect(piecewiseLinear(line)?.bends).toBe(false);
    expect(piecewiseLinear(line.slice(0, 6))).toBeNull();
    expect(piecewiseLinear(line.map(({ x, y }) => ({ x: x % 3, y })))).toBeNull();
  });
});

describe('clusters', () => {
  const known = (estimate: number, half = 0) => ({ estimate, low: estimate - half, high: estimate + half });

  it('parts four fast from four slow workers', () => {
    const paces = [1, 0.55, 0.98, 0.54, 0.99, 0.56, 1.01, 0.55].map((pace) => known(pace, 0.01));
    expect(clusters(paces, 0.15)).toEqual([
      [0, 2, 4, 6],
      [1, 3, 5, 7],
    ]);
  });

  it('parts three kinds, and a single slow one', () => {
    expect(
      clusters(
        [1, 0.4, 0.7].map((pace) => known(pace)),
        0.15,
      ),
    ).toEqual([[0], [2], [1]]);
    expect(
      clusters(
        [1, 1, 0.8, 1].map((pace) => known(pace)),
        0.15,
      ),
    ).toEqual([[0, 1, 3], [2]]);
  });

  it('leaves together what only noise or only a little parts', () => {
    expect(
      clusters(
        [1, 0.8].map((pace) => known(pace, 0.15)),
        0.15,
      ),
    ).toEqual([[0, 1]]);
    expect(
      clusters(
        [1, 0.9].map((pace) => known(pace, 0.001)),
        0.15,
      ),
    ).toEqual([[0, 1]]);
    expect(
      clusters(
        [1, 0.93, 0.87, 0.81].map((pace) => known(pace)),
        0.15,
      ),
    ).toEqual([[0, 1, 2, 3]]);
    expect(clusters([], 0.15)).toEqual([]);
  });

  it(`is a partition, cut exactly where neighbours are apart (seed ${SEED})`, () => {
    const pace = fc.double({ min: 0.1, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(pace, { minLength: 1, maxLength: 16 }), (paces) => {
        const groups = clusters(
          paces.map((value) => known(value)),
          0.15,
        );
        expect(groups.flat().sort((a, b) => a - b)).toEqual(paces.map((_, index) => index));
        const sorted = [...paces].sort((a, b) => b - a);
        const cuts = sorted.slice(1).filter((value, index) => (sorted[index] as number) - value > 0.15 * value);
        expect(groups).toHaveLength(cuts.length + 1);
      }),
      { seed: SEED },
    );
  });
});
