/**
 * How many threads run at the same instant: the handshake with one more thread each time, until a round's time
 * jumps. Bounded: each level has a budget, and a level that fails is given two more tries, since one success is
 * proof and one failure may be a neighbour's.
 */
import type { Milliseconds } from '../base/units.ts';
import { Stopped } from '../pool/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { handshakeLevel, type HandshakeBlock } from './handshake-verdict.ts';
import type { HandshakeLevel } from './report.ts';

/** A try of a level; each next try is given twice as long, since a busy machine runs two threads together only now and then. */
const LEVEL_BUDGET_MS: Milliseconds = 40;
/** The slowest level: rounds of many milliseconds, started within the budget. */
const LEVEL_DEADLINE_MS: Milliseconds = 10_000;
const TRIES = 3;

/** The timed blocks of one handshake of the first `workers` workers, which must be serving. */
async function shakeHands(pool: Pool, workers: number, budgetMs: Milliseconds): Promise<HandshakeBlock[]> {
  await pool.batch(workers, {
    kind: (place) => (place === 0 ? 'lead-handshake' : 'follow-handshake'),
    count: 0,
    budgetMs,
    delayMs: 0,
    deadlineMs: LEVEL_DEADLINE_MS,
  });
  const tally = pool.tally(0);
  return Array.from({ length: tally[0] ?? 0 }, (_, block) => ({
    rounds: tally[1 + 2 * block] ?? 0,
    elapsedMs: tally[2 + 2 * block] ?? 0,
  }));
}

async function level(pool: Pool, workers: number, twoThreadMs: Milliseconds | null): Promise<HandshakeLevel> {
  let best: HandshakeLevel | undefined;
  for (let tries = 0; tries < TRIES && !best?.simultaneous; tries++) {
    const found = handshakeLevel(workers, await shakeHands(pool, workers, LEVEL_BUDGET_MS * 2 ** tries), twoThreadMs);
    if (!best || found.medianRoundMs < best.medianRoundMs) best = found;
  }
  return best as HandshakeLevel;
}

export interface CountCores {
  readonly pool: Pool;
  readonly signal: AbortSignal;
  /** Called before each level. */
  onLevel(workers: number, soFar: readonly HandshakeLevel[]): void;
}

/** All levels up to the first that fails, or to the most workers the pool can have. Rejects with `Stopped`. */
export async function countCores({ pool, signal, onLevel }: CountCores): Promise<HandshakeLevel[]> {
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
      const found = await level(pool, workers, two?.medianRoundMs ?? null);
      if (signal.aborted) throw new Stopped();
      levels.push(found);
      if (!found.simultaneous) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return levels;
}
