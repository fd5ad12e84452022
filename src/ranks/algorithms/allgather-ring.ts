/**
 * Allgather round a ring: each rank sends on to its right what it last got from its left, beginning with its own block. Best
 * for long vectors: every message goes to a neighbour and carries one block.
 *   rounds p − 1 · messages p (p − 1) · bytes (p − 1) n · T = (p − 1) α + (p − 1)/p · nβ
 */
import type { Script } from '../../sync/thread.ts';
import type { Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';

/** `own`: the block that this rank has at the beginning, which is as far from its rank on every rank. */
export function* allgatherByRing(steps: Steps, own = steps.rank): Script<void> {
  const { rank, size } = steps;
  const to = (rank + 1) % size;
  const from = (rank - 1 + size) % size;
  for (let step = 0; step < size - 1; step++) {
    const send = { first: own - step, count: 1 };
    yield* steps.exchange({ to, send, from, receive: { first: own - step - 1, count: 1 } });
  }
}

export const allgatherByRingCost: Cost = (p, bytes) => ({
  rounds: p - 1,
  messages: p * (p - 1),
  bytes: (p - 1) * bytes,
});
