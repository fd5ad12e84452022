/**
 * A barrier: threads meet in rounds of PARTIES. The last to arrive lets all of its round go; where the barrier has an
 * action, the last performs it first and the others go when it is done. Python's threading.Barrier.
 *
 *   STATE     arrival                                wait over                      abort     reset
 *   FILLING   joins the round; the last completes    breaks it: BROKEN              BROKEN    a new round, those
 *             it, or leads: ACTING                                                            waiting are turned away
 *   ACTING    joins the porch, looks again after     breaks it: BROKEN; the porch   BROKEN    as above; the leader is told
 *                                                    breaks it too
 *   BROKEN    is turned away                         –                              –         FILLING
 *
 *   LIST: who waits in the current round. PORCH: who arrived while its leader performs the action.
 *   ROUND counts rounds and resets; compared for equality only, so it may wrap.
 *
 *   one                                     another                       outcome
 *   time is up, at the gate                 the last arrives first        granted: it has passed
 *   time is up, breaks the round            the last arrives after        finds BROKEN, is turned away with the rest
 *   fast, already waits in the next round   slow, not yet out of this     slow was granted and taken out of the list by the last:
 *                                                                         it has nothing more to look at
 *   reset while a leader acts               the leader finishes           ROUND is no longer what it was: told BROKEN_BARRIER
 */
import { enterGate, leaveGate } from './gate';
import { BROKEN_BARRIER, DONE, EXPIRED, LEADS, LOOK_AGAIN, QUEUED, STOPPED, TURNED_AWAY, WITHDRAW } from './outcome';
import { deadlineAfter, GRANTED, IDLE, park, REFUSED, SIGNAL, VALUE, WANT, WOKEN } from './thread';
import { append, glance, mayGoOn, wakeAll, withdraw } from './waiters';

export const BARRIER_BYTES: u32 = 64;
export const BARRIER_ALIGN: u32 = 64;

const GATE: usize = 0;
const LIST: usize = 8;
const PORCH: usize = 16;
const STATE: usize = 24;
const PARTIES: usize = 28;
const ARRIVED: usize = 32;
const ROUND: usize = 36;
const HAS_ACTION: usize = 40;

const FILLING: i32 = 0;
const ACTING: i32 = 1;
const BROKEN_STATE: i32 = 2;

// What a queued thread has in WANT: where it stands. A leader, which is not queued, finds the number of its round there.
const IN_ROUND: i32 = 0;
const ON_PORCH: i32 = 1;

/** `firstRound` is 0 but in tests of the wrap. */
export function initBarrier(barrier: usize, parties: u32, hasAction: bool, firstRound: u32): void {
  memory.fill(barrier, 0, BARRIER_BYTES);
  store<u32>(barrier, parties, PARTIES);
  store<u32>(barrier, hasAction ? 1 : 0, HAS_ACTION);
  store<u32>(barrier, firstRound, ROUND);
}

/** Never changes. */
export function barrierParties(barrier: usize): u32 {
  return load<u32>(barrier, PARTIES);
}

/** How many wait in the current round. */
export function barrierWaiting(barrier: usize): u32 {
  return atomic.load<u32>(barrier, ARRIVED);
}

export function isBarrierBroken(barrier: usize): bool {
  return atomic.load<i32>(barrier, STATE) == BROKEN_STATE;
}

/** The place of this thread in the round it has just passed or leads: 0 for the first to arrive. */
export function barrierPlace(me: usize): u32 {
  return load<u32>(me, VALUE);
}

/** The number of the round this thread leads. Only until it waits for something else: the action may. */
export function barrierRound(me: usize): u32 {
  return load<u32>(me, WANT);
}

/** Blocks at most `timeoutMs`. DONE, LEADS, BROKEN_BARRIER, STOPPED or BROKEN. A wait that runs out breaks the barrier. */
export function waitBarrier(barrier: usize, me: usize, timeoutMs: f64): i32 {
  const deadline = deadlineAfter(timeoutMs);
  let outcome = beginBarrier(barrier, me);
  while (outcome == QUEUED) outcome = resumeBarrier(barrier, me, park(me, deadline));
  return outcome;
}

/** Arrives. */
export function beginBarrier(barrier: usize, me: usize): i32 {
  const entered = enterGate(barrier + GATE, me);
  if (entered != DONE) return entered;
  const outcome = arrive(barrier, me);
  // Atomic as every write of this word: a thread from the porch was WOKEN, and is in no list now.
  if (outcome != QUEUED) atomic.store<i32>(me, IDLE, SIGNAL);
  leaveGate(barrier + GATE);
  return outcome;
}

function arrive(barrier: usize, me: usize): i32 {
  // Plain: under the gate nobody writes these. The stores are atomic for those who look without the gate.
  const state = load<i32>(barrier, STATE);
  if (state == BROKEN_STATE) return BROKEN_BARRIER;
  if (state == ACTING) return join(barrier + PORCH, me, ON_PORCH);
  const place = load<u32>(barrier, ARRIVED);
  store<u32>(me, place, VALUE);
  if (place + 1 < load<u32>(barrier, PARTIES)) {
    atomic.store<u32>(barrier, place + 1, ARRIVED);
    return join(barrier + LIST, me, IN_ROUND);
  }
  if (load<u32>(barrier, HAS_ACTION) == 0) return complete(barrier);
  atomic.store<i32>(barrier, ACTING, STATE);
  // For `barrierRound`.
  store<u32>(me, load<u32>(barrier, ROUND), WANT);
  return LEADS;
}

function join(list: usize, me: usize, where: i32): i32 {
  store<i32>(me, where, WANT);
  append(list, me);
  return QUEUED;
}

/** Lets the round go and opens the next. */
function complete(barrier: usize): i32 {
  openRound(barrier);
  wakeAll(barrier + LIST, GRANTED);
  wakeAll(barrier + PORCH, WOKEN);
  return DONE;
}

function openRound(barrier: usize): void {
  atomic.store<i32>(barrier, FILLING, STATE);
  atomic.store<u32>(barrier, 0, ARRIVED);
  store<u32>(barrier, load<u32>(barrier, ROUND) + 1, ROUND);
}

function breakRound(barrier: usize): void {
  atomic.store<i32>(barrier, BROKEN_STATE, STATE);
  atomic.store<u32>(barrier, 0, ARRIVED);
  wakeAll(barrier + LIST, REFUSED);
  wakeAll(barrier + PORCH, WOKEN);
}

/** Goes on after a park. */
export function resumeBarrier(barrier: usize, me: usize, reason: i32): i32 {
  const found = glance(me);
  if (found != WITHDRAW) return passed(barrier, me, found);
  if (mayGoOn(me, reason)) return QUEUED;
  const entered = enterGate(barrier + GATE, me);
  if (entered != DONE) return entered;
  const inRound = load<i32>(me, WANT) == IN_ROUND;
  const last = withdraw(inRound ? barrier + LIST : barrier + PORCH, me);
  // Who is stopped on the porch leaves no round behind; every other way of leaving does, or is a wait that ran out.
  if (last == WITHDRAW && (inRound || reason == EXPIRED)) breakRound(barrier);
  leaveGate(barrier + GATE);
  if (last != WITHDRAW) return passed(barrier, me, last);
  return reason == EXPIRED ? BROKEN_BARRIER : STOPPED;
}

function passed(barrier: usize, me: usize, found: i32): i32 {
  if (found == LOOK_AGAIN) return beginBarrier(barrier, me);
  return found == TURNED_AWAY ? BROKEN_BARRIER : found;
}

/** The leader of `round` has performed the action: lets its round go. BROKEN_BARRIER where it was aborted or reset meanwhile. */
export function finishBarrier(barrier: usize, me: usize, round: u32): i32 {
  const entered = enterGate(barrier + GATE, me);
  if (entered != DONE) return entered;
  const stands = load<i32>(barrier, STATE) == ACTING && load<u32>(barrier, ROUND) == round;
  const outcome = stands ? complete(barrier) : BROKEN_BARRIER;
  leaveGate(barrier + GATE);
  return outcome;
}

/** Breaks the barrier: everybody in it and everybody who comes is turned away, until it is reset. */
export function abortBarrier(barrier: usize, me: usize): i32 {
  const entered = enterGate(barrier + GATE, me);
  if (entered != DONE) return entered;
  breakRound(barrier);
  leaveGate(barrier + GATE);
  return DONE;
}

/** Opens a new round, also of a broken barrier; those who wait are turned away. */
export function resetBarrier(barrier: usize, me: usize): i32 {
  const entered = enterGate(barrier + GATE, me);
  if (entered != DONE) return entered;
  wakeAll(barrier + LIST, REFUSED);
  openRound(barrier);
  wakeAll(barrier + PORCH, WOKEN);
  leaveGate(barrier + GATE);
  return DONE;
}
