/**
 * Rivals in turns: each is warmed until it gets no faster, then timed in rounds of a seeded random order, so that what slows the
 * machine falls on all of them. Computes no ratio.
 */
import { shuffled, type Prng } from '../../../src/base/prng.ts';
import type { Milliseconds } from '../../../src/base/units.ts';

export interface Contestant {
  readonly name: string;
  /** Runs the whole work as often as asked: the time of each. */
  time(repeats: number): Promise<readonly Milliseconds[]>;
}

/** Turns a round, and runs a turn; a contestant's time in a round is its best: what was interrupted is longer, never shorter. */
const TURNS = 3;
const RUNS = 2;
/** A contestant slower than this has one run a round. */
const SLOW_MS = 120;

const WARM = { leastMs: 80, mostMs: 2_500, leastRuns: 4, gain: 0.98 };

/** Runs until the last four are no faster than those before them; the best time seen. */
export async function warm(contestant: Contestant): Promise<Milliseconds> {
  let best = Infinity;
  let spent = 0;
  for (let runs = 0; spent < WARM.mostMs; runs++) {
    const times = await contestant.time(WARM.leastRuns);
    const fastest = Math.min(...times);
    spent += times.reduce((sum, ms) => sum + ms, 0);
    const settled = runs > 0 && fastest > best * WARM.gain;
    best = Math.min(best, fastest);
    if (settled && spent > WARM.leastMs) break;
  }
  return best;
}

/** A round's best time of each contestant. `expected`: what each takes, by name. */
async function round(
  contestants: readonly Contestant[],
  expected: ReadonlyMap<string, Milliseconds>,
  random: Prng,
): Promise<Map<string, Milliseconds>> {
  const best = new Map<string, Milliseconds>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { name, time } of shuffled(contestants, random)) {
      const slow = (expected.get(name) ?? 0) > SLOW_MS;
      if (slow && turn > 0) continue;
      const fastest = Math.min(...(await time(slow ? 1 : RUNS)));
      best.set(name, Math.min(best.get(name) ?? Infinity, fastest));
    }
  }
  return best;
}

/** Every contestant's time in each of `count` rounds, in the order of the rounds. */
export async function inRounds(
  contestants: readonly Contestant[],
  expected: ReadonlyMap<string, Milliseconds>,
  count: number,
  random: Prng,
): Promise<Map<string, Milliseconds[]>> {
  const times = new Map(contestants.map(({ name }): [string, Milliseconds[]] => [name, []]));
  for (let number = 0; number < count; number++) {
    for (const [name, ms] of await round(contestants, expected, random)) times.get(name)?.push(ms);
  }
  return times;
}
