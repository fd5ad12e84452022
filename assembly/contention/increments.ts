/**
 * The same shared counter, incremented in four ways: what a race loses, what an atomic costs, what a lock costs. Outside
 * the kernels' contract: on purpose not pure. A call makes `times` increments.
 */
import { DONE } from '../sync/outcome';
import { lockMutex, unlockMutex } from '../sync/mutex';

/** Loses updates as soon as two threads do it: between this load and this store another's store is overwritten. */
export function incrementRacy(counter: usize, times: u32): void {
  // Atomic each, so that the compiler keeps both in the loop; it is their being two that loses updates.
  for (; times > 0; --times) atomic.store<i32>(counter, atomic.load<i32>(counter) + 1);
}

export function incrementAtomic(counter: usize, times: u32): void {
  // Add: load and store in one, so every increment counts.
  for (; times > 0; --times) atomic.add<i32>(counter, 1);
}

/** Plain increments under a mutex. How many were made: fewer where the lock is refused. */
export function incrementLocked(counter: usize, times: u32, mutex: usize, me: usize): u32 {
  for (let made: u32 = 0; made < times; ++made) {
    if (lockMutex(mutex, me, Infinity) != DONE) return made;
    store<i32>(counter, load<i32>(counter) + 1);
    unlockMutex(mutex, me);
  }
  return times;
}
