/**
 * The experimentally determined serial fraction: the one Amdahl's law would need to give a measured speed-up. Karp &
 * Flatt 1990, "Measuring parallel processor performance". Where it rises with the number of workers, the loss is
 * overhead that grows; where it stays, work is serial; so it is shown for each number and never averaged.
 */
import type { Interval } from '../stats/interval.ts';

/**
 * The fraction for one speed-up (positive) of `workers` above 1; negative where the speed-up is above linear,
 * above 1 where it is a slow-down. Throws `RangeError` for fewer than two workers: one says nothing of it.
 *
 * @example karpFlatt(1.8, 2) // 0.111
 */
export function karpFlatt(speedup: number, workers: number): number {
  if (!(workers > 1)) throw new RangeError(`a serial fraction from ${workers} workers: give more than one`);
  return (1 / speedup - 1 / workers) / (1 - 1 / workers);
}

/** The same for an interval: the fraction falls as the speed-up rises, so the ends change places. */
export function karpFlattInterval({ estimate, low, high }: Interval, workers: number): Interval {
  return { estimate: karpFlatt(estimate, workers), low: karpFlatt(high, workers), high: karpFlatt(low, workers) };
}
