/**
 * A condition variable: threads that hold a lock wait, without it, until another that holds it notifies them. Each waiter
 * stands in a list by itself, so that `notify(3)` wakes exactly three, the first three, and a notification is
 * never stored for later. (A sequence word alone cannot do that: whoever is between unlocking and sleeping sees a
 * changed number and returns as well.)
 *
 *   step of wait                       what may happen at this point            outcome
 *   1 joins the list, still locked     –                                        nobody can notify: that needs the lock
 *   2 unlocks                          notify: taken out of the list, GRANTED   does not sleep in 3
 *   3 sleeps                           notify                                   woken
 *   4 time is up: leaves the list      notify came first                        counts as notified
 *     under the condition's gate       it leaves first                          the notification goes to the next in the list
 *   5 locks again, however long that   –                                        the caller holds the lock, as deep as before, unless
 *     takes                                                                     the page has stopped the thread or the holder died
 *
 * The lock is a mutex or a recursive mutex, told by `recursive`; it is named at each call, not kept here.
 */
import { enterGate, leaveGate } from './gate';
import { lockMutex, mutexOwner, unlockMutex } from './mutex';
import { DONE, NOT_OWNER, QUEUED } from './outcome';
import { recursionDepth, relockRecursive, unlockRecursiveWhole } from './recursive-mutex';
import { deadlineAfter, GRANTED, park } from './thread';
import { append, settle, wakeFirst } from './waiters';

export const CONDITION_BYTES: u32 = 64;
export const CONDITION_ALIGN: u32 = 64;

const GATE: usize = 0;
const LIST: usize = 8;

export function initCondition(condition: usize): void {
  memory.fill(condition, 0, CONDITION_BYTES);
}

/** DONE: notified. TIMED_OUT: not, and the lock is held again. NOT_OWNER: nothing done. STOPPED, BROKEN: the lock is not held. */
export function waitCondition(condition: usize, lock: usize, recursive: bool, me: usize, timeoutMs: f64): i32 {
  let outcome = beginWait(condition, lock, me);
  if (outcome != QUEUED) return outcome;
  const depth = recursive ? recursionDepth(lock, me) : 1;
  if (recursive) unlockRecursiveWhole(lock, me);
  else unlockMutex(lock, me);
  const deadline = deadlineAfter(timeoutMs);
  while (outcome == QUEUED) outcome = resumeWait(condition, me, park(me, deadline));
  // Told to stop: the caller is on its way out, and the lock's holder may be gone for ever.
  if (outcome < 0) return outcome;
  const locked = recursive ? relockRecursive(lock, me, depth) : lockMutex(lock, me, Infinity);
  return locked == DONE ? outcome : locked;
}

/** Joins the list; the caller then unlocks. NOT_OWNER where it does not hold the lock. */
export function beginWait(condition: usize, lock: usize, me: usize): i32 {
  if (mutexOwner(lock) != me) return NOT_OWNER;
  const entered = enterGate(condition + GATE, me);
  if (entered != DONE) return entered;
  append(condition + LIST, me);
  leaveGate(condition + GATE);
  return QUEUED;
}

/** Goes on after a park; the caller locks again when this is not QUEUED. */
export function resumeWait(condition: usize, me: usize, reason: i32): i32 {
  return settle(condition + GATE, condition + LIST, me, reason, 0);
}

/** Wakes the first `count` waiters, or as many as there are. DONE, NOT_OWNER, BROKEN or BUSY. */
export function notifyCondition(condition: usize, lock: usize, me: usize, count: u32): i32 {
  if (mutexOwner(lock) != me) return NOT_OWNER;
  const entered = enterGate(condition + GATE, me);
  if (entered != DONE) return entered;
  let woken: u32 = 0;
  while (woken < count && wakeFirst(condition + LIST, GRANTED) != 0) ++woken;
  leaveGate(condition + GATE);
  return DONE;
}
