/**
 * A mutex, not reentrant. Fast while nobody waits (one exchange to lock, one to unlock), unfair for at most a
 * millisecond, then first come first served.
 *
 *   STATE                meaning                                    next
 *   FREE                 nobody holds it                            t: lock
 *   t                    thread t holds it, nobody has to be told   FREE: unlock · t|CONTENDED: somebody queues
 *   t | CONTENDED        thread t holds it, the list has waiters    FREE and the first is woken as heir, or the first
 *                                                                   becomes holder: unlock, under the gate
 *   … | POISONED         its holder died: for ever                  –
 *
 *   HEIR: a thread that was woken and has not looked yet; at most one. (D. Dice: "heir presumptive", HotSpot's
 *   objectMonitor.cpp.) Under the gate: a list with waiters means CONTENDED is set or an heir is on its way.
 *
 *   unlock, CONTENDED, finds   does                                               because
 *   an heir ≥ 1 ms old         STATE = heir                                       the system lets it run late: it would lose every race
 *   a younger heir             STATE = FREE, wakes nobody                         it will look, and sees to the others
 *   first waits ≥ 1 ms         STATE = first, grants it                           bounds the wait
 *   first waits < 1 ms         STATE = FREE, wakes it as heir                     whoever runs may take the lock meanwhile: waking
 *                                                                                 takes far longer than most critical sections
 *
 *   the heir finds             does                                               because
 *   FREE                       takes it, CONTENDED if others wait                 they have to be told at the next unlock
 *   its own name               has it                                             it was handed over while it was on its way
 *   held, itself < 1 ms old    naps, looks again                                  the lock is in demand: waking at every unlock would
 *                                                                                 cost all of them far more than the lock does
 *   held, itself ≥ 1 ms old    sets CONTENDED, goes to the front of the list      the next unlock hands it over
 *
 *   Who locks past an heir looks at its age, ever more rarely, and sets CONTENDED where it is old.
 *
 *   one                        another                                            outcome
 *   FREE → t                   FREE → u                                           exactly one exchange succeeds; the other goes to the gate
 *   sets t|CONTENDED           t unlocks: expects t, finds CONTENDED              unlocks under the gate, where the waiter stands in the list
 *   sets t|CONTENDED           t has just unlocked: STATE = FREE                  the exchange fails; looks again, takes it
 *   times out                  unlock grants it                                   under the gate both; who comes second follows
 *   waits                      the holder dies                                    its slice ends: BROKEN, and the mutex stays poisoned
 *
 * The three states are U. Drepper's ("Futexes Are Tricky", 2011, §6) with the holder's name in the word; fairness after
 * 1 ms follows WebKit's WTF::Lock and Rust's parking_lot.
 */
import { now } from './host';
import { enterGate, leaveGate } from './gate';
import { BROKEN, DONE, LOOK_AGAIN, NOT_HELD, QUEUED, TIMED_OUT } from './outcome';
import {
  BLOCKS,
  breaker,
  deadlineAfter,
  GRANTED,
  IDLE,
  isDead,
  LONGEST,
  park,
  SIGNAL,
  signal,
  SINCE,
  SPINS,
  STOP,
  WOKEN,
} from './thread';
import { append, firstOf, isEmpty, isOwnerDead, prepend, settle, takeFirst, wakeFirst } from './waiters';

export const MUTEX_BYTES: u32 = 128;
export const MUTEX_ALIGN: u32 = 64;

const STATE: usize = 0;
// On a line of their own: who queues must not slow down who holds.
const GATE: usize = 64;
const LIST: usize = 72;
const HEIR: usize = 80;
/** How often the lock was taken past the heir; read and written by the holder, as the next two. */
const PASSED: usize = 84;
/** When the heir began to wait. */
const HEIR_SINCE: usize = 88;
/** At how many times past the heir its age is looked at next. */
const NEXT_LOOK: usize = 100;

const FREE: usize = 0;
const CONTENDED: usize = 1;
const POISONED: usize = 2;
const FLAGS: usize = CONTENDED | POISONED;
const NOBODY: usize = 0;

/** How long an heir sleeps that has lost a race: long against most critical sections, short against what is fair. */
const NAP_NS: i64 = 50_000;
/** A waiter this old is handed the lock. WebKit, parking_lot, Go and CPython use the same millisecond. */
const FAIR_MS: f64 = 1;

export function initMutex(mutex: usize): void {
  memory.fill(mutex, 0, MUTEX_BYTES);
}

/** The holder's record, or 0. A holder may ask this of itself; for others the answer is old when it comes. */
export function mutexOwner(mutex: usize): usize {
  return atomic.load<usize>(mutex, STATE) & ~FLAGS;
}

/** Blocks at most `timeoutMs` (0: tries; Infinity: as long as it takes). DONE, TIMED_OUT, BROKEN or STOPPED. */
export function lockMutex(mutex: usize, me: usize, timeoutMs: f64): i32 {
  // Compare-and-exchange: of all that find it FREE exactly one becomes the holder.
  if (atomic.cmpxchg<usize>(mutex, FREE, me) == FREE) return past(mutex, me);
  return lockHeld(mutex, me, timeoutMs);
}

/** The lock was taken without the gate: past an heir, if there is one. */
function past(mutex: usize, me: usize): i32 {
  // Atomic, at the price of a plain load: the heir takes its name away under the gate.
  if (atomic.load<usize>(mutex, HEIR) != NOBODY) respectHeir(mutex, me);
  return DONE;
}

function respectHeir(mutex: usize, me: usize): void {
  const passed = load<u32>(mutex, PASSED) + 1;
  store<u32>(mutex, passed, PASSED);
  if (passed < load<u32>(mutex, NEXT_LOOK)) return;
  // A quarter more each time: an heir waits a quarter longer than is fair at most, and short holds hardly ask the clock.
  store<u32>(mutex, passed + (passed >> 2) + 1, NEXT_LOOK);
  if (now() - load<f64>(mutex, HEIR_SINCE) < FAIR_MS) return;
  // Exchange, only on my own unmarked name: another thread may unlock it for me at this moment.
  atomic.cmpxchg<usize>(mutex, me, me | CONTENDED, STATE);
}

function lockHeld(mutex: usize, me: usize, timeoutMs: f64): i32 {
  if (timeoutMs == 0) return isBroken(mutex) ? BROKEN : TIMED_OUT;
  const deadline = deadlineAfter(timeoutMs);
  let outcome = beginLock(mutex, me);
  while (outcome == QUEUED) outcome = resumeLock(mutex, me, park(me, deadline));
  return outcome;
}

/** Takes the lock or queues for it, without sleeping. */
export function beginLock(mutex: usize, me: usize): i32 {
  if (takeWithinSpins(mutex, me)) return DONE;
  const entered = enterGate(mutex + GATE, me);
  if (entered != DONE) return entered;
  const outcome = takeOrMark(mutex, me);
  if (outcome == QUEUED) {
    store<f64>(me, now(), SINCE);
    append(mutex + LIST, me);
  }
  leaveGate(mutex + GATE);
  return outcome;
}

/** Goes on after a park. QUEUED: park again. */
export function resumeLock(mutex: usize, me: usize, reason: i32): i32 {
  let outcome = settle(mutex + GATE, mutex + LIST, me, reason, mutex + STATE);
  while (outcome == LOOK_AGAIN) outcome = competeAsHeir(mutex, me);
  if (outcome == DONE) noteWait(me);
  return outcome;
}

/** Gives the lock back; any thread may. DONE, NOT_HELD, BROKEN, or BUSY. */
export function unlockMutex(mutex: usize, me: usize): i32 {
  // Expects its own name without CONTENDED: then nobody waits, and nobody can begin to between look and store.
  if (atomic.cmpxchg<usize>(mutex, me, FREE) == me) return DONE;
  return unlockUnderGate(mutex, me);
}

function unlockUnderGate(mutex: usize, me: usize): i32 {
  const entered = enterGate(mutex + GATE, me);
  if (entered != DONE) return entered;
  const outcome = giveUp(mutex);
  leaveGate(mutex + GATE);
  return outcome;
}

function giveUp(mutex: usize): i32 {
  while (true) {
    const state = atomic.load<usize>(mutex, STATE);
    if (state == FREE) return NOT_HELD;
    if ((state & POISONED) != 0) return BROKEN;
    if ((state & CONTENDED) != 0) {
      // Marked: the holder cannot leave by the fast path, and every other way leads through this gate.
      passOn(mutex);
      return DONE;
    }
    // Unmarked: somebody else's lock, whose holder may unlock it at this moment.
    if (atomic.cmpxchg<usize>(mutex, state, FREE, STATE) == state) return DONE;
  }
}

/** Hands the lock to a waiter that is old enough, or frees it and wakes an heir. */
function passOn(mutex: usize): void {
  const heir = load<usize>(mutex, HEIR);
  if (heir != NOBODY) {
    const late = now() - load<f64>(mutex, HEIR_SINCE) >= FAIR_MS;
    if (late) atomic.store<usize>(mutex, NOBODY, HEIR);
    atomic.store<usize>(mutex, late ? held(mutex, heir) : FREE, STATE);
  } else if (!handOver(mutex)) freeAndWake(mutex);
}

/** Grants the lock to the first waiter that is old enough; false where there is none. */
function handOver(mutex: usize): bool {
  const list = mutex + LIST;
  while (true) {
    const first = firstOf(list);
    if (first == NOBODY || now() - load<f64>(first, SINCE) < FAIR_MS) return false;
    takeFirst(list);
    // The name before the signal: who wakes up granted holds it already.
    atomic.store<usize>(mutex, held(mutex, first), STATE);
    if (signal(first, GRANTED)) return true;
  }
}

function freeAndWake(mutex: usize): void {
  const first = firstOf(mutex + LIST);
  store<u32>(mutex, 0, PASSED);
  store<u32>(mutex, 0, NEXT_LOOK);
  if (first != NOBODY) store<f64>(mutex, load<f64>(first, SINCE), HEIR_SINCE);
  // Its name before the lock is free: who takes the lock past it finds it.
  atomic.store<usize>(mutex, first, HEIR);
  // Free before the heir is woken, so that it finds it free.
  atomic.store<usize>(mutex, FREE, STATE);
  const woken = wakeFirst(mutex + LIST, WOKEN);
  // Others than the first only where that one was interrupted.
  if (woken != first) atomic.store<usize>(mutex, woken, HEIR);
}

/** The state of a lock that `thread` holds. */
function held(mutex: usize, thread: usize): usize {
  return isEmpty(mutex + LIST) ? thread : thread | CONTENDED;
}

/** LOOK_AGAIN: it has lost a race and slept a little. */
function competeAsHeir(mutex: usize, me: usize): i32 {
  const entered = enterGate(mutex + GATE, me);
  if (entered != DONE) return entered;
  const outcome = mayNap(mutex, me) ? LOOK_AGAIN : lookAsHeir(mutex, me);
  leaveGate(mutex + GATE);
  // On its own word, which nobody changes while it is heir: only the time ends it.
  if (outcome == LOOK_AGAIN) atomic.wait<i32>(me + SIGNAL, WOKEN, NAP_NS);
  return outcome;
}

/** An heir may sleep on as heir while somebody has the lock and it is young; never the page, never one that is to stop. */
function mayNap(mutex: usize, me: usize): bool {
  const owner = mutexOwner(mutex);
  if (owner == NOBODY || owner == me || isDead(owner)) return false;
  if (load<u32>(me, BLOCKS) == 0 || (breaker(me) & STOP) != 0) return false;
  return load<usize>(mutex, HEIR) == me && now() - load<f64>(mutex, HEIR_SINCE) < FAIR_MS;
}

/** Takes the lock, finds that it has it, or goes to the front of the list. */
function lookAsHeir(mutex: usize, me: usize): i32 {
  const handed = mutexOwner(mutex) == me;
  // Where it was handed over another may be heir by now.
  if (load<usize>(mutex, HEIR) == me) atomic.store<usize>(mutex, NOBODY, HEIR);
  const outcome = handed ? DONE : takeOrMark(mutex, me);
  if (outcome == QUEUED) prepend(mutex + LIST, me);
  // Atomic as every write of this word; the thread is in no list.
  else atomic.store<i32>(me, IDLE, SIGNAL);
  return outcome;
}

/** Under the gate: DONE where it was free, BROKEN where its holder is dead, else QUEUED and the holder will see the mark. */
function takeOrMark(mutex: usize, me: usize): i32 {
  while (true) {
    const state = atomic.load<usize>(mutex, STATE);
    if (state == FREE) {
      // May lose against a fast path, which needs no gate.
      if (atomic.cmpxchg<usize>(mutex, FREE, held(mutex, me), STATE) == FREE) return DONE;
      continue;
    }
    if (isBroken(mutex)) {
      // Or: the name stays readable beside the mark.
      atomic.or<usize>(mutex, POISONED, STATE);
      return BROKEN;
    }
    if ((state & CONTENDED) != 0) return QUEUED;
    // May lose against the holder's unlock; the mark only counts on the state it was made for.
    if (atomic.cmpxchg<usize>(mutex, state, state | CONTENDED, STATE) == state) return QUEUED;
  }
}

function isBroken(mutex: usize): bool {
  return (atomic.load<usize>(mutex, STATE) & POISONED) != 0 || isOwnerDead(mutex + STATE);
}

/** Looks a while whether it becomes free; not where others wait already, since they would be passed over. */
function takeWithinSpins(mutex: usize, me: usize): bool {
  for (let spins = load<u32>(me, SPINS); spins > 0; --spins) {
    const state = atomic.load<usize>(mutex, STATE);
    if (state == FREE && atomic.cmpxchg<usize>(mutex, FREE, me, STATE) == FREE) {
      past(mutex, me);
      return true;
    }
    if ((state & CONTENDED) != 0) return false;
  }
  return false;
}

function noteWait(me: usize): void {
  store<f64>(me, max(load<f64>(me, LONGEST), now() - load<f64>(me, SINCE)), LONGEST);
}
