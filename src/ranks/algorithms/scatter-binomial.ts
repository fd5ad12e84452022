/**
 * Scatter by a binomial tree: the root sends half of the blocks to the rank that is half the ranks away, which does the same
 * with what it got. A block travels over as many ranks as its number has ones in binary.
 *   rounds ⌈log₂ p⌉ · messages p − 1 · bytes n/p · Σ subtrees = n/2 · log₂ p for powers of two
 *   T = ⌈log₂ p⌉ α + (p − 1)/p · nβ
 */
import type { Script } from '../../sync/thread.ts';
import { ceilLog2, treeHops, type Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';

/** Blocks are counted from the root. Each rank has its own block and those of its subtree afterwards. */
export function* scatterByTree(steps: Steps): Script<void> {
  const { rank, size } = steps;
  let away = 1;
  while (away < size && (rank & away) === 0) away *= 2;
  if (rank > 0) yield* steps.receive(rank - away, { first: rank, count: subtree(rank, size) });
  for (away /= 2; away >= 1; away /= 2) {
    const child = rank + away;
    if (child < size) yield* steps.send(child, { first: child, count: subtree(child, size) });
  }
}

/** How many ranks hang below this one in the tree, itself included. */
export function subtree(rank: number, size: number): number {
  return rank === 0 ? size : Math.min(rank & -rank, size - rank);
}

export const scatterByTreeCost: Cost = (p, bytes) => ({
  rounds: ceilLog2(p),
  messages: p - 1,
  bytes: (treeHops(p) * bytes) / p,
});
