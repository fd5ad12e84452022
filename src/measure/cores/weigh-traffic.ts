/**
 * Takes the rounds behind "what threads are worth where memory is the limit": one worker and all proven ones, moving memory
 * and computing, four windows a round in seeded order, so that what disturbs a round disturbs all four. Runs on any
 * two pacers; what the rounds show is `trafficOf`, which is pure.
 */
import { prng, shuffled, type Prng } from '../../base/prng.ts';
import type { Bytes, Milliseconds } from '../../base/units.ts';
import { effectiveCores, rateOf, roundsThatCount, type WeighingRound } from './core-worth.ts';
import type { Pacer } from './pace.ts';
import type { Preset, Traffic } from '../report.ts';
import { bootstrapMedian } from '../stats/bootstrap-median.ts';
import type { Interval } from '../stats/interval.ts';
import { windowPace, type WindowPace } from './window-pace.ts';

export interface TrafficRule {
  readonly rounds: number;
  readonly windowMs: Milliseconds;
}

const RULES = {
  quick: { rounds: 6, windowMs: 45 },
  thorough: { rounds: 24, windowMs: 60 },
} satisfies Record<Preset, TrafficRule>;

export function trafficRule(preset: Preset): TrafficRule {
  return RULES[preset];
}

/** The same loops have just run: time to wake is enough. */
const LEAD_MS: Milliseconds = 2;
/** Not counted: the engine optimises the loop meanwhile. */
const WARM_MS: Milliseconds = 40;

const LOADS = ['computing', 'moving'] as const;
const WINDOWS = LOADS.flatMap((load) => (['alone', 'together'] as const).map((who) => ({ load, who })));

/** One round: what one worker and all did of each. */
export type TrafficRound = Readonly<Record<(typeof LOADS)[number], WeighingRound>>;

export interface TrafficAsked {
  /** Items of either are all alike. */
  readonly pacers: Readonly<Record<(typeof LOADS)[number], Pacer>>;
  /** As many as were proven to run at once. */
  readonly workers: number;
  readonly rule: TrafficRule;
  readonly seed: number;
  /** Takes again what was taken while nobody looked (attention.ts). */
  readonly attended: <Taken>(take: () => Promise<Taken>) => Promise<Taken>;
}

/** All rounds that the rule asks for; those of which a window is missing are left out. Rejects with `Stopped`. */
export async function trafficRounds(asked: TrafficAsked): Promise<readonly TrafficRound[]> {
  const { pacers, workers, rule, attended } = asked;
  const random = prng(asked.seed);
  await pacers.moving.window(everyone(workers), WARM_MS, LEAD_MS);
  const rounds: TrafficRound[] = [];
  for (let round = 0; round < rule.rounds; round++) {
    const taken = await attended(() => oneRound(asked, round % workers, random));
    if (taken) rounds.push(taken);
  }
  return rounds;
}

const everyone = (workers: number): number[] => Array.from({ length: workers }, (_, worker) => worker);

async function oneRound(
  { pacers, workers, rule }: TrafficAsked,
  single: number,
  random: Prng,
): Promise<TrafficRound | null> {
  const taken: Record<(typeof LOADS)[number], Partial<Record<'alone' | 'together', WindowPace | null>>> = {
    computing: {},
    moving: {},
  };
  for (const { load, who } of shuffled(WINDOWS, random)) {
    const asked = who === 'alone' ? [single] : everyone(workers);
    taken[load][who] = windowPace(await pacers[load].window(asked, rule.windowMs, LEAD_MS));
  }
  const [computing, moving] = LOADS.map((load) => whole(taken[load]));
  return computing && moving ? { computing, moving } : null;
}

function whole({ alone, together }: Partial<Record<'alone' | 'together', WindowPace | null>>): WeighingRound | null {
  return alone && together ? { alone, together } : null;
}

export interface TrafficTaken {
  readonly rounds: readonly TrafficRound[];
  readonly workers: number;
  /** Of the vectors, and of an item of the loop that moves memory. */
  readonly bytes: Bytes;
  readonly itemBytes: Bytes;
  readonly seed: number;
}

/** Null without a usable round. As for the cores, what other programs took raises the upper ends of the ratios. */
export function trafficOf({ rounds, workers, bytes, itemBytes, seed }: TrafficTaken): Traffic | null {
  const moved = rounds.map(({ moving }) => moving);
  const moving = effectiveCores(moved, { seed });
  const computing = effectiveCores(
    rounds.map((round) => round.computing),
    { seed },
  );
  if (!moving || !computing) return null;
  const counting = roundsThatCount(moved);
  const gigabytes = (windows: readonly WindowPace[]): Interval =>
    bootstrapMedian(
      windows.map((window) => (rateOf(window) * itemBytes) / 1e6),
      { seed },
    );
  return {
    workers,
    bytes,
    rounds: counting.length,
    alone: gigabytes(counting.map(({ alone }) => alone)),
    together: gigabytes(counting.map(({ together }) => together)),
    moving,
    computing,
  };
}
