/**
 * Barrier by dissemination: in round k every rank tells the one 2ᵏ places on that it has come, and hears of the one 2ᵏ
 * places back, so that after ⌈log₂ p⌉ rounds each has heard of all, over others.
 * Source: D. Hensgen, R. Finkel and U. Manber, "Two Algorithms for Barrier Synchronization", IJPP 17 (1988).
 *   rounds ⌈log₂ p⌉ · messages p⌈log₂ p⌉ · bytes 0 · T = ⌈log₂ p⌉ α
 */
import type { Script } from '../../sync/thread.ts';
import { ceilLog2, type Cost } from '../cost.ts';
import type { Blocks, Steps } from '../steps.ts';

const NOTHING: Blocks = { first: 0, count: 0 };

export function* disseminate(steps: Steps): Script<void> {
  const { rank, size } = steps;
  for (let away = 1; away < size; away *= 2) {
    const to = (rank + away) % size;
    const from = (rank - away + size) % size;
    yield* steps.exchange({ to, send: NOTHING, from, receive: NOTHING });
  }
}

export const disseminationCost: Cost = (p) => ({ rounds: ceilLog2(p), messages: p * ceilLog2(p), bytes: 0 });
