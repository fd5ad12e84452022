/**
 * How many files of the site are read at once, whichever model plays: a semaphore in the memory that the threads share, page and workers
 * alike. Where none is shared nobody can count, so no more threads than that may read at all. Reads nothing itself.
 */
import { Refused } from '../base/refused.ts';
import { makeSemaphore, Semaphore } from './semaphore.ts';
import type { SyncExports } from './sync-exports.ts';
import type { Answer, Style, Thread } from './thread.ts';

/** Browsers let a site have few connections at once, six by HTTP/1.1 in most, and the page wants some. */
export const MOST_READS = 4;

/** Nobody may be reading. */
export function makeReadLimit(sync: SyncExports, at: number): void {
  makeSemaphore(sync, at, MOST_READS, true);
}

/** Runs `read` as one of the few. Throws `WaitStopped` where the stop comes before its turn, and what `read` throws. */
export function limitedRead<S extends Style, T>(thread: Thread<S>, at: number, read: () => Answer<S, T>): Answer<S, T> {
  return new Semaphore(thread, at).holding(read);
}

/** Why threads that share nothing may not read, where `readers` of them might, that of `main` included; null where they may. */
export function refusalOf(readers: number): string | null {
  if (readers <= MOST_READS) return null;
  return (
    'without shared memory nobody can count how many files are read at once, and browsers let a site have few connections: ' +
    `let at most ${MOST_READS - 1} workers read beside main, not ${readers - 1}`
  );
}

/** Throws `Refused` where there is a refusal. */
export function demandFewReaders(readers: number): void {
  const refusal = refusalOf(readers);
  if (refusal !== null) throw new Refused(refusal);
}
