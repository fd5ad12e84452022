/**
 * A first-in-first-out list of waiting threads, linked through their records, and the steps that every wait here has
 * in common. All of it is called under the gate of the structure that owns the list, except `settle`. A thread stands in
 * one list at a time.
 *
 *   begin          append: SIGNAL = WAITING            → QUEUED
 *   park           sleeps on its own SIGNAL              (thread.ts; on the page src/sync/page-thread.ts)
 *   settle         a look without the gate             → DONE, TURNED_AWAY, LOOK_AGAIN, or QUEUED: park again
 *                  the wait has to end: under the gate → what was signalled in the last moment, or out of the list and
 *                                                        TIMED_OUT, STOPPED, BROKEN
 *
 * Plain loads and stores: the gate orders them, which the interleaving explorer checks with vector clocks.
 */
import { enterGate, leaveGate } from './gate';
import { BROKEN, DONE, EXPIRED, LOOK, LOOK_AGAIN, QUEUED, STOPPED, TIMED_OUT, TURNED_AWAY, WITHDRAW } from './outcome';
import { GRANTED, IDLE, isDead, NEXT, REFUSED, SIGNAL, signal, WAITING, WOKEN } from './thread';

export const LIST_BYTES: u32 = 8;

const HEAD: usize = 0;
const TAIL: usize = 4;
const NOBODY: usize = 0;

export function firstOf(list: usize): usize {
  return load<usize>(list, HEAD);
}

export function isEmpty(list: usize): bool {
  return load<usize>(list, HEAD) == NOBODY;
}

/** Puts a thread at the end. From here on it may be signalled. */
export function append(list: usize, me: usize): void {
  store<usize>(me, NOBODY, NEXT);
  const last = load<usize>(list, TAIL);
  if (last == NOBODY) store<usize>(list, me, HEAD);
  else store<usize>(last, me, NEXT);
  store<usize>(list, me, TAIL);
  publish(me);
}

/** Puts a thread that was first before back at the front. */
export function prepend(list: usize, me: usize): void {
  const second = load<usize>(list, HEAD);
  store<usize>(me, second, NEXT);
  store<usize>(list, me, HEAD);
  if (second == NOBODY) store<usize>(list, me, TAIL);
  publish(me);
}

function publish(me: usize): void {
  // Atomic: the page looks for it without the gate, after it has set STOP.
  atomic.store<i32>(me, WAITING, SIGNAL);
}

/** Takes the first thread out of the list; 0 where there is none. */
export function takeFirst(list: usize): usize {
  const first = load<usize>(list, HEAD);
  if (first == NOBODY) return NOBODY;
  const second = load<usize>(first, NEXT);
  store<usize>(list, second, HEAD);
  if (second == NOBODY) store<usize>(list, NOBODY, TAIL);
  return first;
}

/** Signals the first thread that was not interrupted; 0 where there is none. */
export function wakeFirst(list: usize, how: i32): usize {
  while (true) {
    const first = takeFirst(list);
    if (first == NOBODY || signal(first, how)) return first;
  }
}

export function wakeAll(list: usize, how: i32): void {
  while (wakeFirst(list, how) != NOBODY);
}

/** Takes a thread out, wherever it stands. Harmless where a waker has taken it out already. */
function remove(list: usize, me: usize): void {
  let before = NOBODY;
  let at = load<usize>(list, HEAD);
  while (at != NOBODY && at != me) {
    before = at;
    at = load<usize>(at, NEXT);
  }
  if (at == NOBODY) return;
  const next = load<usize>(me, NEXT);
  if (before == NOBODY) store<usize>(list, next, HEAD);
  else store<usize>(before, next, NEXT);
  if (next == NOBODY) store<usize>(list, before, TAIL);
}

/** What a waker's signal means as an outcome; WITHDRAW where there is none. */
function heard(me: usize, found: i32): i32 {
  if (found == WAITING || found > REFUSED) return WITHDRAW;
  // Stays WOKEN until the thread has looked again, so that a thread told BUSY can look once more.
  if (found == WOKEN) return LOOK_AGAIN;
  // Atomic as every write of this word. Nobody else writes it while the thread is in no list.
  atomic.store<i32>(me, IDLE, SIGNAL);
  return found == GRANTED ? DONE : TURNED_AWAY;
}

/** The signal this thread was given, or WITHDRAW. Needs no gate: once signalled, the thread is in no list. */
export function glance(me: usize): i32 {
  // Atomic: what the waker wrote before the signal is seen by what this thread reads after it.
  return heard(me, atomic.load<i32>(me, SIGNAL));
}

/** Under the gate: what was signalled in the last moment, or WITHDRAW and the thread is out of the list. */
export function withdraw(list: usize, me: usize): i32 {
  const found = glance(me);
  if (found != WITHDRAW) return found;
  remove(list, me);
  // The page may turn WAITING into INTERRUPTED just before: it changes nothing, its STOP bit stays.
  atomic.store<i32>(me, IDLE, SIGNAL);
  return WITHDRAW;
}

/** True where the word names an owner, under flags in its two lowest bits, that has died. 0: nobody owns such a thing. */
export function isOwnerDead(word: usize): bool {
  if (word == 0) return false;
  // Atomic: owners change while others look.
  const owner = atomic.load<usize>(word) & ~3;
  return owner != 0 && isDead(owner);
}

/** True where nothing has happened that ends the wait: the slice was over, or the signal was for an earlier one. */
export function mayGoOn(me: usize, reason: i32): bool {
  return reason == LOOK && atomic.load<i32>(me, SIGNAL) == WAITING;
}

/** Why a thread has withdrawn. */
export function excuse(reason: i32, ownerWord: usize): i32 {
  if (isOwnerDead(ownerWord)) return BROKEN;
  return reason == EXPIRED ? TIMED_OUT : STOPPED;
}

/** What has become of a wait, after a park that ended for `reason`. */
export function settle(gate: usize, list: usize, me: usize, reason: i32, ownerWord: usize): i32 {
  const found = glance(me);
  if (found != WITHDRAW) return found;
  if (mayGoOn(me, reason) && !isOwnerDead(ownerWord)) return QUEUED;
  const entered = enterGate(gate, me);
  if (entered != DONE) return entered;
  const last = withdraw(list, me);
  leaveGate(gate);
  return last == WITHDRAW ? excuse(reason, ownerWord) : last;
}
