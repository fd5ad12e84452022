/**
 * Quantiles of values that stand for several observations each, such as the mean round of a block of rounds.
 * The inverse of the empirical distribution: type 1 of Hyndman & Fan (1996), no interpolation.
 */

export interface Weighted {
  readonly value: number;
  /** How many observations the value stands for; those that stand for none are left out. */
  readonly weight: number;
}

/**
 * The smallest value at which at least `fraction` (0 … 1) of the weight is reached; null where there is no weight.
 *
 * @example weightedQuantile([{ value: 1, weight: 99 }, { value: 4000, weight: 1 }], 0.5) // 1
 */
export function weightedQuantile(values: readonly Weighted[], fraction: number): number | null {
  const present = values.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const total = present.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  for (const { value, weight } of present) {
    reached += weight;
    if (reached >= fraction * total) return value;
  }
  return present.at(-1)?.value ?? null;
}
