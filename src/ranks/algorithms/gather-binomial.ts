/**
 * Gather by a binomial tree: the scatter backwards. In round k a rank with bit k set gives everything it has to the rank
 * 2ᵏ before it and is done.
 *   rounds ⌈log₂ p⌉ · messages p − 1 · bytes n/p · Σ subtrees = n/2 · log₂ p for powers of two
 *   T = ⌈log₂ p⌉ α + (p − 1)/p · nβ
 */
import type { Script } from '../../sync/thread.ts';
import type { Steps } from '../steps.ts';
import { scatterByTreeCost, subtree } from './scatter-binomial.ts';

/** Blocks are counted from the root, which has all of them afterwards. */
export function* gatherByTree(steps: Steps): Script<void> {
  const { rank, size } = steps;
  for (let away = 1; away < size; away *= 2) {
    if ((rank & away) !== 0) {
      yield* steps.send(rank - away, { first: rank, count: subtree(rank, size) });
      return;
    }
    const child = rank + away;
    if (child < size) yield* steps.receive(child, { first: child, count: subtree(child, size) });
  }
}

/** The same messages, the other way. */
export const gatherByTreeCost = scatterByTreeCost;
