/**
 * What the proven threads are worth in units of one: two threads of one core (SMT) or a slow core count for
 * what they give. Independent loops of a fixed time, one alone and n at once, interleaved in the same rounds.
 */
import { bootstrapRatio } from './stats/bootstrap-ratio.ts';
import type { Interval } from './stats/interval.ts';

/** One round of throughput, in any unit that is the same for both. */
export interface ThroughputRound {
  /** What one worker did by itself in the fixed time. */
  readonly alone: number;
  /** What all did together in the same time, summed. */
  readonly together: number;
}

/**
 * Cores' worth of work with its 95 % interval. Rounds in which one side did nothing say nothing and are left
 * out; null where none is left.
 *
 * @example rounds of 100 alone and 190 together: 1.9
 */
export function effectiveCores(rounds: readonly ThroughputRound[], seed: number): Interval | null {
  const whole = rounds.filter(({ alone, together }) => alone > 0 && together > 0);
  if (whole.length === 0) return null;
  return bootstrapRatio(
    whole.map(({ together }) => together),
    whole.map(({ alone }) => alone),
    { seed },
  );
}
