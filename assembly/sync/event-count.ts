/**
 * An event count: how much has happened that one thread, its owner, may be waiting for. Whoever has changed something for
 * the owner advances it; the owner reads the count, looks at everything it waits for, and sleeps only while the count is
 * what it read. So one thread can wait for many things at once, and takes no lock.
 * Source: D. P. Reed and R. K. Kanodia, "Synchronization with Eventcounts and Sequencers", CACM 22 (1979).
 *
 *   COUNT   n          anybody, atomic add 1      n things have happened
 *   OWNER   record     set once                   the only thread that may await it
 *
 *   owner                                    another                            outcome
 *   has read n, looked, found nothing        changes something, COUNT = n + 1   the await finds n + 1 and returns at once
 *   SIGNAL = WAITING, finds n, sleeps        COUNT = n + 1, finds WAITING       woken
 *   SIGNAL = WAITING, not yet looked         COUNT = n + 1, found IDLE before   finds n + 1: no sleep (each writes its own word
 *                                                                               before it reads the other's; wasm atomics are
 *                                                                               sequentially consistent)
 *
 * The owner stands in no list. A waker that is late may signal it WOKEN after it has gone on, which is harmless at the next
 * await, and only there: the owner waits at no other structure until all who may advance the count have ended.
 */
import { DONE, EXPIRED, LOOK, STOPPED, STOPPING, TIMED_OUT } from './outcome';
import { deadlineAfter, IDLE, park, SIGNAL, signal, WAITING, WOKEN } from './thread';

export const EVENT_COUNT_BYTES: u32 = 64;
export const EVENT_COUNT_ALIGN: u32 = 64;

const COUNT: usize = 0;
const OWNER: usize = 4;

export function initEventCount(events: usize, owner: usize): void {
  memory.fill(events, 0, EVENT_COUNT_BYTES);
  store<usize>(events, owner, OWNER);
}

/** Read before one looks at what one waits for. */
export function readEventCount(events: usize): i32 {
  // Atomic: what was written before the advance is seen after this.
  return atomic.load<i32>(events, COUNT);
}

/** Something has happened, and was written before. Wakes the owner where it sleeps. */
export function advanceEventCount(events: usize): void {
  // Add: several threads advance it at once. Before the look at SIGNAL, see the table.
  atomic.add<i32>(events, 1, COUNT);
  const owner = load<usize>(events, OWNER);
  // A load first: the exchange of `signal` would take the line from an owner that is running.
  if (atomic.load<i32>(owner, SIGNAL) == WAITING) signal(owner, WOKEN);
}

/**
 * Returns once the count is not `seen` any more: DONE; or TIMED_OUT, STOPPED. Looks `spins` times before it sleeps, which is
 * worth it as long as the wait is no longer than a wake-up takes (Karlin et al., "Empirical Studies of Competitive
 * Spinning", SOSP 1991). Only for the owner.
 */
export function awaitEventCount(events: usize, me: usize, seen: i32, spins: u32, timeoutMs: f64): i32 {
  for (; spins > 0; --spins) if (atomic.load<i32>(events, COUNT) != seen) return DONE;
  const deadline = deadlineAfter(timeoutMs);
  while (true) {
    // Published before the look, as the table says.
    atomic.store<i32>(me, WAITING, SIGNAL);
    const reason = atomic.load<i32>(events, COUNT) == seen ? park(me, deadline) : LOOK;
    // Whatever the signal was, a look at the count tells more.
    atomic.store<i32>(me, IDLE, SIGNAL);
    if (atomic.load<i32>(events, COUNT) != seen) return DONE;
    if (reason == STOPPING) return STOPPED;
    if (reason == EXPIRED) return TIMED_OUT;
  }
}
