/**
 * Allreduce round a ring: first every block is passed on and combined once around, so that each rank has one of them whole
 * (reduce-scatter), then an allgather. Moves as few bytes as possible; best for long vectors. The order of the ranks is lost, so
 * the operation has to be commutative; each block is combined by one chain of ranks, so all have the same bits.
 * Source: P. Patarasuk and X. Yuan, "Bandwidth Optimal All-reduce Algorithms for Clusters of Workstations", JPDC 69 (2009).
 *   rounds 2 (p − 1) · messages 2 p (p − 1) · bytes 2 (p − 1) n · T = 2 (p − 1) α + 2 (p − 1)/p · nβ + (p − 1)/p · nγ
 */
import type { Script } from '../../sync/thread.ts';
import type { Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';
import { allgatherByRing } from './allgather-ring.ts';

/** Only for what can be cut into a block a rank. */
export function* allreduceByRing(steps: Steps): Script<void> {
  const { rank, size } = steps;
  const to = (rank + 1) % size;
  const from = (rank - 1 + size) % size;
  for (let step = 0; step < size - 1; step++) {
    const send = { first: rank - step, count: 1 };
    const receive = { first: rank - step - 1, count: 1 };
    yield* steps.exchange({ to, send, from, receive, manner: 'combine on the left' });
  }
  yield* allgatherByRing(steps, rank + 1);
}

export const allreduceByRingCost: Cost = (p, bytes) => ({
  rounds: 2 * (p - 1),
  messages: 2 * p * (p - 1),
  bytes: 2 * (p - 1) * bytes,
});
