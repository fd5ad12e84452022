/**
 * Allgather by recursive doubling: in round k ranks 2ᵏ apart exchange all that they have, so that it doubles. Where p is no
 * power of two, p' = 2^⌊log₂ p⌋ ranks do that; of the first 2(p − p') every even one gives its block to the odd one after it
 * before, and gets all others from it after.
 *   p a power of two   rounds log₂ p · messages p log₂ p · bytes (p − 1) n · T = log₂ p α + (p − 1)/p · nβ
 *   otherwise          rounds log₂ p' + 2 · messages p' log₂ p' + 2 (p − p') · bytes (p − 1) n
 */
import type { Script } from '../../sync/thread.ts';
import type { Cost } from '../cost.ts';
import { foldedCost, folding, type Folding } from '../folding.ts';
import type { Blocks, Steps } from '../steps.ts';

export function* allgatherByDoubling(steps: Steps): Script<void> {
  const { rank, size } = steps;
  const fold = folding(size);
  const place = fold.placeOf(rank);
  if (place === null) {
    yield* steps.send(rank + 1, { first: rank, count: 1 });
    yield* steps.receive(rank + 1, { first: rank + 1, count: size - 1 });
    return;
  }
  const helps = rank < 2 * fold.folded;
  if (helps) yield* steps.receive(rank - 1, { first: rank - 1, count: 1 });
  for (let away = 1; away < fold.places; away *= 2) {
    const peer = fold.rankAt(place ^ away);
    const send = group(fold, place, away);
    yield* steps.exchange({ to: peer, send, from: peer, receive: group(fold, place ^ away, away) });
  }
  if (helps) yield* steps.send(rank - 1, { first: rank, count: size - 1 });
}

/** The blocks that the `many` places around this one have together. */
function group(fold: Folding, place: number, many: number): Blocks {
  const first = place - (place % many);
  return { first: fold.firstBlock(first), count: fold.firstBlock(first + many) - fold.firstBlock(first) };
}

export const allgatherByDoublingCost: Cost = (p, bytes) => ({ ...foldedCost(p), bytes: (p - 1) * bytes });
