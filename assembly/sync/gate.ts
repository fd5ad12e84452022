/**
 * The gate: the small lock inside every structure here, held for some dozen instructions while its fields and its list
 * of waiters change. Never held across a wait, a kernel or a call into TypeScript. It is not for users: it is
 * unfair, and the structures' own owners are not its holders.
 * The three-state futex mutex of U. Drepper, "Futexes Are Tricky" (2011), §6, with the holder's name in the word.
 *
 *   word             meaning                                  next
 *   OPEN             nobody is inside                         t: enterGate
 *   t                thread t is inside, nobody sleeps        OPEN: leaveGate · t|SLEEPERS: somebody is about to sleep
 *   t | SLEEPERS     thread t is inside, somebody may sleep   OPEN and one is notified: leaveGate
 *
 *   one                             another                       outcome
 *   OPEN → t                        OPEN → u                      exactly one exchange succeeds
 *   t → t|SLEEPERS, about to sleep  t leaves: OPEN, notify        the word differs from t|SLEEPERS: wait32 does not sleep
 *   woken, others still sleep       –                             enters as t|SLEEPERS, so the next leave notifies again: one
 *                                                                 notify too many at most, never one too few
 *   inside, dies                    sleeps                        its slice ends, t's LIFE is DEAD: BROKEN
 *
 * A thread that may not block (the page) tries once and is told BUSY.
 */
import { BROKEN, BUSY, DONE } from './outcome';
import { BLOCKS, isDead, SPINS } from './thread';

export const GATE_BYTES: u32 = 4;

const OPEN: usize = 0;
const SLEEPERS: usize = 1;
const SLICE_NS: i64 = 50_000_000;

/** DONE, or BROKEN where the thread inside has died, or BUSY for a thread that may not block. */
export function enterGate(gate: usize, me: usize): i32 {
  // Compare-and-exchange: of all who find it open one gets in.
  if (atomic.cmpxchg<usize>(gate, OPEN, me) == OPEN) return DONE;
  return load<u32>(me, BLOCKS) == 0 ? busyOrBroken(gate) : enterOccupied(gate, me);
}

function busyOrBroken(gate: usize): i32 {
  const inside = atomic.load<usize>(gate) & ~SLEEPERS;
  return inside != OPEN && isDead(inside) ? BROKEN : BUSY;
}

function enterOccupied(gate: usize, me: usize): i32 {
  for (let spins = load<u32>(me, SPINS); spins > 0; --spins) {
    // A load first: exchanges by many would take the line from the one inside.
    if (atomic.load<usize>(gate) == OPEN && atomic.cmpxchg<usize>(gate, OPEN, me) == OPEN) return DONE;
  }
  while (true) {
    const word = atomic.load<usize>(gate);
    if (word == OPEN) {
      // As one with sleepers: after a sleep nobody knows whether others still do.
      if (atomic.cmpxchg<usize>(gate, OPEN, me | SLEEPERS) == OPEN) return DONE;
      continue;
    }
    if (isDead(word & ~SLEEPERS)) return BROKEN;
    // The mark comes before the sleep, and the sleep compares with it: a leave in between changes the word.
    const marked = word | SLEEPERS;
    if (word != marked && atomic.cmpxchg<usize>(gate, word, marked) != word) continue;
    atomic.wait<i32>(gate, <i32>marked, SLICE_NS);
  }
}

/** Lets the next one in. */
export function leaveGate(gate: usize): void {
  // Exchange: the mark of a sleeper must not be lost between a look and a store.
  if ((atomic.xchg<usize>(gate, OPEN) & SLEEPERS) != 0) atomic.notify(gate, 1);
}
