/** Numbers of things, as callers say them: what fits a word of shared memory, where a larger one would wrap. */

/** The most there can be of anything. */
export const MOST = 2 ** 31 - 1;

/** A whole number from `least` to `MOST`. */
export function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= MOST;
}
