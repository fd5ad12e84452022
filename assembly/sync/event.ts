/**
 * An event: threads wait until somebody sets it. Whoever waits when it is set is let go by that very `set`, whatever
 * happens to the flag afterwards.
 *
 *   FLAG   set                                  clear   wait
 *   0      1, grants to everyone in the list    –       joins the list
 *   1      –                                    0       goes on at once
 *
 *   one                             another                      outcome
 *   sees FLAG = 0, at the gate      set: FLAG = 1, all granted   looks again under the gate: goes on
 *   in the list                     set, then clear              granted at the set: goes on
 *   clear                           set, inside the gate         either order is one in which they could have been called
 */
import { enterGate, leaveGate } from './gate';
import { DONE, QUEUED } from './outcome';
import { deadlineAfter, GRANTED, park } from './thread';
import { append, settle, wakeAll } from './waiters';

export const EVENT_BYTES: u32 = 64;
export const EVENT_ALIGN: u32 = 64;

const FLAG: usize = 0;
const GATE: usize = 8;
const LIST: usize = 16;

export function initEvent(event: usize): void {
  memory.fill(event, 0, EVENT_BYTES);
}

export function isEventSet(event: usize): bool {
  // Atomic: orders what was done before the set ahead of what comes after this.
  return atomic.load<i32>(event, FLAG) != 0;
}

/** Blocks at most `timeoutMs`. DONE, TIMED_OUT, STOPPED or BROKEN. */
export function waitEvent(event: usize, me: usize, timeoutMs: f64): i32 {
  const deadline = deadlineAfter(timeoutMs);
  let outcome = beginEvent(event, me);
  while (outcome == QUEUED) outcome = resumeEvent(event, me, park(me, deadline));
  return outcome;
}

export function beginEvent(event: usize, me: usize): i32 {
  if (isEventSet(event)) return DONE;
  const entered = enterGate(event + GATE, me);
  if (entered != DONE) return entered;
  // Again: it may have been set, and its list emptied, since the first look.
  const set = isEventSet(event);
  if (!set) append(event + LIST, me);
  leaveGate(event + GATE);
  return set ? DONE : QUEUED;
}

export function resumeEvent(event: usize, me: usize, reason: i32): i32 {
  return settle(event + GATE, event + LIST, me, reason, 0);
}

/** DONE, BROKEN or BUSY. */
export function setEvent(event: usize, me: usize): i32 {
  const entered = enterGate(event + GATE, me);
  if (entered != DONE) return entered;
  // Under the gate, so that nobody joins the list between the flag and the grants.
  atomic.store<i32>(event, 1, FLAG);
  wakeAll(event + LIST, GRANTED);
  leaveGate(event + GATE);
  return DONE;
}

/** Needs no gate: who waits already was or will be granted by a set, not by the flag. */
export function clearEvent(event: usize): void {
  atomic.store<i32>(event, 0, FLAG);
}
