/**
 * How long a round at the barrier takes between each two workers alone: where cores share a cache it is shorter. A page cannot
 * pin threads, so a pair of workers is not a pair of cores: the operating system may move either at any time.
 */
import type { Milliseconds } from '../../base/units.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Pool } from '../../pool/pool.ts';
import { FLOOR_MS, type HandshakeBlock } from './handshake-verdict.ts';
import type { PairLatency } from '../report.ts';
import { shakeHands } from './shake-hands.ts';
import { weightedQuantile } from '../stats/weighted-quantile.ts';

/** 120 pairs: more take too long, and no picture shows them. */
export const MOST_PAIRED = 16;
const PAIR_BUDGET_MS: Milliseconds = 5;
/** A pair that did not run at once is tried again, for twice as long: its time says nothing about caches. */
const TRIES = 5;

function medianRound(blocks: readonly HandshakeBlock[]): Milliseconds {
  const means = blocks.map(({ rounds, elapsedMs }) => ({ value: elapsedMs / rounds, weight: rounds }));
  return weightedQuantile(means, 0.5) ?? Infinity;
}

async function bestRound(pool: Pool, pair: readonly number[], signal: AbortSignal): Promise<Milliseconds> {
  let best = Infinity;
  for (let taken = 0; taken < TRIES && best > FLOOR_MS; taken++) {
    best = Math.min(best, medianRound(await shakeHands(pool, pair, PAIR_BUDGET_MS * 2 ** taken)));
    if (signal.aborted) throw new Stopped();
  }
  return best;
}

/** Every pair of the first `workers` workers (at most 16), which must be serving. Rejects with `Stopped`. */
export async function pairLatencies(pool: Pool, workers: number, signal: AbortSignal): Promise<PairLatency[]> {
  const stop = (): void => pool.stop();
  signal.addEventListener('abort', stop);
  const pairs: PairLatency[] = [];
  try {
    const most = Math.min(workers, MOST_PAIRED);
    for (let one = 0; one < most; one++) {
      for (let other = one + 1; other < most; other++) {
        pairs.push({ one, other, roundMs: await bestRound(pool, [one, other], signal) });
      }
    }
    return pairs;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
