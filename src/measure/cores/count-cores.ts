/**
 * How many threads run at the same instant: the handshake with one more thread each time, until a round's time
 * jumps. Bounded: each level has a budget, and a level that fails is tried again, since one success is proof and
 * one failure may be a neighbour's.
 */
import type { Milliseconds } from '../../base/units.ts';
import { attended, type Attended } from '../attention.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Pool } from '../../pool/pool.ts';
import { handshakeLevel } from './handshake-verdict.ts';
import type { HandshakeLevel } from '../report.ts';
import { shakeHands } from './shake-hands.ts';

const LEVEL_BUDGET_MS: Milliseconds = 40;
/** Every further try has twice the time, up to this: a scheduler that has put two threads on one core moves one after a while. */
const MOST_BUDGET_MS: Milliseconds = 320;
/** Up to as many threads as the browser reports, failure is the less likely truth: other load is given time to pass. */
/** A browser that says 1 says it for privacy more often than because it is so. */
const LEAST_EXPECTED = 2;
const TRIES = { reported: 6, beyond: 3 };

const firstOf = (workers: number): number[] => Array.from({ length: workers }, (_, worker) => worker);

interface LevelAsked {
  readonly pool: Pool;
  readonly workers: number;
  readonly twoThreadMs: Milliseconds | null;
  readonly tries: number;
  readonly signal: AbortSignal;
}

async function level({ pool, workers, twoThreadMs, tries, signal }: LevelAsked): Promise<HandshakeLevel> {
  let best = handshakeLevel(workers, [], twoThreadMs);
  for (let taken = 0; taken < tries && !best.simultaneous; taken++) {
    if (signal.aborted) throw new Stopped();
    const budgetMs = Math.min(MOST_BUDGET_MS, LEVEL_BUDGET_MS * 2 ** taken);
    const found = handshakeLevel(workers, await shakeHands(pool, firstOf(workers), budgetMs), twoThreadMs);
    if (found.medianRoundMs < best.medianRoundMs) best = found;
  }
  return best;
}

export interface CountCores {
  readonly pool: Pool;
  readonly attended: Attended;
  /** What the browser says there is, or null. */
  readonly reported: number | null;
  /** Called before each level. */
  onLevel(workers: number, soFar: readonly HandshakeLevel[]): void;
}

/** All levels up to the first that fails, or to the most workers the pool can have. Rejects with `Stopped`. */
export async function countCores({ pool, attended: ground, reported, onLevel }: CountCores): Promise<HandshakeLevel[]> {
  const { signal } = ground;
  const levels: HandshakeLevel[] = [];
  const stop = (): void => pool.stop();
  signal.addEventListener('abort', stop);
  try {
    for (let workers = 1; workers <= pool.most; workers++) {
      onLevel(workers, levels);
      await pool.grow(workers);
      if (pool.size < workers) break;
      await pool.serve(workers);
      const two = levels.find((found) => found.workers === 2 && found.simultaneous);
      const tries = workers <= Math.max(LEAST_EXPECTED, reported ?? 0) ? TRIES.reported : TRIES.beyond;
      const asked = { pool, workers, twoThreadMs: two?.medianRoundMs ?? null, tries, signal };
      const found = await attended(ground, () => level(asked));
      if (signal.aborted) throw new Stopped();
      levels.push(found);
      if (!found.simultaneous) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return levels;
}
