/**
 * A counting semaphore, first come first served: a unit given back goes straight to the first in the list.
 *
 *   VALUE, LIST          acquire                       release(n)
 *   v > 0, empty         v - 1                         v + n
 *   0, empty             joins the list                n
 *   0, w waiters         joins the list                grants to the first min(n, w), the rest to VALUE
 *   > 0, waiters         cannot be: a unit is only stored when nobody waits for it (but who was interrupted may
 *                        still stand there, on its way out)
 *
 *   one                          another                        outcome
 *   time is up, at the gate      release grants it first        it has the unit, late but whole
 *   leaves the list first        release                        the unit goes to the next, or to VALUE
 *
 * BOUND is what a bounded semaphore started with; giving back above it changes nothing and is TOO_MANY. Nobody owns a
 * unit, so nobody notices that the one who had it died: the generation's stop ends such waits.
 */
import { enterGate, leaveGate } from './gate';
import { DONE, QUEUED, TIMED_OUT, TOO_MANY } from './outcome';
import { deadlineAfter, GRANTED, park } from './thread';
import { append, settle, wakeFirst } from './waiters';

export const SEMAPHORE_BYTES: u32 = 64;
export const SEMAPHORE_ALIGN: u32 = 64;

const GATE: usize = 0;
const LIST: usize = 8;
const VALUE: usize = 16;
const BOUND: usize = 20;

/** `bound` is the most there can be; 2³¹ - 1 for an unbounded one. */
export function initSemaphore(semaphore: usize, value: i32, bound: i32): void {
  memory.fill(semaphore, 0, SEMAPHORE_BYTES);
  store<i32>(semaphore, bound, BOUND);
  // Atomic: `semaphoreValue` reads it without the gate.
  atomic.store<i32>(semaphore, value, VALUE);
}

/** The units left; for others the answer is old when it comes. */
export function semaphoreValue(semaphore: usize): i32 {
  return atomic.load<i32>(semaphore, VALUE);
}

/** The most there can be; never changes. */
export function semaphoreBound(semaphore: usize): i32 {
  return load<i32>(semaphore, BOUND);
}

/** Blocks at most `timeoutMs`. DONE, TIMED_OUT, STOPPED or BROKEN. */
export function acquireSemaphore(semaphore: usize, me: usize, timeoutMs: f64): i32 {
  const deadline = timeoutMs == 0 ? 0 : deadlineAfter(timeoutMs);
  let outcome = beginAcquire(semaphore, me, timeoutMs != 0);
  while (outcome == QUEUED) outcome = resumeAcquire(semaphore, me, park(me, deadline));
  return outcome;
}

/** Takes a unit, or queues where it may wait. */
export function beginAcquire(semaphore: usize, me: usize, mayWait: bool): i32 {
  const entered = enterGate(semaphore + GATE, me);
  if (entered != DONE) return entered;
  const outcome = takeUnit(semaphore, me, mayWait);
  leaveGate(semaphore + GATE);
  return outcome;
}

function takeUnit(semaphore: usize, me: usize, mayWait: bool): i32 {
  // Plain: under the gate nobody writes it. The store is atomic for those who look without the gate.
  const value = load<i32>(semaphore, VALUE);
  if (value > 0) {
    atomic.store<i32>(semaphore, value - 1, VALUE);
    return DONE;
  }
  if (!mayWait) return TIMED_OUT;
  append(semaphore + LIST, me);
  return QUEUED;
}

export function resumeAcquire(semaphore: usize, me: usize, reason: i32): i32 {
  return settle(semaphore + GATE, semaphore + LIST, me, reason, 0);
}

/** Gives `count` units back. TOO_MANY above the bound, and then nothing changes. */
export function releaseSemaphore(semaphore: usize, me: usize, count: i32): i32 {
  const entered = enterGate(semaphore + GATE, me);
  if (entered != DONE) return entered;
  const outcome = giveBack(semaphore, count);
  leaveGate(semaphore + GATE);
  return outcome;
}

function giveBack(semaphore: usize, count: i32): i32 {
  const value = load<i32>(semaphore, VALUE);
  if (count > load<i32>(semaphore, BOUND) - value) return TOO_MANY;
  let left = count;
  while (left > 0 && wakeFirst(semaphore + LIST, GRANTED) != 0) --left;
  atomic.store<i32>(semaphore, value + left, VALUE);
  return DONE;
}
