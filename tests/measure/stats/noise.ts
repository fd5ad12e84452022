/**
 * Shapes of noise as timings have them, seeded: what the coverage simulation draws its samples from. The
 * median of every shape is known to be the same for both sides, so the true ratio is the one asked for.
 */
import type { Prng } from '../../../src/base/prng.ts';

export type Pair = readonly [numerator: number[], denominator: number[]];
type Shape = (rounds: number, random: Prng) => Pair;

export const TRUE_RATIO = 4;

/** Standard normal, by Box & Muller. */
export function normal(random: Prng): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function autoregressive(rounds: number, correlation: number, random: Prng): number[] {
  let state = normal(random);
  return Array.from({ length: rounds }, () => {
    state = correlation * state + Math.sqrt(1 - correlation ** 2) * normal(random);
    return state;
  });
}

function independent(sample: (random: Prng) => number): Shape {
  const series = (rounds: number, random: Prng) => Array.from({ length: rounds }, () => sample(random));
  return (rounds, random) => [series(rounds, random).map((time) => TRUE_RATIO * time), series(rounds, random)];
}

/** Both sides of a round share a factor, and have 1 % of their own. */
function common(factors: (rounds: number, random: Prng) => number[]): Shape {
  return (rounds, random) => {
    const shared = factors(rounds, random);
    const own = () => shared.map((factor) => factor * Math.exp(0.01 * normal(random)));
    return [own().map((time) => TRUE_RATIO * time), own()];
  };
}

/** Neighbouring rounds alike, on each side for itself: a background task that comes and goes. */
function apart(correlation: number): Shape {
  return (rounds, random) => {
    const side = () => autoregressive(rounds, correlation, random).map((state) => Math.exp(0.02 * state));
    return [side().map((time) => TRUE_RATIO * time), side()];
  };
}

export const SHAPES = {
  'log-normal (skewed)': independent((random) => 1 + 0.05 * Math.exp(normal(random))),
  'bimodal (30 % slow by 30 %)': independent((random) => 1 + (random.next() < 0.3 ? 0.3 : 0) + 0.01 * normal(random)),
  'spikes (15 % late by up to 100 %)': independent(
    (random) => 1 + 0.005 * Math.abs(normal(random)) + (random.next() < 0.15 ? random.next() : 0),
  ),
  'random-walk drift common to a round': common((rounds, random) => {
    let state = 0;
    return Array.from({ length: rounds }, () => Math.exp((state += 0.03 * normal(random))));
  }),
  'steady drift of 30 % common to a round': common((rounds) =>
    Array.from({ length: rounds }, (_, round) => 1 + (0.3 * round) / rounds),
  ),
  'autocorrelated (0.7) common to a round': common((rounds, random) =>
    autoregressive(rounds, 0.7, random).map((state) => Math.exp(0.05 * state)),
  ),
  'autocorrelated (0.3) on each side apart': apart(0.3),
} satisfies Record<string, Shape>;

/** Beyond what so few rounds can show: here the interval is known to cover less, and how much is tested. */
export const STRONGLY_DEPENDENT: Shape = apart(0.6);
