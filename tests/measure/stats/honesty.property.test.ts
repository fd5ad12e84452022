/**
 * Are the intervals honest whatever the noise? coverage.test.ts holds a list of shapes against a floor; here fast-check
 * draws the shapes themselves (how skewed, how far apart two modes, how heavy a tail), and both sides of the claim
 * are tested: an interval that holds the truth too seldom lies, one that always holds it says nothing.
 *
 * The band is 90 to 99 of 100, which is what the truth table demands of the built site as well. At 400 repetitions a
 * fraction that is truly 95 % comes out between 92 and 98 % nearly always (its standard error is 1.1 points), so the
 * band passes what is honest and fails what is off by five points. The seed is fixed: the outcome is too.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng, type Prng } from '../../../src/base/prng.ts';
import { bootstrapRatio } from '../../../src/measure/stats/bootstrap-ratio.ts';
import { normal, TRUE_RATIO, type Pair } from './noise.ts';

const SEED = 20261125;
const REPETITIONS = 400;
const RESAMPLES = 300;
const ROUNDS = [12, 24] as const;
/** Shapes drawn of each family. */
const DRAWN = 4;

const BAND = { least: 0.9, most: 0.99 };

/** A series of so many times around 1, in the order taken. */
type Series = (rounds: number, random: Prng) => number[];
type Sides = (series: Series) => (rounds: number, random: Prng) => Pair;

/** Each side has noise of its own. */
const apart: Sides = (series) => (rounds, random) => [
  series(rounds, random).map((time) => TRUE_RATIO * time),
  series(rounds, random),
];

/** Both sides of a round share the noise, and have 1 % of their own. */
const shared: Sides = (series) => (rounds, random) => {
  const factors = series(rounds, random);
  const own = (): number[] => factors.map((factor) => factor * Math.exp(0.01 * normal(random)));
  return [own().map((time) => TRUE_RATIO * time), own()];
};

const each =
  (time: (random: Prng) => number): Series =>
  (rounds, random) =>
    Array.from({ length: rounds }, () => time(random));

function autocorrelated(correlation: number, size: number): Series {
  return (rounds, random) => {
    let state = normal(random);
    return Array.from({ length: rounds }, () => {
      state = correlation * state + Math.sqrt(1 - correlation ** 2) * normal(random);
      return Math.exp(size * state);
    });
  };
}

/** Fraction of the repetitions whose interval holds the true ratio. */
function covered(shape: ReturnType<Sides>, rounds: number, seed: number): number {
  const random = prng(seed);
  let held = 0;
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const [numerator, denominator] = shape(rounds, random);
    const { low, high } = bootstrapRatio(numerator, denominator, { seed: repetition, resamples: RESAMPLES });
    if (low <= TRUE_RATIO && TRUE_RATIO <= high) held++;
  }
  return held / REPETITIONS;
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Families of noise, each drawn by two numbers; log-normal, two modes, Pareto, first-order autoregressive. */
const FAMILIES = {
  'skewed noise': [between(0.3, 1.2), between(0.01, 0.1)],
  'bimodal noise': [between(0.1, 0.4), between(0.1, 0.5)],
  'heavy-tailed noise': [between(1, 2.5), between(0.01, 0.1)],
  'noise that resembles its neighbour': [between(0, 0.3), between(0.01, 0.05)],
  'common drift': [between(0.05, 0.5), between(0, 0.03)],
  'common noise that resembles its neighbour': [between(0.3, 0.8), between(0.02, 0.08)],
} as const;

const SERIES: Record<keyof typeof FAMILIES, (a: number, b: number) => Series> = {
  'skewed noise': (sigma, size) => each((random) => 1 + size * Math.exp(sigma * normal(random))),
  'bimodal noise': (slow, by) => each((random) => 1 + (random.next() < slow ? by : 0) + 0.01 * normal(random)),
  // Below an exponent of 2 there is no variance, at 1 not even a mean: the median minds neither.
  'heavy-tailed noise': (exponent, size) => each((random) => 1 + size * (1 - random.next()) ** (-1 / exponent)),
  'noise that resembles its neighbour': autocorrelated,
  'common drift': (whole, step) => (rounds, random) => {
    let walked = 0;
    return Array.from({ length: rounds }, (_, round) => {
      walked += step * normal(random);
      return (1 + (whole * round) / rounds) * Math.exp(walked);
    });
  },
  'common noise that resembles its neighbour': autocorrelated,
};

interface Claim {
  readonly family: keyof typeof FAMILIES;
  readonly rounds: number;
  readonly sides: Sides;
}

function claim({ family, rounds, sides }: Claim): void {
  fc.assert(
    fc.property(...FAMILIES[family], fc.integer({ min: 0, max: 2 ** 31 }), (a, b, seed) => {
      const held = covered(sides(SERIES[family](a, b)), rounds, seed);
      if (process.env['COVERAGE_TRIALS'])
        console.log(`${family} (${a}, ${b}), ${rounds}: ${(100 * held).toFixed(1)} %`);
      expect(held).toBeGreaterThanOrEqual(BAND.least);
      expect(held).toBeLessThanOrEqual(BAND.most);
    }),
    { seed: SEED + rounds, numRuns: DRAWN, endOnFailure: true },
  );
}

describe(`the 95 % interval of a ratio under drawn noise (seed ${SEED})`, () => {
  for (const rounds of ROUNDS) {
    it.each(['skewed noise', 'bimodal noise', 'heavy-tailed noise', 'noise that resembles its neighbour'] as const)(
      `holds the truth in 90 to 99 of 100 under %s on each side apart, ${rounds} rounds`,
      (family) => {
        claim({ family, rounds, sides: apart });
      },
    );

    it.each(['common drift', 'common noise that resembles its neighbour'] as const)(
      `holds the truth in 90 to 99 of 100 under %s, ${rounds} rounds`,
      (family) => {
        claim({ family, rounds, sides: shared });
      },
    );
  }
});
