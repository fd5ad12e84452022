/**
 * The lead thread's side of the handshake: rounds in timed blocks until the budget is spent, then the barrier
 * is closed for all. Blocks are long against the clock's tick, yet short where rounds are slow.
 *
 *   tally: [0] blocks, then per block: rounds, milliseconds
 */
import type { Clock } from '../base/clock.ts';
import type { Order } from '../sync/mailbox.ts';
import type { SyncExports } from '../sync/sync-exports.ts';

/** A block should last this long: 20 ticks of Chromium's clock, 5 of Firefox's. */
const BLOCK_MS = 0.1;
const MOST_ROUNDS = 512;
/** Spins in one round before the lead gives up: some 100 ms. */
const ROUND_SPINS = 100_000_000;

export function leadHandshake(sync: SyncExports, block: number, order: Order, clock: Clock, tally: Float64Array): void {
  const began = clock.now();
  const most = Math.floor((tally.length - 1) / 2);
  let blocks = 0;
  let first = 0;
  let rounds = 1;
  while (blocks < most) {
    const start = clock.now();
    const done = sync.leadRounds(block, order.workers, first, rounds, ROUND_SPINS);
    const end = clock.now();
    if (done > 0) tally.set([done, end - start], 1 + 2 * blocks++);
    first += done;
    if (done < rounds || end - began > order.budgetMs) break;
    const perRound = Math.max((end - start) / done, BLOCK_MS / MOST_ROUNDS);
    rounds = Math.max(1, Math.min(2 * rounds, Math.round(BLOCK_MS / perRound)));
  }
  tally[0] = blocks;
  sync.closeHandshake(block);
}
