/**
 * One worker alone against all proven workers at once, each in a loop of fixed time on the work that is loaded:
 * the samples behind "effective cores".
 */
import type { Milliseconds } from '../base/units.ts';
import { Stopped } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import type { ThroughputRound } from './effective-cores.ts';

const LOOP_MS: Milliseconds = 30;
/** Time for every worker to wake before the common start. */
const START_DELAY_MS: Milliseconds = 1;
const DEADLINE_MS: Milliseconds = 5_000;

/** Items per millisecond of the first `workers` workers together; they must be serving. */
async function rate(pool: Pool, workers: number): Promise<number> {
  await pool.batch(workers, {
    kind: () => 'throughput',
    count: 0,
    budgetMs: LOOP_MS,
    delayMs: START_DELAY_MS,
    deadlineMs: DEADLINE_MS,
  });
  let total = 0;
  for (let place = 0; place < workers; place++) {
    const [items = 0, elapsedMs = 0] = pool.tally(place);
    if (elapsedMs > 0) total += items / elapsedMs;
  }
  return total;
}

/** One interleaved round. Rejects with `Stopped`. */
export async function throughputRound(pool: Pool, workers: number, signal: AbortSignal): Promise<ThroughputRound> {
  const stop = (): void => pool.stop();
  signal.addEventListener('abort', stop);
  try {
    await pool.serve(workers);
    const alone = await rate(pool, 1);
    const together = await rate(pool, workers);
    if (signal.aborted) throw new Stopped();
    return { alone, together };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
