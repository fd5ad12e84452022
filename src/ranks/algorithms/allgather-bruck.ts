/**
 * Allgather after Bruck: in round k each rank sends the first blocks it has to the rank 2ᵏ before it, and appends what comes
 * from 2ᵏ behind; the last round carries only what is missing. As few rounds for any p as for the next power of two.
 * Source: J. Bruck et al., "Efficient Algorithms for All-to-All Communications in Multiport Message-Passing Systems",
 * IEEE TPDS 8 (1997). Blocks are counted round and round here, so nothing has to be rotated at the end.
 *   rounds ⌈log₂ p⌉ · messages p⌈log₂ p⌉ · bytes (p − 1) n · T = ⌈log₂ p⌉ α + (p − 1)/p · nβ
 */
import type { Script } from '../../sync/thread.ts';
import { ceilLog2, type Cost } from '../cost.ts';
import type { Steps } from '../steps.ts';

export function* allgatherByBruck(steps: Steps): Script<void> {
  const { rank, size } = steps;
  for (let away = 1; away < size; away *= 2) {
    const count = Math.min(away, size - away);
    const to = (rank - away + size) % size;
    const from = (rank + away) % size;
    yield* steps.exchange({ to, send: { first: rank, count }, from, receive: { first: rank + away, count } });
  }
}

export const allgatherByBruckCost: Cost = (p, bytes) => ({
  rounds: ceilLog2(p),
  messages: p * ceilLog2(p),
  bytes: (p - 1) * bytes,
});
