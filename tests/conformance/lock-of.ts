/** The lock that a test tells its bodies of, of either kind. */
import { Mutex } from '../../src/sync/mutex.ts';
import { RecursiveMutex } from '../../src/sync/recursive-mutex.ts';
import type { Style } from '../../src/sync/thread.ts';
import type { Part } from './part.ts';

/** A mutex, or a recursive one where the argument `recursive` is 1. */
export function lockOf<S extends Style>(part: Part<S>): Mutex<S> | RecursiveMutex<S> {
  const at = part.arg('lock');
  return part.arg('recursive') === 1 ? new RecursiveMutex(part.thread, at) : new Mutex(part.thread, at);
}
