/**
 * Were n threads on processors at the same instant? All meet at a spinning barrier, over and over. While each
 * has a processor a round costs the travel of a few cache lines, below a microsecond to some. With one thread
 * too many a round waits for the scheduler to swap threads, which takes milliseconds. This file judges
 * the timings; it runs no thread.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { HandshakeLevel } from '../report.ts';
import { weightedQuantile } from '../stats/weighted-quantile.ts';

/** Rounds timed as one block, since a clock ticks in 5 to 20 µs and a round may take 0.4. */
export interface HandshakeBlock {
  /** Rounds completed; 0 where the block ran out of time in its first. */
  readonly rounds: number;
  readonly elapsedMs: Milliseconds;
}

/** A round of n threads may take this many times the two-thread round … */
const TIMES_TWO_THREADS = 10;
/** … or this long: more than cache lines take between sockets, far less than a scheduler's turn (1 to 10 ms). */
export const FLOOR_MS: Milliseconds = 0.05;

/**
 * The verdict on one level. Times are means of blocks, each counted as often as it has rounds, so that a
 * background task that spoils a few rounds does not decide. `twoThreadMs` is the median round of level 2,
 * null before it is known; a level 2 that was itself not simultaneous sets no standard.
 *
 * @example handshakeLevel(3, [{ rounds: 2, elapsedMs: 8 }], 0.0004).simultaneous // false
 */
export function handshakeLevel(
  workers: number,
  blocks: readonly HandshakeBlock[],
  twoThreadMs: Milliseconds | null,
): HandshakeLevel {
  const means = blocks.map(({ rounds, elapsedMs }) => ({ value: elapsedMs / rounds, weight: rounds }));
  const medianRoundMs = weightedQuantile(means, 0.5) ?? Infinity;
  const rounds = blocks.reduce((sum, block) => sum + block.rounds, 0);
  return {
    workers,
    rounds,
    medianRoundMs,
    p90RoundMs: weightedQuantile(means, 0.9) ?? Infinity,
    simultaneous: workers === 1 ? rounds > 0 : medianRoundMs <= longestRound(workers, twoThreadMs),
  };
}

function longestRound(workers: number, twoThreadMs: Milliseconds | null): Milliseconds {
  if (workers <= 2 || twoThreadMs === null || twoThreadMs > FLOOR_MS) return FLOOR_MS;
  return Math.max(TIMES_TWO_THREADS * twoThreadMs, FLOOR_MS);
}

/**
 * The threads proven to run at once: the largest level that is simultaneous with every level below it. 1 where
 * even the smallest level failed, for one thread always runs; null where no level was tried.
 */
export function provenFrom(levels: readonly HandshakeLevel[]): number | null {
  if (levels.length === 0) return null;
  const ascending = [...levels].sort((a, b) => a.workers - b.workers);
  const failed = ascending.findIndex((level) => !level.simultaneous);
  const together = failed < 0 ? ascending : ascending.slice(0, failed);
  return together.at(-1)?.workers ?? 1;
}
