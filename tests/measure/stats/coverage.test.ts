/**
 * How often the 95 % interval holds the truth, by simulation. A nominal interval that held it in 80 cases of
 * 100 would hand out wrong verdicts; one that always held it would never hand out any.
 */
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { bootstrapRatio } from '../../../src/measure/stats/bootstrap-ratio.ts';
import { intervalEnds, medianOfDrawn, draw } from '../../../src/measure/stats/resample.ts';
import { relativeHalfWidth } from '../../../src/measure/stats/half-width.ts';
import { SHAPES, STRONGLY_DEPENDENT, TRUE_RATIO, type Pair } from './noise.ts';

const SEED = 20260731;
const TRIALS = Number(process.env['COVERAGE_TRIALS'] ?? 300);
const RESAMPLES = 300;

type Method = (pair: Pair, seed: number) => { low: number; high: number };
type Shape = (typeof SHAPES)[keyof typeof SHAPES];

const ours: Method = ([numerator, denominator], seed) =>
  bootstrapRatio(numerator, denominator, { seed, resamples: RESAMPLES });

/** The plain percentile interval, what we would have without the two corrections. */
const plain: Method = ([numerator, denominator], seed) => {
  const [random, drawn] = [prng(seed), new Int32Array(numerator.length)];
  const [top, bottom] = [medianOfDrawn(numerator), medianOfDrawn(denominator)];
  const ratios = new Float64Array(RESAMPLES).map(() => top(draw(drawn, random)) / bottom(drawn));
  const [low, high] = intervalEnds(ratios, 1e9);
  return { low, high };
};

function coverage(shape: Shape, rounds: number, method: Method): number {
  const random = prng(SEED + rounds);
  let held = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const { low, high } = method(shape(rounds, random), trial);
    if (low <= TRUE_RATIO && TRUE_RATIO <= high) held++;
  }
  return held / TRIALS;
}

function shown(name: string, rounds: number, fraction: number): void {
  if (process.env['COVERAGE_TRIALS']) console.log(`${name}, ${rounds} rounds: ${(100 * fraction).toFixed(1)} %`);
}

describe(`the 95 % interval of a ratio (seed ${SEED})`, () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it.each([8, 12, 20])(`holds the truth at least 88 times of 100 under ${name} noise with %i rounds`, (rounds) => {
      const held = coverage(shape, rounds, ours);
      shown(name, rounds, held);
      expect(held).toBeGreaterThanOrEqual(0.88);
    });
  }

  it.each([
    [8, 0.76],
    [12, 0.82],
    [20, 0.87],
  ])('holds it less often where rounds strongly resemble their neighbours: %i rounds', (rounds, least) => {
    const held = coverage(STRONGLY_DEPENDENT, rounds, ours);
    const heldByPlain = coverage(STRONGLY_DEPENDENT, rounds, plain);
    shown('autocorrelated (0.6) apart', rounds, held);
    shown('… by the plain interval', rounds, heldByPlain);
    expect(held).toBeGreaterThanOrEqual(least);
    expect(heldByPlain).toBeLessThan(held - 0.05);
  });

  it('is lost when the rounds are not taken as pairs: unpaired intervals are three times as wide under common drift', () => {
    const shape = SHAPES['steady drift of 30 % common to a round'];
    const [numerator, denominator] = shape(12, prng(SEED));
    const paired = bootstrapRatio(numerator, denominator, { seed: 1 });
    const unpaired = bootstrapRatio(numerator, denominator.slice(0, -1), { seed: 1 });
    expect(relativeHalfWidth(unpaired)).toBeGreaterThan(3 * relativeHalfWidth(paired));
  });
});
