/**
 * What this browser lets us do, found by doing it: compile the kernels, share a memory with a worker and see the
 * worker's mark in it. Falls from `shared` to `messages` to `main-only`; opens the pool that the run uses.
 */
import { clockFrom, threadOrigin, type Clock } from '../base/clock.ts';
import type { Mode } from '../measure/report.ts';
import { MemoryRefused } from '../memory/pages.ts';
import { Stopped } from '../pool/errors.ts';
import { Pool } from '../pool/pool.ts';
import { privateLoader, type PrivateLoader } from '../runtime/load-job.ts';
import { compileModule, ModuleUnavailable } from '../runtime/module.ts';

export interface Opening {
  readonly mode: Mode;
  readonly clock: Clock;
  /** Loads jobs on the page's own thread. */
  readonly loadOnPage: PrivateLoader;
  readonly pool: Pool | null;
  /** Why workers did not start, where none did. */
  readonly missing: readonly string[];
}

async function tryMode(shared: boolean, workers: number, clock: Clock, signal: AbortSignal): Promise<Opening> {
  const module = await compileModule(shared, { signal });
  if (signal.aborted) throw new Stopped();
  const loadOnPage = privateLoader(module, shared);
  const pool = new Pool({ module, shared, clock, origin: threadOrigin() });
  await pool.grow(workers);
  if (pool.size > 0 && (!shared || pool.marksSeen())) {
    return { mode: shared ? 'shared' : 'messages', clock, loadOnPage, pool, missing: [] };
  }
  await pool.close();
  const missing = pool.missing.map(({ message }) => message);
  return { mode: 'main-only', clock, loadOnPage, pool: null, missing };
}

/** Null where memory was refused, the kernels with shared memory did not compile, or nothing was really shared: without it something still goes. */
async function trySharing(workers: number, clock: Clock, signal: AbortSignal): Promise<Opening | null> {
  try {
    const opening = await tryMode(true, workers, clock, signal);
    return opening.mode === 'shared' ? opening : null;
  } catch (error) {
    if (error instanceof MemoryRefused || error instanceof ModuleUnavailable) return null;
    throw error;
  }
}

/** Rejects with `Stopped`, with `ModuleUnavailable` where not even the page can run the kernels, `MemoryRefused` where there is no memory. */
export async function openLab(workers: number, signal: AbortSignal): Promise<Opening> {
  const clock = clockFrom();
  const opening = Pool.worthSharing ? await trySharing(workers, clock, signal) : null;
  return opening ?? tryMode(false, workers, clock, signal);
}
