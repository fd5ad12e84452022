/** Whether the machine changed during a run, and which rounds are void for it. */
import { describe, expect, it } from 'vitest';
import { prng, type Prng } from '../../src/base/prng.ts';
import { baselineDrift, roundIsVoid, type BaselineRound } from '../../src/measure/drift.ts';
import { median } from '../../src/measure/stats/median.ts';
import { normal } from './stats/noise.ts';

const SEED = 50_905;

describe('baselineDrift', () => {
  it('sees a baseline that became slower or faster by more than 5 %', () => {
    expect(baselineDrift([50, 50, 50, 55, 55, 55, 60, 60, 60], null)).toMatchObject({ moved: true });
    expect(baselineDrift([50, 50, 50, 55, 55, 55, 60, 60, 60], null)?.change).toBeCloseTo(0.2, 12);
    expect(baselineDrift([60, 60, 60, 55, 55, 55, 50, 50, 50], null)).toMatchObject({ moved: true });
  });

  it('is not moved by one late sample, nor by less than the noise floor', () => {
    expect(baselineDrift([50, 50, 50, 50, 50, 50, 50, 50, 500], null)).toEqual({ change: 0, moved: false });
    expect(baselineDrift([50, 50, 50, 55, 55, 55, 60, 60, 60], 0.25)).toMatchObject({ moved: false });
  });

  it('does not judge fewer than nine samples', () => {
    expect(baselineDrift([1, 2, 3, 4, 5, 6, 7, 8], null)).toBeNull();
  });
});

/** What a run makes of baselines in the order taken: which are void. */
function judged(baselines: readonly number[]): readonly BaselineRound[] {
  const rounds: BaselineRound[] = [];
  for (const ms of baselines) rounds.push({ ms, isVoid: roundIsVoid(rounds, ms) });
  return rounds;
}

const steady = (count: number, ms = 50): number[] => Array.from({ length: count }, () => ms);
const voidedIn = (baselines: readonly number[]): number[] =>
  judged(baselines).flatMap(({ isVoid }, round) => (isVoid ? [round] : []));

describe('roundIsVoid', () => {
  it('voids a round whose baseline jumped to more than 1.5 times the usual, or below the inverse', () => {
    expect(voidedIn([...steady(8), 76, 50, 50, 50, 33, 50])).toEqual([8, 12]);
    expect(voidedIn([...steady(8), 74, 50, 50, 50, 34, 50])).toEqual([]);
  });

  it('does not know what is usual before five rounds', () => {
    expect(voidedIn([50, 50, 50, 50, 500])).toEqual([]);
    expect(voidedIn([50, 50, 50, 50, 50, 500])).toEqual([5]);
  });

  it('follows a drift, however far it goes', () => {
    expect(voidedIn(Array.from({ length: 60 }, (_, round) => 50 * 1.03 ** round))).toEqual([]);
  });

  it('takes the fourth round of a new level, and measures later ones by it', () => {
    expect(voidedIn([...steady(12), ...steady(20, 100)])).toEqual([12, 13, 14]);
    expect(voidedIn([...steady(12), ...steady(8, 100), 200, 100])).toEqual([12, 13, 14, 20]);
  });

  it('never voids more than a quarter of the rounds, whatever the machine does', () => {
    const random = prng(SEED);
    for (let run = 0; run < 200; run++) {
      const rounds = judged(Array.from({ length: 60 }, () => 50 * 2 ** Math.floor(5 * random.next())));
      for (let taken = 1; taken <= rounds.length; taken++) {
        expect(rounds.slice(0, taken).filter(({ isVoid }) => isVoid).length).toBeLessThanOrEqual(taken / 4);
      }
    }
  });
});

/** How the ratio of medians comes out on average, with the void rounds and without them. */
function ratios(baseline: (random: Prng) => number, other: (random: Prng, baseline: number) => number) {
  const random = prng(SEED);
  const runs = Array.from({ length: 400 }, () => {
    const bases = Array.from({ length: 30 }, () => baseline(random));
    const others = bases.map((base) => other(random, base));
    const rounds = judged(bases);
    const kept = <Value>(values: readonly Value[]) => values.filter((_, round) => !rounds[round]?.isVoid);
    return { all: median(bases) / median(others), kept: median(kept(bases)) / median(kept(others)) };
  });
  return { all: median(runs.map(({ all }) => all)), kept: median(runs.map(({ kept }) => kept)) };
}

describe(`voiding rounds (seed ${SEED})`, () => {
  const small = (random: Prng): number => Math.exp(0.05 * normal(random));
  const spiked = (random: Prng): number => small(random) * (random.next() < 0.1 ? 2 + random.next() : 1);

  it('does not bias a ratio whose two sides are disturbed apart', () => {
    const found = ratios(spiked, (random) => spiked(random) / 4);
    expect(Math.abs(found.kept / found.all - 1)).toBeLessThan(0.01);
    expect(Math.abs(found.kept / 4 - 1)).toBeLessThan(0.01);
  });

  it('does not bias a ratio whose two sides are disturbed together', () => {
    const found = ratios(spiked, (random, base) => (base * small(random)) / 4);
    expect(Math.abs(found.kept / 4 - 1)).toBeLessThan(0.01);
  });
});
