/**
 * Broadcast of a long vector: scattered by a tree, then gathered by all round a ring. Each rank receives hardly more than the
 * vector once, where the tree's root sends it ⌈log₂ p⌉ times.
 * Source: M. Barnett et al., "Interprocessor Collective Communication Library" (1994), called van de Geijn's.
 *   rounds ⌈log₂ p⌉ + p − 1 · messages (p − 1)(p + 1) · bytes those of the scatter + (p − 1) n
 *   T = (⌈log₂ p⌉ + p − 1) α + 2 (p − 1)/p · nβ
 */
import type { Script } from '../../sync/thread.ts';
import type { Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';
import { allgatherByRing, allgatherByRingCost } from './allgather-ring.ts';
import { scatterByTree, scatterByTreeCost } from './scatter-binomial.ts';

/** Only for what can be cut into a block a rank. */
export function* bcastByScatter(steps: Steps): Script<void> {
  yield* scatterByTree(steps);
  yield* allgatherByRing(steps);
}

export const bcastByScatterCost: Cost = (p, bytes) => {
  const [scatter, allgather] = [scatterByTreeCost(p, bytes), allgatherByRingCost(p, bytes)];
  return {
    rounds: scatter.rounds + allgather.rounds,
    messages: scatter.messages + allgather.messages,
    bytes: scatter.bytes + allgather.bytes,
  };
};
