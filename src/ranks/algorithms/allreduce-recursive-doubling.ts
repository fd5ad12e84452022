/**
 * Allreduce by recursive doubling: in round k ranks 2ᵏ apart exchange their vectors and both combine them. Best for short
 * vectors. Where p is no power of two, ranks are folded (folding.ts). Keeps the order of the ranks, and all ranks combine the
 * same pairs, so that their results are equal bit by bit.
 *   p a power of two   rounds log₂ p · messages p log₂ p · bytes n p log₂ p · T = log₂ p (α + nβ + nγ)
 *   otherwise          rounds log₂ p' + 2 · messages p' log₂ p' + 2 (p − p') · bytes n times that
 */
import type { Script } from '../../sync/thread.ts';
import type { Cost } from '../cost.ts';
import { foldedCost, folding } from '../folding.ts';
import type { Steps } from '../steps.ts';

export function* allreduceByDoubling(steps: Steps): Script<void> {
  const { rank, size, all } = steps;
  const fold = folding(size);
  const place = fold.placeOf(rank);
  if (place === null) {
    yield* steps.send(rank + 1, all);
    yield* steps.receive(rank + 1, all);
    return;
  }
  const helps = rank < 2 * fold.folded;
  if (helps) yield* steps.receive(rank - 1, all, 'combine on the left');
  for (let away = 1; away < fold.places; away *= 2) {
    const peer = fold.rankAt(place ^ away);
    const manner = peer < rank ? 'combine on the left' : 'combine on the right';
    yield* steps.exchange({ to: peer, send: all, from: peer, receive: all, manner });
  }
  if (helps) yield* steps.send(rank - 1, all);
}

export const allreduceByDoublingCost: Cost = (p, bytes) => {
  const { rounds, messages } = foldedCost(p);
  return { rounds, messages, bytes: messages * bytes };
};
