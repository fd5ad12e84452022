/**
 * The instrument behind "what threads are worth": workers in loops of fixed time on the work that is loaded, and what each
 * got done. `Pacer` is who runs them: the pool here, a simulated machine in tests. Judges nothing.
 */
import type { Milliseconds } from '../../base/units.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Pool } from '../../pool/pool.ts';
import type { Stretch } from '../../trace/timeline.ts';

/** A worker was kept from its processor for over a millisecond; times from the window's start. */
export interface Still extends Stretch {
  /** Items done before. */
  readonly items: number;
}

/** What one worker did in one window of time. */
export interface PaceRecord {
  /** Items of equal work. */
  readonly items: number;
  /** Length of its window. */
  readonly elapsedMs: Milliseconds;
  /** Ascending, disjoint. */
  readonly still: readonly Still[];
}

export interface Pacer {
  /**
   * These workers (numbers from 0) at once, each in a loop of `lengthMs`, after `leadMs` of the same strain that is not
   * counted. One record a worker, in the order asked. Rejects with `Stopped`, or with the pool's faults.
   */
  window(workers: readonly number[], lengthMs: Milliseconds, leadMs?: Milliseconds): Promise<readonly PaceRecord[]>;
}

/**
 * A period of the usual limits on processor time (Linux `cpu.cfs_period_us`, default 100 ms): after it, what was saved up
 * while idle has been spent.
 */
export const LEAD_MS: Milliseconds = 100;
/** Time for every worker to wake before a start without a lead. */
const LEAST_LEAD_MS: Milliseconds = 1;
/** A worker that stands still this long beyond its window ends the measurement. */
const GRACE_MS: Milliseconds = 5_000;

const HEAD = 3;
const WORDS_A_STRETCH = 3;

/** Reads what `runtime/throughput.ts` writes. */
export function paceRecord(tally: Float64Array): PaceRecord {
  const [items = 0, elapsedMs = 0, stretches = 0] = tally;
  const still = Array.from({ length: stretches }, (_, index): Still => {
    const at = HEAD + WORDS_A_STRETCH * index;
    return { start: tally[at] ?? 0, end: tally[at + 1] ?? 0, items: tally[at + 2] ?? 0 };
  });
  return { items, elapsedMs, still };
}

/** What a loop gets through: items of the job, moved memory, or what is counted (references, keys). */
export type PaceKind = 'throughput' | 'traffic' | 'counting';

/** The pool's workers as a pacer; a job must be loaded on them, or they be prepared for what else is asked for. */
export function pacerOf(pool: Pool, signal: AbortSignal, kind: PaceKind = 'throughput'): Pacer {
  return {
    async window(workers, lengthMs, leadMs = LEAD_MS) {
      const stop = (): void => pool.stop();
      signal.addEventListener('abort', stop);
      try {
        if (signal.aborted) throw new Stopped();
        await pool.serve(Math.max(...workers) + 1);
        await pool.batch(workers, {
          kind: () => kind,
          count: 0,
          budgetMs: lengthMs,
          delayMs: Math.max(leadMs, LEAST_LEAD_MS),
          deadlineMs: leadMs + lengthMs + GRACE_MS,
        });
        if (signal.aborted) throw new Stopped();
        return workers.map((worker) => paceRecord(pool.tally(worker)));
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
