/**
 * A mutex that its holder may lock again: a mutex and how deep it is held. Python's RLock.
 *
 *   DEPTH   who reads and writes it            what it means
 *   d       only the thread that holds the     locked d times; the mutex's own word orders it from one holder to the next
 *           mutex
 *
 * "Do I hold it?" needs no gate: only I can make the word my name, and only I take it away.
 */
import { BUSY, DONE, NOT_HELD, NOT_OWNER } from './outcome';
import { beginLock, initMutex, lockMutex, mutexOwner, resumeLock, unlockMutex } from './mutex';

export const RECURSIVE_MUTEX_BYTES: u32 = 128;
export const RECURSIVE_MUTEX_ALIGN: u32 = 64;

/** In the mutex's second line, behind its own fields. */
const DEPTH: usize = 96;

export function initRecursiveMutex(lock: usize): void {
  initMutex(lock);
}

/** As `lockMutex`, or one level deeper where this thread holds it. */
export function lockRecursive(lock: usize, me: usize, timeoutMs: f64): i32 {
  if (mutexOwner(lock) == me) return deeper(lock);
  return entered(lock, lockMutex(lock, me, timeoutMs));
}

export function beginLockRecursive(lock: usize, me: usize): i32 {
  if (mutexOwner(lock) == me) return deeper(lock);
  return entered(lock, beginLock(lock, me));
}

export function resumeLockRecursive(lock: usize, me: usize, reason: i32): i32 {
  return entered(lock, resumeLock(lock, me, reason));
}

/** One level up; the last frees it. NOT_HELD and NOT_OWNER change nothing. */
export function unlockRecursive(lock: usize, me: usize): i32 {
  const owner = mutexOwner(lock);
  if (owner != me) return owner == 0 ? NOT_HELD : NOT_OWNER;
  const depth = load<u32>(lock, DEPTH);
  return depth > 1 ? toDepth(lock, depth - 1) : leave(lock, me, depth);
}

/** How deep this thread holds it; 0 where it does not. */
export function recursionDepth(lock: usize, me: usize): u32 {
  return mutexOwner(lock) == me ? load<u32>(lock, DEPTH) : 0;
}

/** Frees it whatever the depth. `recursionDepth` before tells what `relockRecursive` has to restore. */
export function unlockRecursiveWhole(lock: usize, me: usize): i32 {
  const depth = recursionDepth(lock, me);
  return depth == 0 ? NOT_OWNER : leave(lock, me, depth);
}

/** Locks it as deep as it was. */
export function relockRecursive(lock: usize, me: usize, depth: u32): i32 {
  const outcome = lockMutex(lock, me, Infinity);
  return outcome == DONE ? toDepth(lock, depth) : outcome;
}

/** Sets the depth of a lock this thread holds. */
export function restoreDepth(lock: usize, depth: u32): void {
  store<u32>(lock, depth, DEPTH);
}

function deeper(lock: usize): i32 {
  return toDepth(lock, load<u32>(lock, DEPTH) + 1);
}

function entered(lock: usize, outcome: i32): i32 {
  return outcome == DONE ? toDepth(lock, 1) : outcome;
}

function toDepth(lock: usize, depth: u32): i32 {
  store<u32>(lock, depth, DEPTH);
  return DONE;
}

function leave(lock: usize, me: usize, depth: u32): i32 {
  // Before the unlock: afterwards the depth is the next holder's.
  store<u32>(lock, 0, DEPTH);
  const outcome = unlockMutex(lock, me);
  // Told BUSY it still holds the lock, as deep as before.
  if (outcome == BUSY) store<u32>(lock, depth, DEPTH);
  return outcome;
}
