/** One handshake of chosen workers: rounds at the spinning barrier for a while, timed in blocks. Judges nothing. */
import type { Milliseconds } from '../../base/units.ts';
import type { Pool } from '../../pool/pool.ts';
import type { HandshakeBlock } from './handshake-verdict.ts';

/** The slowest: rounds of many milliseconds, started within the budget. */
const DEADLINE_MS: Milliseconds = 10_000;

/** The blocks that the first of these workers timed; all must be serving. Rejects with the pool's faults. */
export async function shakeHands(
  pool: Pool,
  workers: readonly number[],
  budgetMs: Milliseconds,
): Promise<HandshakeBlock[]> {
  await pool.batch(workers, {
    kind: (place) => (place === 0 ? 'lead-handshake' : 'follow-handshake'),
    count: 0,
    budgetMs,
    delayMs: 0,
    deadlineMs: DEADLINE_MS,
  });
  const tally = pool.tally(workers[0] ?? 0);
  return Array.from({ length: tally[0] ?? 0 }, (_, block) => ({
    rounds: tally[1 + 2 * block] ?? 0,
    elapsedMs: tally[2 + 2 * block] ?? 0,
  }));
}
