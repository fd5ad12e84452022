/**
 * The order of measurement: round after round, every configuration once a round, in an order drawn anew.
 * Interleaving makes drift (heat, a battery, a neighbour) hit all alike; the random order keeps any of them
 * from always following the same one. Measures nothing.
 */
import { prng, shuffled } from '../base/prng.ts';

/**
 * Rounds without end: take as many as the stopping rule asks for. The same seed gives the same rounds.
 *
 * @example for (const round of rounds(['a', 'b', 'c'], 7)) … // ['b', 'c', 'a'], then …
 */
export function* rounds<Configuration>(
  configurations: readonly Configuration[],
  seed: number,
): Generator<readonly Configuration[], never, void> {
  const random = prng(seed);
  for (;;) yield shuffled(configurations, random);
}
