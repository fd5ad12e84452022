/**
 * A read-write lock: many readers or one writer, first come first served. A reader behind a waiting writer waits, so no
 * stream of readers starves a writer; readers that stand together at the front go in together, so no writer starves them.
 *
 *   WRITER   READERS   list      lock to read            lock to write           unlock
 *   0        0         empty     READERS 1               WRITER me               –
 *   0        r > 0     empty     READERS r + 1           joins                   r - 1; at 0 admits
 *   0        r > 0     waiters   joins                   joins                   r - 1; at 0 admits
 *   w        0         any       joins                   joins                   WRITER 0, admits
 *
 *   admit: the first, if a writer, when nobody is in; else all readers up to the next writer.
 *
 *   one                            another                        outcome
 *   writer at the front withdraws  readers wait behind it         it admits before it leaves the gate: they are not left
 *                                                                 behind a writer that is gone
 *   a reader or writer dies        others wait                    their slices end: BROKEN
 *
 * Readers are a set of thread numbers (PLACE), so that each can be asked whether it lives. A thread holds the lock once and
 * on one side: a second time is HELD_ALREADY, since a set cannot count it and a wait for oneself has no end.
 */
import { enterGate, leaveGate } from './gate';
import { BROKEN, DONE, EXPIRED, HELD_ALREADY, NOT_OWNER, QUEUED, STOPPED, TIMED_OUT, WITHDRAW } from './outcome';
import { deadlineAfter, GRANTED, isDead, park, PLACE, signal, THREAD_BYTES, WANT } from './thread';
import { append, firstOf, glance, isEmpty, mayGoOn, takeFirst, withdraw } from './waiters';

export const READ_WRITE_LOCK_BYTES: u32 = 64;
export const READ_WRITE_LOCK_ALIGN: u32 = 64;

const GATE: usize = 0;
const LIST: usize = 8;
const WRITER: usize = 16;
const READERS: usize = 20;
/** One bit a thread number; 128 threads. */
const READING: usize = 32;
const READING_WORDS: u32 = 4;
const WORD_BITS: u32 = 32;

// What a queued thread has in WANT.
const TO_READ: i32 = 0;
const TO_WRITE: i32 = 1;
const NOBODY: usize = 0;

export function initReadWriteLock(lock: usize): void {
  memory.fill(lock, 0, READ_WRITE_LOCK_BYTES);
}

/** How many read; for others the answer is old when it comes. */
export function readersOf(lock: usize): u32 {
  return atomic.load<u32>(lock, READERS);
}

/** The writer's record, or 0. */
export function writerOf(lock: usize): usize {
  return atomic.load<usize>(lock, WRITER);
}

/** Blocks at most `timeoutMs`. DONE, TIMED_OUT, STOPPED, BROKEN or HELD_ALREADY. */
export function lockToRead(lock: usize, me: usize, timeoutMs: f64): i32 {
  return lockAs(lock, me, TO_READ, timeoutMs);
}

/** As `lockToRead`. */
export function lockToWrite(lock: usize, me: usize, timeoutMs: f64): i32 {
  return lockAs(lock, me, TO_WRITE, timeoutMs);
}

function lockAs(lock: usize, me: usize, want: i32, timeoutMs: f64): i32 {
  const deadline = timeoutMs == 0 ? 0 : deadlineAfter(timeoutMs);
  let outcome = begin(lock, me, want, timeoutMs != 0);
  while (outcome == QUEUED) outcome = resumeReadWrite(lock, me, park(me, deadline));
  return outcome;
}

export function beginRead(lock: usize, me: usize, mayWait: bool): i32 {
  return begin(lock, me, TO_READ, mayWait);
}

export function beginWrite(lock: usize, me: usize, mayWait: bool): i32 {
  return begin(lock, me, TO_WRITE, mayWait);
}

function begin(lock: usize, me: usize, want: i32, mayWait: bool): i32 {
  const entered = enterGate(lock + GATE, me);
  if (entered != DONE) return entered;
  let outcome = DONE;
  if (load<usize>(lock, WRITER) == me || isReading(lock, me)) outcome = HELD_ALREADY;
  else if (isEmpty(lock + LIST) && fits(lock, want)) letIn(lock, me, want);
  else if (mayWait) outcome = join(lock, me, want);
  else outcome = isHolderDead(lock, me) ? BROKEN : TIMED_OUT;
  leaveGate(lock + GATE);
  return outcome;
}

function join(lock: usize, me: usize, want: i32): i32 {
  store<i32>(me, want, WANT);
  append(lock + LIST, me);
  return QUEUED;
}

/** Goes on after a park, whatever was wanted. */
export function resumeReadWrite(lock: usize, me: usize, reason: i32): i32 {
  const found = glance(me);
  if (found != WITHDRAW) return found;
  const goingOn = mayGoOn(me, reason);
  const entered = enterGate(lock + GATE, me);
  if (entered != DONE) return entered;
  const hopeless = isHolderDead(lock, me);
  let outcome = QUEUED;
  if (!goingOn || hopeless) {
    outcome = withdraw(lock + LIST, me);
    if (outcome == WITHDRAW) {
      admit(lock);
      outcome = hopeless ? BROKEN : reason == EXPIRED ? TIMED_OUT : STOPPED;
    }
  }
  leaveGate(lock + GATE);
  return outcome;
}

/** DONE; NOT_OWNER where this thread does not read. */
export function unlockRead(lock: usize, me: usize): i32 {
  const entered = enterGate(lock + GATE, me);
  if (entered != DONE) return entered;
  const reads = isReading(lock, me);
  if (reads) {
    letReaderOut(lock, me);
    admit(lock);
  }
  leaveGate(lock + GATE);
  return reads ? DONE : NOT_OWNER;
}

/** DONE; NOT_OWNER where this thread does not write. */
export function unlockWrite(lock: usize, me: usize): i32 {
  const entered = enterGate(lock + GATE, me);
  if (entered != DONE) return entered;
  const writes = load<usize>(lock, WRITER) == me;
  if (writes) {
    // Atomic, as `letIn`, for those who look without the gate.
    atomic.store<usize>(lock, NOBODY, WRITER);
    admit(lock);
  }
  leaveGate(lock + GATE);
  return writes ? DONE : NOT_OWNER;
}

function fits(lock: usize, want: i32): bool {
  // Plain: under the gate nobody writes them.
  if (load<usize>(lock, WRITER) != NOBODY) return false;
  return want == TO_READ || load<u32>(lock, READERS) == 0;
}

function letIn(lock: usize, thread: usize, want: i32): void {
  if (want == TO_WRITE) {
    atomic.store<usize>(lock, thread, WRITER);
    return;
  }
  atomic.store<u32>(lock, load<u32>(lock, READERS) + 1, READERS);
  const word = wordOf(lock, thread);
  store<u32>(word, load<u32>(word) | bitOf(thread));
}

function letReaderOut(lock: usize, thread: usize): void {
  atomic.store<u32>(lock, load<u32>(lock, READERS) - 1, READERS);
  const word = wordOf(lock, thread);
  store<u32>(word, load<u32>(word) & ~bitOf(thread));
}

function admit(lock: usize): void {
  const list = lock + LIST;
  while (!isEmpty(list) && fits(lock, load<i32>(firstOf(list), WANT))) {
    const first = takeFirst(list);
    if (signal(first, GRANTED)) letIn(lock, first, load<i32>(first, WANT));
  }
}

function isReading(lock: usize, thread: usize): bool {
  return (load<u32>(wordOf(lock, thread)) & bitOf(thread)) != 0;
}

function wordOf(lock: usize, thread: usize): usize {
  return lock + READING + 4 * (load<u32>(thread, PLACE) / WORD_BITS);
}

function bitOf(thread: usize): u32 {
  const place = load<u32>(thread, PLACE);
  return 1 << (place % WORD_BITS);
}

/** True where the writer or a reader has died. Records stand one behind the other, by number. */
function isHolderDead(lock: usize, me: usize): bool {
  const writer = load<usize>(lock, WRITER);
  if (writer != NOBODY) return isDead(writer);
  const records = me - load<u32>(me, PLACE) * THREAD_BYTES;
  for (let word: u32 = 0; word < READING_WORDS; ++word) {
    let set = load<u32>(lock + READING + 4 * word);
    for (; set != 0; set &= set - 1) {
      if (isDead(records + (word * WORD_BITS + ctz(set)) * THREAD_BYTES)) return true;
    }
  }
  return false;
}
