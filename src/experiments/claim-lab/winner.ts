/**
 * A column of a decision table: who is first. The fastest of those that a rule recommends against the fastest of the others, worked out
 * anew in every draw of the bootstrap, so that choosing them costs no honesty. Measures nothing.
 */
import type { Milliseconds } from '../../base/units.ts';
import { bootstrapRounds } from '../../measure/stats/bootstrap-rounds.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { median } from '../../measure/stats/median.ts';
import type { Sampled } from './parts.ts';

/** Times of one contestant, one a round. */
export interface Contestant {
  readonly label: string;
  readonly isRecommended: boolean;
  readonly wallMs: readonly Milliseconds[];
}

/**
 * Fastest other ÷ fastest recommended, by the medians: above 1 where a recommended one wins. Throws `RangeError` where one side is empty or
 * somebody has no times.
 */
export function leadOf(contestants: readonly Contestant[], seed: number): Sampled {
  const recommended = contestants.map(({ isRecommended }) => isRecommended);
  if (!recommended.includes(true) || !recommended.includes(false)) {
    throw new RangeError('a lead is of somebody over somebody: give contestants of both sides');
  }
  const series = contestants.map(({ wallMs }) => wallMs);
  const lead = (times: readonly Milliseconds[]): number => {
    const best = (side: boolean): Milliseconds => Math.min(...times.filter((_, place) => recommended[place] === side));
    return best(false) / best(true);
  };
  const [estimate] = bootstrapRounds(series, (times) => [lead(times)], { seed });
  const rounds = Math.min(...series.map(({ length }) => length));
  const samples = Array.from({ length: rounds }, (_, round) => lead(series.map((times) => times[round] ?? Infinity)));
  return { estimate: estimate as Interval, samples };
}

/** The order of the table, the fastest first. */
export function ranking(contestants: readonly Contestant[]): readonly string[] {
  return [...contestants].sort((one, other) => median(one.wallMs) - median(other.wallMs)).map(({ label }) => label);
}
