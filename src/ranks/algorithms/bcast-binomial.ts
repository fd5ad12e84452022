/**
 * Broadcast by a binomial tree: who has the vector sends it to the rank half the remaining distance on; the number of those
 * that have it doubles each round. Best for short vectors.
 *   rounds ⌈log₂ p⌉ · messages p − 1 · bytes (p − 1) n · T = ⌈log₂ p⌉ (α + nβ)
 */
import type { Script } from '../../sync/thread.ts';
import { ceilLog2, type Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';

export function* bcastByTree(steps: Steps): Script<void> {
  const { rank, size, all } = steps;
  let away = 1;
  while (away < size && (rank & away) === 0) away *= 2;
  if (rank > 0) yield* steps.receive(rank - away, all);
  for (away /= 2; away >= 1; away /= 2) if (rank + away < size) yield* steps.send(rank + away, all);
}

export const bcastByTreeCost: Cost = (p, bytes) => ({
  rounds: ceilLog2(p),
  messages: p - 1,
  bytes: (p - 1) * bytes,
});
