/**
 * The global interpreter lock, after CPython's (Python/ceval_gil.c, 3.13; A. Pitrou's "new GIL" of 3.2, bpo-7753): one
 * thread at a time runs; who waits asks the holder to drop it when an interval has passed without a switch; who drops
 * it because it was asked waits until somebody else has had it.
 *
 *   CPython                       here                            who reads and writes it
 *   gil->mutex                    GATE                            –
 *   gil->locked                   LOCKED                          under GATE
 *   gil->cond                     LIST                            under GATE
 *   gil->last_holder              HOLDER                          written under both gates, read under either
 *   gil->switch_number            SWITCH_NUMBER                   written under both gates, read under GATE
 *   gil->switch_mutex             SWITCH_GATE                     –
 *   gil->switch_cond              SWITCH_LIST                     under SWITCH_GATE
 *   gil->interval                 INTERVAL, milliseconds          atomic, by anybody
 *   _PY_GIL_DROP_REQUEST_BIT      DROP_REQUEST in a thread's      set by a waiter; cleared by the thread when it takes the
 *                                 BREAKER                         GIL or waits for the switch, by a waiter that leaves
 *
 *   LOCKED   holder                          waiter                            outcome
 *   0        –                               takes it                          LOCKED 1, HOLDER, SWITCH_NUMBER + 1 if it was another
 *   1        runs                            sleeps one interval               no switch meanwhile: sets DROP_REQUEST; else sleeps anew
 *   1        looks between slices, finds     –                                 LOCKED 0, wakes the first waiter, sleeps in SWITCH_LIST
 *            DROP_REQUEST                                                      until HOLDER is another, then queues to take it
 *   1        drops by itself (a wait)        the first is woken                takes it; no forced switch, nobody had asked
 *
 *   one                                      another                           outcome
 *   drops, not yet in SWITCH_LIST            takes: HOLDER is it now           the dropper sees HOLDER under SWITCH_GATE: does not sleep
 *   woken for the GIL                        a third takes it first            LOCKED is 1 again: sleeps another interval
 *   asked for a drop, then told to stop      –                                 clears its request (gh-96387)
 *   last drop of a thread that ends          asked for it                      does not wait for a switch (gh-104341), and the
 *                                                                              request ends with the hold
 *   holds it, dies                           waits                             its slice ends, HOLDER is DEAD: BROKEN
 *
 * Not kept of CPython's: `last_holder` is not written again on a drop (sub-interpreters alone need that).
 */
import { now } from './host';
import { enterGate, leaveGate } from './gate';
import { BROKEN, DONE, EXPIRED, STOPPED, SWITCHED, WITHDRAW } from './outcome';
import { mergeOwedObjects } from './refcount';
import { BREAKER, breaker, CHECKS, DROP_REQUEST, FAILED, FORCED, GRANTED, MERGE, park, STOP } from './thread';
import { append, isOwnerDead, mayGoOn, wakeFirst, withdraw } from './waiters';

export const GIL_BYTES: u32 = 256;
export const GIL_ALIGN: u32 = 64;

const GATE: usize = 0;
const LIST: usize = 8;
const LOCKED: usize = 16;
const HOLDER: usize = 20;
const SWITCH_NUMBER: usize = 24;
const INTERVAL: usize = 32;
const SWITCH_GATE: usize = 64;
const SWITCH_LIST: usize = 72;

// Statistics, written by the holder.
const SINCE: usize = 128;
const HOLDS: usize = 136;
const FORCED_DROPS: usize = 140;
const HELD_MS: usize = 144;
const LONGEST_MS: usize = 152;
const LAST_MS: usize = 160;

const NOBODY: usize = 0;
/** As CPython's: a shorter interval is taken as this, one microsecond. */
const LEAST_INTERVAL_MS: f64 = 0.001;

/** `firstSwitch` is 0 but in tests of the wrap. */
export function initGil(gil: usize, intervalMs: f64, firstSwitch: u32): void {
  memory.fill(gil, 0, GIL_BYTES);
  store<u32>(gil, firstSwitch, SWITCH_NUMBER);
  setSwitchInterval(gil, intervalMs);
}

/** Waits that begin from now on last this long. */
export function setSwitchInterval(gil: usize, intervalMs: f64): void {
  // Atomic, as bits, since floats have no atomics: threads may be running.
  atomic.store<i64>(gil, reinterpret<i64>(max(intervalMs, LEAST_INTERVAL_MS)), INTERVAL);
}

/** Blocks until this thread has the GIL. DONE, STOPPED or BROKEN. */
export function takeGil(gil: usize, me: usize): i32 {
  if (enterGate(gil + GATE, me) != DONE) return BROKEN;
  let asked = NOBODY;
  while (load<i32>(gil, LOCKED) != 0) {
    const before = load<u32>(gil, SWITCH_NUMBER);
    append(gil + LIST, me);
    leaveGate(gil + GATE);
    const reason = sleepAnInterval(gil, me);
    // The holder of the gate has died: nothing in here can be relied on.
    if (enterGate(gil + GATE, me) != DONE) return BROKEN;
    const woken = withdraw(gil + LIST, me) != WITHDRAW;
    if (load<i32>(gil, LOCKED) == 0) break;
    count(me + FAILED);
    if (isOwnerDead(gil + HOLDER)) return giveUp(gil, asked, BROKEN);
    if (woken) continue;
    if (reason != EXPIRED) return giveUp(gil, asked, STOPPED);
    if (load<u32>(gil, SWITCH_NUMBER) == before) asked = askHolder(gil);
  }
  becomeHolder(gil, me);
  leaveGate(gil + GATE);
  return DONE;
}

function sleepAnInterval(gil: usize, me: usize): i32 {
  // Atomic: it may be changed while threads run.
  const deadline = now() + reinterpret<f64>(atomic.load<i64>(gil, INTERVAL));
  let reason: i32;
  do reason = park(me, deadline);
  while (mayGoOn(me, reason) && !isOwnerDead(gil + HOLDER));
  return reason;
}

function askHolder(gil: usize): usize {
  const holder = load<usize>(gil, HOLDER);
  // Or: other bits of its breaker stay.
  atomic.or<i32>(holder, DROP_REQUEST, BREAKER);
  return holder;
}

function giveUp(gil: usize, asked: usize, outcome: i32): i32 {
  // Else the holder would drop it for somebody who no longer wants it.
  if (asked != NOBODY) atomic.and<i32>(asked, ~DROP_REQUEST, BREAKER);
  leaveGate(gil + GATE);
  return outcome;
}

/** Under GATE. */
function becomeHolder(gil: usize, me: usize): void {
  // Before HOLDER changes: who was forced to drop compares it under this gate before it sleeps.
  enterGate(gil + SWITCH_GATE, me);
  store<i32>(gil, 1, LOCKED);
  if (load<usize>(gil, HOLDER) != me) {
    // Atomic: looked at by whoever asks for a dead holder without a gate.
    atomic.store<usize>(gil, me, HOLDER);
    store<u32>(gil, load<u32>(gil, SWITCH_NUMBER) + 1, SWITCH_NUMBER);
  }
  wakeFirst(gil + SWITCH_LIST, GRANTED);
  leaveGate(gil + SWITCH_GATE);
  // And: a request from before belongs to an earlier hold.
  atomic.and<i32>(me, ~DROP_REQUEST, BREAKER);
  store<f64>(gil, now(), SINCE);
}

/** Gives the GIL up; `final` where the thread ends. A thread that was asked to waits until another has had it. */
export function dropGil(gil: usize, me: usize, final: bool): i32 {
  noteHold(gil);
  const entered = enterGate(gil + GATE, me);
  if (entered != DONE) return entered;
  store<i32>(gil, 0, LOCKED);
  // Under the gate, where it is asked for: what is answered now is not asked again. CPython's record ends with its thread.
  if (final) atomic.and<i32>(me, ~DROP_REQUEST, BREAKER);
  wakeFirst(gil + LIST, GRANTED);
  leaveGate(gil + GATE);
  if ((breaker(me) & DROP_REQUEST) == 0) return DONE;
  return waitForSwitch(gil, me);
}

function waitForSwitch(gil: usize, me: usize): i32 {
  const entered = enterGate(gil + SWITCH_GATE, me);
  if (entered != DONE) return entered;
  const switched = load<usize>(gil, HOLDER) != me;
  if (!switched) {
    // Answered: whoever asked has its turn now.
    atomic.and<i32>(me, ~DROP_REQUEST, BREAKER);
    append(gil + SWITCH_LIST, me);
  }
  leaveGate(gil + SWITCH_GATE);
  if (switched) return DONE;
  while (mayGoOn(me, park(me, Infinity)));
  if (enterGate(gil + SWITCH_GATE, me) != DONE) return BROKEN;
  const last = withdraw(gil + SWITCH_LIST, me);
  leaveGate(gil + SWITCH_GATE);
  return last == WITHDRAW ? STOPPED : DONE;
}

/**
 * Between two slices of a thread that has the GIL: one look at one word. DONE and it still has the GIL, SWITCHED and it
 * has it again, STOPPED or BROKEN and it has not.
 */
export function checkGil(gil: usize, me: usize): i32 {
  count(me + CHECKS);
  const bits = breaker(me);
  return bits == 0 ? DONE : handlePending(gil, me, bits);
}

function handlePending(gil: usize, me: usize, bits: i32): i32 {
  if ((bits & MERGE) != 0) mergeOwedObjects(me);
  if ((bits & STOP) != 0) {
    dropGil(gil, me, true);
    return STOPPED;
  }
  if ((bits & DROP_REQUEST) == 0) return DONE;
  count(me + FORCED);
  count(gil + FORCED_DROPS);
  const dropped = dropGil(gil, me, false);
  const taken = dropped == DONE ? takeGil(gil, me) : dropped;
  return taken == DONE ? SWITCHED : taken;
}

function count(word: usize): void {
  store<u32>(word, load<u32>(word) + 1);
}

/** The holder notes how long it has held it. */
function noteHold(gil: usize): void {
  const held = now() - load<f64>(gil, SINCE);
  count(gil + HOLDS);
  store<f64>(gil, load<f64>(gil, HELD_MS) + held, HELD_MS);
  store<f64>(gil, max(load<f64>(gil, LONGEST_MS), held), LONGEST_MS);
  store<f64>(gil, held, LAST_MS);
}
