/**
 * Several things measured in rounds: each once a round, in an order drawn anew, so that whatever slows a round slows all alike and
 * sample i of each belongs to round i. Knows nothing of what is measured.
 */
import type { Clock } from '../../base/clock.ts';
import type { Milliseconds } from '../../base/units.ts';
import { rounds } from '../../measure/schedule.ts';

export interface RoundsAsked {
  readonly rounds: number;
  /** Where time runs out, at least so many. */
  readonly fewest: number;
  readonly budgetMs: Milliseconds;
}

export interface InterleavedGround {
  readonly clock: Clock;
  readonly seed: number;
  attended<Taken>(take: () => Promise<Taken>): Promise<Taken>;
}

/** Each gives one sample every time it is called: a number where nobody says otherwise. */
export type Takes<Name extends string, Sample = number> = Readonly<Record<Name, () => Promise<Sample>>>;

/** The samples of each, one a round. Rejects with `Stopped`, or as a take does. */
export async function interleaved<Name extends string, Sample = number>(
  { clock, seed, attended }: InterleavedGround,
  takes: Takes<Name, Sample>,
  asked: RoundsAsked,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(takes) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Sample[]>;
  const schedule = rounds(names, seed);
  const began = clock.now();
  for (let round = 0; round < asked.rounds; round++) {
    const roundMs = round > 0 ? (clock.now() - began) / round : 0;
    if (round >= asked.fewest && clock.now() - began + roundMs > asked.budgetMs) break;
    const taken = new Map<Name, Sample>();
    for (const name of schedule.next().value) taken.set(name, await attended(takes[name]));
    for (const [name, value] of taken) samples[name].push(value);
  }
  return samples;
}
