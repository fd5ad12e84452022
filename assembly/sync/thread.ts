/**
 * The record of one thread: what others must know of it, the word it sleeps on, and its place in a list of waiters. A
 * thread is named by its record's address, so a lock whose word holds the owner's name needs no table to find out
 * whether the owner still lives. A worker has one record. The page has several, one a wait under way.
 *
 *   word       value          who writes                        what it means
 *   SIGNAL     IDLE           the thread itself                 in no list
 *              WAITING        the thread, under a gate          in a list, asleep or about to be
 *              WOKEN          a waker, under the gate           out of the list: look again
 *              GRANTED        a waker, under the gate           out of the list: what it waited for is its own
 *              REFUSED        a waker, under the gate           out of the list: the structure broke or was shut
 *              INTERRUPTED    the page, without the gate        still in the list: leave it, the run is over
 *   BREAKER    bits           STOP: page; DROP_REQUEST: who     one word that a running thread looks at between slices,
 *                             wants the GIL; MERGE: who gives   as CPython's eval breaker
 *                             back somebody else's reference
 *   LIFE       ALIVE, DEAD    page                              DEAD is never taken back: the generation is over
 *
 *   the thread                   somebody else                      outcome
 *   WAITING, about to sleep      WAITING → GRANTED, notify          wait32 compares under the engine's lock: no sleep
 *   asleep                       WAITING → GRANTED, notify          woken
 *   time is up, enters the gate  had made it GRANTED before         keeps what it was granted: the loser of the race follows
 *                                                                   the winner
 *   WAITING, asleep              page: STOP, WAITING → INTERRUPTED  woken, leaves the list under the gate
 *   about to publish WAITING     page: STOP, finds IDLE             `park` looks at STOP after WAITING was published: no sleep
 *   WAITING → INTERRUPTED        waker: expects WAITING, fails      the waker grants to the next in the list
 *
 * Every sleep is a slice of at most 50 ms, so a lost wake-up or a dead owner costs a slice and never a hang. The
 * interleaving explorer counts any slice that was needed as a failure.
 */
import { announce, now } from './host';
import { EXPIRED, LOOK, STOPPING } from './outcome';

export const THREAD_BYTES: u32 = 256;
export const THREAD_ALIGN: u32 = 64;

// Line 0: what others write and read.
export const SIGNAL: usize = 0;
export const LIFE: usize = 4;
export const BREAKER: usize = 8;
/** 1 where the thread may block, as a worker; 0 for the page. */
export const BLOCKS: usize = 12;
/** Number of the record, from 0: its bit in a set of threads. */
export const PLACE: usize = 16;
/** How often a word is looked at before sleeping. */
export const SPINS: usize = 20;

// Line 1: written by the thread under a gate, and by a waker under the same gate.
export const NEXT: usize = 64;
/** What a queued thread wants, in the words of the structure it waits at. */
export const WANT: usize = 68;
/** When the thread began to wait, in milliseconds. */
export const SINCE: usize = 72;
/** An item on its way through a queue, or a place in a barrier's round. */
export const VALUE: usize = 80;

// Line 2: the references that others gave back to this thread's objects (refcount.ts).
export const OWED_GATE: usize = 128;
export const OWED: usize = 132;

// Line 3: what the thread has lived through. Written by itself alone, read by the page after the run.
export const PARKS: usize = 192;
/** Sleeps that ended with their slice, with nobody's signal. */
export const SLICES: usize = 196;
/** Looks between slices while it held the GIL. */
export const CHECKS: usize = 200;
/** Times it woke up for the GIL, or waited an interval, and somebody else had it. */
export const FAILED: usize = 204;
/** Times it gave the GIL up because it was asked to. */
export const FORCED: usize = 208;
/** The longest wait for a mutex, in milliseconds. */
export const LONGEST: usize = 216;

// Values of SIGNAL.
export const IDLE: i32 = 0;
export const WAITING: i32 = 1;
export const WOKEN: i32 = 2;
export const GRANTED: i32 = 3;
export const REFUSED: i32 = 4;
export const INTERRUPTED: i32 = 5;

// Values of LIFE.
export const ALIVE: i32 = 1;
export const DEAD: i32 = 2;

// Bits of BREAKER.
export const STOP: i32 = 1;
export const DROP_REQUEST: i32 = 2;
export const MERGE: i32 = 4;

const SLICE_MS: f64 = 50;
const NS_PER_MS: f64 = 1_000_000;

/** Makes a record ready for a thread that is about to start; `place` counts from 0. */
export function initThread(me: usize, place: u32, blocks: bool, spins: u32): void {
  memory.fill(me, 0, THREAD_BYTES);
  store<u32>(me, place, PLACE);
  store<u32>(me, blocks ? 1 : 0, BLOCKS);
  store<u32>(me, spins, SPINS);
  // Last and atomic: whoever finds the thread alive finds its record whole.
  atomic.store<i32>(me, ALIVE, LIFE);
}

/** The bits of the breaker: 0 while the thread may simply go on. */
export function breaker(me: usize): i32 {
  // Atomic: fetched anew at every look, since another thread sets it.
  return atomic.load<i32>(me, BREAKER);
}

export function isDead(thread: usize): bool {
  // Atomic: the page writes it while the thread's waiters look.
  return atomic.load<i32>(thread, LIFE) == DEAD;
}

/** The time at which a wait of `timeoutMs` from now ends. Infinity stays, without asking the clock. */
export function deadlineAfter(timeoutMs: f64): f64 {
  return timeoutMs == Infinity ? Infinity : now() + timeoutMs;
}

/**
 * Sleeps until this thread's signal changes, `deadline` passes, the page wants a stop or a slice is over, whichever is
 * first; says which. Only for threads that may block. The caller has published WAITING.
 */
export function park(me: usize, deadline: f64): i32 {
  let sliceMs = SLICE_MS;
  if (deadline != Infinity) {
    const left = deadline - now();
    if (left <= 0) return EXPIRED;
    sliceMs = min(left, SLICE_MS);
  }
  // Looked at after WAITING was published: the page sets STOP before it looks for WAITING, so one of the two sees
  // the other (both are sequentially consistent, as every wasm atomic).
  if ((breaker(me) & STOP) != 0) return STOPPING;
  store<u32>(me, load<u32>(me, PARKS) + 1, PARKS);
  // Compares and sleeps in one step, so a signal given since is not slept through.
  if (atomic.wait<i32>(me + SIGNAL, WAITING, <i64>(sliceMs * NS_PER_MS)) == 2) {
    store<u32>(me, load<u32>(me, SLICES) + 1, SLICES);
  }
  return LOOK;
}

/** Gives a waiting thread its signal and wakes it. False where it was interrupted first: it gets nothing. */
export function signal(thread: usize, how: i32): bool {
  // Compare-and-exchange against the page alone, which interrupts without the gate: one of the two wins.
  if (atomic.cmpxchg<i32>(thread, WAITING, how, SIGNAL) != WAITING) return false;
  // All, not one: on the page an abandoned wait may still stand in the engine's list, and must not swallow the wake.
  atomic.notify(thread + SIGNAL, -1);
  if (load<u32>(thread, BLOCKS) == 0) announce(thread);
  return true;
}

/** The page ends a thread's waits, now and until `allowThread`. Never blocks. */
export function stopThread(thread: usize): void {
  // Or, since others set other bits; before the exchange, see `park`.
  atomic.or<i32>(thread, STOP, BREAKER);
  // Only WAITING is replaced: what was granted stays granted.
  signal(thread, INTERRUPTED);
}

/** Takes the stop back, when the thread waits for nothing. */
export function allowThread(thread: usize): void {
  // And, not a store: a drop request or owed references may have been noted meanwhile.
  atomic.and<i32>(thread, ~STOP, BREAKER);
}

/** Its thread is gone for good; whoever waits for what it held finds out. */
export function markDead(thread: usize): void {
  atomic.store<i32>(thread, DEAD, LIFE);
}
