/**
 * A counter under the lab's mutex. Read and written in two steps, so that who gets in between is seen to lose an update.
 */
import { lockMutex, unlockMutex } from '../sync/mutex';

export { initMutex } from '../sync/mutex';
export { initThread } from '../sync/thread';

/** Adds 1 to the counter, under the mutex. */
export function addLocked(counter: usize, mutex: usize, me: usize): void {
  lockMutex(mutex, me, Infinity);
  const value = atomic.load<i32>(counter);
  atomic.store<i32>(counter, value + 1);
  unlockMutex(mutex, me);
}
