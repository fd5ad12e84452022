/**
 * Reduction by a binomial tree: the gather, but what comes from higher ranks is combined with what is there. Keeps the order
 * of the ranks when rank 0 is the root.
 *   rounds ⌈log₂ p⌉ · messages p − 1 · bytes (p − 1) n · T = ⌈log₂ p⌉ (α + nβ + nγ)
 */
import type { Script } from '../../sync/thread.ts';
import type { Steps } from '../steps.ts';
import { bcastByTreeCost } from './bcast-binomial.ts';

/** The root has the result afterwards; the others' vectors hold parts of it. */
export function* reduceByTree(steps: Steps): Script<void> {
  const { rank, size, all } = steps;
  for (let away = 1; away < size; away *= 2) {
    if ((rank & away) !== 0) {
      yield* steps.send(rank - away, all);
      return;
    }
    if (rank + away < size) yield* steps.receive(rank + away, all, 'combine on the right');
  }
}

/** The messages of a broadcast, the other way. */
export const reduceByTreeCost = bcastByTreeCost;
