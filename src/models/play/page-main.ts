/**
 * The thread of the page that plays `main` for an executor: one a pool, always the same, since a page has few. A read of `main` that a stop
 * has overtaken may still stand in line when the play is over; the next one waits until it has gone.
 */
import type { Pool } from '../../pool/pool.ts';
import { limitedRead } from '../../sync/read-limit.ts';
import type { Thread } from '../../sync/thread.ts';

interface Main {
  readonly thread: Thread<'page'>;
  /** Settled when `main` reads nothing any more. Never rejects. */
  lastRead: Promise<unknown>;
}

const mains = new WeakMap<Pool, Main>();

function mainOf(pool: Pool): Main {
  const known = mains.get(pool);
  if (known) return known;
  const main = { thread: pool.roster.pageThread(), lastRead: Promise.resolve() };
  mains.set(pool, main);
  return main;
}

export function mainThread(pool: Pool): Thread<'page'> {
  return mainOf(pool).thread;
}

/** Reads as one of the few that the semaphore `at` lets read at once. Rejects with `WaitStopped`, and with what `read` rejects with. */
export function readByMain<T>(pool: Pool, at: number, read: () => Promise<T>): Promise<T> {
  const main = mainOf(pool);
  const reading = limitedRead(main.thread, at, read);
  main.lastRead = reading.catch(() => {});
  return reading;
}

/** Before the semaphore is made anew. */
export async function mainReadsNothing(pool: Pool): Promise<void> {
  await mains.get(pool)?.lastRead;
}
