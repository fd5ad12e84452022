/**
 * A bounded queue of numbers that many threads put into and take from: first in first out, last in first out, or
 * smallest first. Items pass from hand to hand: a put with a waiting getter gives it the item, a get from a full queue
 * lets the first waiting putter's item in, so both sides are served in the order they came.
 *
 *   COUNT          getters wait    putters wait    put                         get
 *   0              maybe           no              to the first getter, or in  waits
 *   0 < c < MOST   no              no              in                          out
 *   ≥ MOST         no              maybe           waits                       out, and the first putter's item in
 *
 *   UNFINISHED: items put and not yet reported done; JOINERS wait until it is 0.
 *
 *   SHUT           put                 get                          join
 *   OPEN           as above            as above                     until UNFINISHED is 0
 *   DRAINING       turned away         out while there are items,   until UNFINISHED is 0
 *                                      then turned away
 *   SHUT_AT_ONCE   turned away         turned away (items dropped)  until what was taken is reported
 *
 *   one                        another                 outcome
 *   get's time is up, at gate  a put gives it an item  it has the item, late but whole
 *   get leaves the list        a put                   the item goes to the next getter, or in
 *   get waits                  shutdown                turned away: what waits at a queue that drains is a get that found nothing
 *
 * COUNT, UNFINISHED, MOST and SHUT are written under the gate with atomic stores, for those who look without it; under the gate
 * plain loads do. Items stand behind the header (lib/queue-storage.ts), CAPACITY of them; MOST ≤ CAPACITY may change.
 */
import { enterGate, leaveGate } from './gate';
import { CAPACITY, COUNT, ORDER, takeIn, takeOut } from './lib/queue-storage';
import { DONE, QUEUED, SHUT_DOWN, TIMED_OUT, TOO_MANY, TURNED_AWAY } from './outcome';
import { deadlineAfter, GRANTED, park, REFUSED, signal, VALUE } from './thread';
import { append, isEmpty, settle, takeFirst, wakeAll } from './waiters';

/** The header; items follow. */
export const QUEUE_BYTES: u32 = 128;
export const QUEUE_ALIGN: u32 = 64;

/** The orders, as `initQueue` takes them. */
export { FIRST_IN_FIRST_OUT, LAST_IN_FIRST_OUT, SMALLEST_FIRST } from './lib/queue-storage';

const GATE: usize = 0;
const GETTERS: usize = 8;
const PUTTERS: usize = 16;
const JOINERS: usize = 24;
const MOST: usize = 40;
const UNFINISHED: usize = 52;
const SHUT: usize = 56;

const OPEN: i32 = 0;
const DRAINING: i32 = 1;
const SHUT_AT_ONCE: i32 = 2;

export function initQueue(queue: usize, order: i32, capacity: u32, most: u32): void {
  memory.fill(queue, 0, QUEUE_BYTES);
  store<i32>(queue, order, ORDER);
  store<u32>(queue, capacity, CAPACITY);
  store<u32>(queue, most, MOST);
}

/** Items in it; for others than the only user the answer is old when it comes. As the next three. */
export function queueCount(queue: usize): u32 {
  return atomic.load<u32>(queue, COUNT);
}

export function queueUnfinished(queue: usize): u32 {
  return atomic.load<u32>(queue, UNFINISHED);
}

export function queueMost(queue: usize): u32 {
  return atomic.load<u32>(queue, MOST);
}

export function isQueueShut(queue: usize): bool {
  return atomic.load<i32>(queue, SHUT) != OPEN;
}

/** The item of this thread's last get. */
export function queueItem(me: usize): f64 {
  return load<f64>(me, VALUE);
}

/** Blocks at most `timeoutMs` while it is full. DONE, TIMED_OUT (full), SHUT_DOWN, STOPPED or BROKEN. */
export function putQueue(queue: usize, me: usize, item: f64, timeoutMs: f64): i32 {
  const deadline = timeoutMs == 0 ? 0 : deadlineAfter(timeoutMs);
  let outcome = beginPut(queue, me, item, timeoutMs != 0);
  while (outcome == QUEUED) outcome = resumePut(queue, me, park(me, deadline));
  return outcome;
}

export function beginPut(queue: usize, me: usize, item: f64, mayWait: bool): i32 {
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  const outcome = put(queue, me, item, mayWait);
  leaveGate(queue + GATE);
  return outcome;
}

function put(queue: usize, me: usize, item: f64, mayWait: bool): i32 {
  if (load<i32>(queue, SHUT) != OPEN) return SHUT_DOWN;
  if (load<u32>(queue, COUNT) < load<u32>(queue, MOST)) {
    admit(queue, item);
    return DONE;
  }
  if (!mayWait) return TIMED_OUT;
  store<f64>(me, item, VALUE);
  append(queue + PUTTERS, me);
  return QUEUED;
}

export function resumePut(queue: usize, me: usize, reason: i32): i32 {
  const outcome = settle(queue + GATE, queue + PUTTERS, me, reason, 0);
  return outcome == TURNED_AWAY ? SHUT_DOWN : outcome;
}

/** Blocks at most `timeoutMs` while it is empty; then `queueItem`. DONE, TIMED_OUT (empty), SHUT_DOWN, STOPPED or BROKEN. */
export function getQueue(queue: usize, me: usize, timeoutMs: f64): i32 {
  const deadline = timeoutMs == 0 ? 0 : deadlineAfter(timeoutMs);
  let outcome = beginGet(queue, me, timeoutMs != 0);
  while (outcome == QUEUED) outcome = resumeGet(queue, me, park(me, deadline));
  return outcome;
}

export function beginGet(queue: usize, me: usize, mayWait: bool): i32 {
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  const outcome = get(queue, me, mayWait);
  leaveGate(queue + GATE);
  return outcome;
}

function get(queue: usize, me: usize, mayWait: bool): i32 {
  if (load<u32>(queue, COUNT) > 0) {
    store<f64>(me, takeOut(queue), VALUE);
    admitPutters(queue);
    return DONE;
  }
  if (load<i32>(queue, SHUT) != OPEN) return SHUT_DOWN;
  if (!mayWait) return TIMED_OUT;
  append(queue + GETTERS, me);
  return QUEUED;
}

export function resumeGet(queue: usize, me: usize, reason: i32): i32 {
  const outcome = settle(queue + GATE, queue + GETTERS, me, reason, 0);
  return outcome == TURNED_AWAY ? SHUT_DOWN : outcome;
}

/** One item that was taken has been dealt with. TOO_MANY where none was left to be. */
export function queueTaskDone(queue: usize, me: usize): i32 {
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  const unfinished = load<u32>(queue, UNFINISHED);
  if (unfinished > 0) setUnfinished(queue, unfinished - 1);
  leaveGate(queue + GATE);
  return unfinished > 0 ? DONE : TOO_MANY;
}

/** Blocks until every item that was put has been reported done. DONE, TIMED_OUT, STOPPED or BROKEN. */
export function joinQueue(queue: usize, me: usize, timeoutMs: f64): i32 {
  const deadline = deadlineAfter(timeoutMs);
  let outcome = beginJoin(queue, me);
  while (outcome == QUEUED) outcome = resumeJoin(queue, me, park(me, deadline));
  return outcome;
}

export function beginJoin(queue: usize, me: usize): i32 {
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  const finished = load<u32>(queue, UNFINISHED) == 0;
  if (!finished) append(queue + JOINERS, me);
  leaveGate(queue + GATE);
  return finished ? DONE : QUEUED;
}

export function resumeJoin(queue: usize, me: usize, reason: i32): i32 {
  return settle(queue + GATE, queue + JOINERS, me, reason, 0);
}

/** No more puts; no more gets either once it is empty, or at once where the items are dropped. */
export function shutQueue(queue: usize, me: usize, immediate: bool): i32 {
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  if (immediate) {
    const dropped = load<u32>(queue, COUNT);
    atomic.store<i32>(queue, SHUT_AT_ONCE, SHUT);
    atomic.store<u32>(queue, 0, COUNT);
    // Items may have been reported done that nobody took.
    const unfinished = load<u32>(queue, UNFINISHED);
    setUnfinished(queue, unfinished - min(dropped, unfinished));
  } else if (load<i32>(queue, SHUT) == OPEN) {
    atomic.store<i32>(queue, DRAINING, SHUT);
  }
  wakeAll(queue + GETTERS, REFUSED);
  wakeAll(queue + PUTTERS, REFUSED);
  leaveGate(queue + GATE);
  return DONE;
}

/** Changes how many items it holds at the most. What is in it stays, also above. TOO_MANY above the capacity. */
export function limitQueue(queue: usize, me: usize, most: u32): i32 {
  if (most > load<u32>(queue, CAPACITY)) return TOO_MANY;
  const entered = enterGate(queue + GATE, me);
  if (entered != DONE) return entered;
  atomic.store<u32>(queue, most, MOST);
  admitPutters(queue);
  leaveGate(queue + GATE);
  return DONE;
}

/** An item is put: to the first getter, or in. */
function admit(queue: usize, item: f64): void {
  setUnfinished(queue, load<u32>(queue, UNFINISHED) + 1);
  while (true) {
    const getter = takeFirst(queue + GETTERS);
    if (getter == 0) return takeIn(queue, item);
    // The item before the signal: who wakes up granted reads it at once.
    store<f64>(getter, item, VALUE);
    if (signal(getter, GRANTED)) return;
  }
}

/** Lets in what fits of what the first putters hold. */
function admitPutters(queue: usize): void {
  while (load<u32>(queue, COUNT) < load<u32>(queue, MOST) && !isEmpty(queue + PUTTERS)) {
    const putter = takeFirst(queue + PUTTERS);
    const item = load<f64>(putter, VALUE);
    if (signal(putter, GRANTED)) admit(queue, item);
  }
}

function setUnfinished(queue: usize, unfinished: u32): void {
  // Under the gate nobody else writes it; atomic for those who only read.
  atomic.store<u32>(queue, unfinished, UNFINISHED);
  if (unfinished == 0) wakeAll(queue + JOINERS, GRANTED);
}
