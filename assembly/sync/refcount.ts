/**
 * Reference counts in the four forms that the notes speak of. An object's record holds all four; a program uses one.
 *
 *   form      how                                             right with several threads          what it costs
 *   plain     load, add, store                                no, unless a GIL is held: updates   least
 *                                                             are lost
 *   atomic    one atomic add                                  yes                                 a locked instruction; the
 *                                                                                                 line travels between cores
 *   locked    load, add, store under the object's gate        yes                                 two locked instructions
 *   biased    the owner counts plainly, others atomically     yes                                 nearly plain for the owner
 *
 * Biased counting is PEP 703's (after J. Choi, T. Shull, J. Torrellas, "Biased Reference Counting", PACT 2018):
 *
 *   OWNER  LOCAL   SHARED: count, flag        owner releases              somebody else releases
 *   t      l > 1   any, LIVE                  l - 1                       count - 1
 *   t      1       0, LIVE                    freed                       QUEUED: handed to t, which subtracts it later;
 *                                                                         until then the queue's reference is in LOCAL
 *   t      1       s ≠ 0, LIVE                OWNER 0, MERGED             count - 1
 *   t      any     any, QUEUED                as above                    count - 1 (may go below 0 until t merges)
 *   0      0       s, MERGED                  –                           s - 1; at 0 freed
 *
 *   one                                  another                                outcome
 *   owner: LOCAL 0, looks at SHARED      non-owner adds to SHARED               the owner's exchange fails, it looks again
 *   non-owner finds SHARED 0, LIVE       another finds it too                   one makes it QUEUED and queues it, the other subtracts
 *   owner ends, merges what it is owed   non-owner hands it one more            under the thread's gate: either merged by the owner, or
 *                                                                               found closed and merged by the non-owner
 *
 * A release answers 1 where the last reference is gone and the caller has to free the object, else 0.
 */
import { enterGate, leaveGate } from './gate';
import { DONE } from './outcome';
import { BREAKER, MERGE, OWED, OWED_GATE } from './thread';

export const OBJECT_BYTES: u32 = 64;
export const OBJECT_ALIGN: u32 = 64;

const COUNT: usize = 0;
const GATE: usize = 4;
const OWNER: usize = 8;
const LOCAL: usize = 12;
const SHARED: usize = 16;
/** The next object that is owed to the same thread. */
const NEXT_OWED: usize = 20;

// SHARED is the count times 4, plus one of these.
const LIVE: i32 = 0;
const QUEUED: i32 = 2;
const MERGED: i32 = 3;
const FLAG: i32 = 3;
const ONE: i32 = 4;

const NOBODY: usize = 0;
const NOTHING: usize = 0;
/** In OWED: the thread has ended and merges nothing any more. An address it can never hold. */
const CLOSED: usize = 1;

/** An object with one reference, `me`'s. */
export function initObject(object: usize, me: usize): void {
  memory.fill(object, 0, OBJECT_BYTES);
  store<i32>(object, 1, COUNT);
  store<i32>(object, 1, LOCAL);
  // Last and atomic: whoever finds the owner finds the counts.
  atomic.store<usize>(object, me, OWNER);
}

/** References, as far as one look can tell. */
export function referencesOf(object: usize): i32 {
  return atomic.load<i32>(object, COUNT);
}

/** References of the biased form: the owner's and the others' together. */
export function biasedReferencesOf(object: usize): i32 {
  return atomic.load<i32>(object, LOCAL) + (atomic.load<i32>(object, SHARED) >> 2);
}

/** On purpose without any protection: what a GIL protects, and what breaks without one. */
export function retainPlain(object: usize): void {
  store<i32>(object, load<i32>(object, COUNT) + 1, COUNT);
}

export function releasePlain(object: usize): bool {
  const left = load<i32>(object, COUNT) - 1;
  store<i32>(object, left, COUNT);
  return left == 0;
}

export function retainAtomic(object: usize): void {
  // Add: two threads' additions both count.
  atomic.add<i32>(object, 1, COUNT);
}

export function releaseAtomic(object: usize): bool {
  // The old value goes to exactly one thread as 1: exactly one frees.
  return atomic.sub<i32>(object, 1, COUNT) == 1;
}

export function retainLocked(object: usize, me: usize): void {
  if (enterGate(object + GATE, me) != DONE) return;
  retainPlain(object);
  leaveGate(object + GATE);
}

export function releaseLocked(object: usize, me: usize): bool {
  if (enterGate(object + GATE, me) != DONE) return false;
  const last = releasePlain(object);
  leaveGate(object + GATE);
  return last;
}

export function retainBiased(object: usize, me: usize): void {
  // Atomic load, which costs what a plain one does: the owner may be merging. Only I can make it my name or take it away.
  if (atomic.load<usize>(object, OWNER) == me) store<i32>(object, load<i32>(object, LOCAL) + 1, LOCAL);
  else atomic.add<i32>(object, ONE, SHARED);
}

export function releaseBiased(object: usize, me: usize): bool {
  if (atomic.load<usize>(object, OWNER) != me) return releaseShared(object, me);
  const left = load<i32>(object, LOCAL) - 1;
  store<i32>(object, left, LOCAL);
  return left == 0 && mergeOwn(object);
}

/** The owner's last own reference is gone: from here on all count in SHARED. True where that is 0. */
function mergeOwn(object: usize): bool {
  // Before the flag: who sees MERGED must not find an owner any more.
  atomic.store<usize>(object, NOBODY, OWNER);
  while (true) {
    const shared = atomic.load<i32>(object, SHARED);
    // May lose against somebody else's count; looks again.
    if (atomic.cmpxchg<i32>(object, shared, (shared & ~FLAG) | MERGED, SHARED) != shared) continue;
    // One that is owed was not subtracted yet, so 0 here means that nothing is owed either.
    return shared >> 2 == 0;
  }
}

function releaseShared(object: usize, me: usize): bool {
  while (true) {
    const shared = atomic.load<i32>(object, SHARED);
    // Nothing of the others' is left to subtract from: the owner has to, or the count would say 0 while it holds some.
    const owed = shared == LIVE;
    const after = owed ? QUEUED : shared - ONE;
    if (atomic.cmpxchg<i32>(object, shared, after, SHARED) != shared) continue;
    if (owed) return oweToOwner(object, me);
    return after == MERGED;
  }
}

/** Hands one release to the owner; where it has ended, or just merged, counts it here. */
function oweToOwner(object: usize, me: usize): bool {
  const owner = atomic.load<usize>(object, OWNER);
  if (owner == NOBODY) return mergeOwed(object);
  if (enterGate(owner + OWED_GATE, me) != DONE) return false;
  const first = load<usize>(owner, OWED);
  const open = first != CLOSED;
  if (open) {
    store<usize>(object, first, NEXT_OWED);
    store<usize>(owner, object, OWED);
  }
  leaveGate(owner + OWED_GATE);
  if (!open) return mergeOwed(object);
  // Or: other bits of the breaker stay. The owner sees it between two slices.
  atomic.or<i32>(owner, MERGE, BREAKER);
  return false;
}

/** Counts everything in SHARED and subtracts the release that was owed. True where nothing is left. Only the owner, or anybody once it has ended. */
function mergeOwed(object: usize): bool {
  const local = load<i32>(object, LOCAL);
  while (true) {
    const shared = atomic.load<i32>(object, SHARED);
    const count = (shared >> 2) + local - 1;
    if (atomic.cmpxchg<i32>(object, shared, (count << 2) | MERGED, SHARED) != shared) continue;
    store<i32>(object, 0, LOCAL);
    atomic.store<usize>(object, NOBODY, OWNER);
    return count == 0;
  }
}

/** The owner, at a safe point: subtracts what others gave back. How many objects have to be freed. */
export function mergeOwedObjects(me: usize): u32 {
  return mergeAll(me, NOTHING);
}

/** As above, and for the last time: the thread ends. */
export function closeOwed(me: usize): u32 {
  return mergeAll(me, CLOSED);
}

function mergeAll(me: usize, leaves: usize): u32 {
  // And: cleared before the list is taken, so that what comes later sets it again.
  atomic.and<i32>(me, ~MERGE, BREAKER);
  if (enterGate(me + OWED_GATE, me) != DONE) return 0;
  let object = load<usize>(me, OWED);
  store<usize>(me, leaves, OWED);
  leaveGate(me + OWED_GATE);
  let freed: u32 = 0;
  while (object != NOTHING && object != CLOSED) {
    const next = load<usize>(object, NEXT_OWED);
    if (mergeOwed(object)) ++freed;
    object = next;
  }
  return freed;
}
