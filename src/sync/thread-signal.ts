/** A look at a thread from outside: whether it stands in a list of waiters, or has been told to stop. Changes nothing. */
import type { SyncExports } from './sync-exports.ts';

/** In 32-bit words of the record and values of it, as in assembly/sync/thread.ts. */
const SIGNAL = 0;
const WAITING = 1;
const STOP = 1;

/** It waits, and nobody has given it yet what it waits for. `thread` is the address of its record. */
export function isWaiting(memory: WebAssembly.Memory, thread: number): boolean {
  // Atomic: wakers write it from other threads.
  return Atomics.load(new Int32Array(memory.buffer, thread, 1), SIGNAL) === WAITING;
}

/** The page has told it to stop; one word, as CPython's eval breaker, in which other requests may stand beside. */
export function isToldToStop(sync: SyncExports, thread: number): boolean {
  return (sync.breaker(thread) & STOP) !== 0;
}
