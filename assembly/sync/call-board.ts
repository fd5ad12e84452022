/**
 * The board of an executor: the page posts calls, workers take them, run them and hand them back. A call is a record of fixed
 * size in a slot of the board; what stands in it besides the words below is written and read by TypeScript. Each worker has a
 * desk: a deque of posted calls (deque.ts) whose owner is the page, and the chain of calls it has handed back. A worker takes
 * the oldest call of its own desk, else of another's: work stealing after R. D. Blumofe and C. E. Leiserson, "Scheduling
 * Multithreaded Computations by Work Stealing" (FOCS 1994), but first come, first served at each desk, and every eighth time another
 * desk comes first: a call at the desk of a worker that is busy for long does not wait until all others have nothing to do.
 *
 *   STATE of a call   who writes                         what it means
 *   PENDING           page, before the push              posted, nobody runs it
 *   RUNNING           one worker, by exchange            taken: it can no longer be cancelled
 *   CANCELLED         page, by exchange                  who finds it hands it back and runs nothing
 *
 *   word              who writes                         what it means
 *   EPOCH             page, + 1 after each push          workers sleep on it
 *   SLEEPERS          worker + 1; who ends the sleep - 1: so many sleep, or are about to
 *                     the page that wakes it, or itself
 *   HOME              page, 0 or 1                       1: take no more, go home
 *   ARMED             page 1, worker 1 → 0               1: the page sleeps, or looks a last time before it does
 *   FINISHED of a     worker, by exchange; page → 0      the call handed back last, + 1; each is chained to the one before. No
 *   desk                                                 slot is handed back twice, so the chain needs no room and is never full
 *   AT of a desk      worker                             1: its worker is at the board
 *   TURNS of a desk   worker, plain                      calls its worker has taken
 *   DESKS             page, only grows                   desks that may be in use: the first ones
 *
 *   one                                    another                               outcome
 *   worker: reads EPOCH, looks,            page: push, EPOCH + 1, SLEEPERS?      the look finds the call, or EPOCH differs from what
 *   SLEEPERS + 1, sleeps if EPOCH is same                                        was read, or the page sees the sleeper and notifies
 *   worker: PENDING → RUNNING              page: PENDING → CANCELLED             exactly one exchange succeeds
 *   worker: chains the call, ARMED?        page: ARMED = 1, looks at every       the page sees the call, or the worker sees it armed
 *                                          chain, sleeps if ARMED is still 1     and notifies
 *   worker: chains to the head it saw      page: takes the chain, head → 0       the exchange fails and the worker chains anew
 *   worker: reads EPOCH, HOME?, sleeps     page: HOME = 1, EPOCH + 1, notifies   sees HOME, or EPOCH differs, or is woken
 *
 * Every sleep is a slice: a lost wake-up costs one slice, never a hang. All words wrap or are compared as equal only.
 */
import { DEQUE_BYTES, DEQUE_EMPTY, DEQUE_LOST, initDeque, pushDeque, stealDeque } from './deque';
import { announce } from './host';

export const CALL_BOARD_BYTES: u32 = 256;
export const CALL_BOARD_ALIGN: u32 = 64;
/** A record. */
export const CALL_BYTES: u32 = 64;
export const CALL_ALIGN: u32 = 64;
/** The head of a desk; its deque follows. */
export const DESK_BYTES: u32 = 64;
export const DESK_ALIGN: u32 = 64;

// A line each: pushes, sleeps, completions and what never changes.
const EPOCH: usize = 0;
const HOME: usize = 4;
const SLEEPERS: usize = 64;
const ARMED: usize = 128;
const DESKS: usize = 192;
const DESKS_AT: usize = 196;
const STRIDE: usize = 200;

// Of a record. The rest belongs to src/sync/call-board.ts.
const STATE: usize = 0;
const NEXT: usize = 4;

// Of a desk.
const FINISHED: usize = 0;
const AT: usize = 4;
const TURNS: usize = 8;

const PENDING: i32 = 1;
const RUNNING: i32 = 2;
const CANCELLED: i32 = 3;

/** So many calls are taken before another desk than the own comes first. */
const FAIR: u32 = 8;

/** There is no call to take. */
export const NO_CALL: i32 = -1;
/** The page wants the worker to go home. */
export const GO_HOME: i32 = -2;

/** What a wait answers that was notified. */
const WOKEN_UP: i32 = 0;

const NS_PER_MS: i64 = 1_000_000;

/** `slots` is a power of two; `first` is 0 but in tests of the wrap. Nobody may be at the board; no desk is in use. */
export function initCallBoard(board: usize, slots: u32, desks: u32, first: u32): void {
  const desksAt = board + CALL_BOARD_BYTES + slots * CALL_BYTES;
  const deskBytes = (DESK_BYTES + DEQUE_BYTES + 4 * slots + DESK_ALIGN - 1) & ~(DESK_ALIGN - 1);
  memory.fill(board, 0, <usize>(CALL_BOARD_BYTES + slots * CALL_BYTES));
  store<usize>(board, desksAt, DESKS_AT);
  store<u32>(board, deskBytes, STRIDE);
  atomic.store<u32>(board, first, EPOCH);
  for (let number: u32 = 0; number < desks; ++number) {
    memory.fill(desk(board, number), 0, DESK_BYTES);
    initDeque(desk(board, number) + DESK_BYTES, slots, first);
  }
}

function desk(board: usize, number: u32): usize {
  return load<usize>(board, DESKS_AT) + number * load<u32>(board, STRIDE);
}

function record(board: usize, slot: i32): usize {
  return board + CALL_BOARD_BYTES + slot * CALL_BYTES;
}

function desksInUse(board: usize): u32 {
  // Atomic: the page adds desks while workers look. Who missed one has read an old epoch, too.
  return atomic.load<u32>(board, DESKS);
}

// The page's.

/** The first `desks` desks may be used from now on. */
export function useDesks(board: usize, desks: u32): void {
  atomic.store<u32>(board, desks, DESKS);
}

/** Posts the call in a free slot, whose record is written, at a desk. Wakes a worker if one sleeps. */
export function postCall(board: usize, at: u32, slot: i32): void {
  // Before the push: who takes the call finds it pending.
  atomic.store<i32>(record(board, slot), PENDING, STATE);
  // There is room: a deque takes as many as there are slots.
  pushDeque(desk(board, at) + DESK_BYTES, slot);
  // After the push: who read the old epoch either finds the call or does not fall asleep.
  atomic.add<i32>(board, 1, EPOCH);
  // After the epoch; notifying nobody would cost more than posting.
  if (atomic.load<i32>(board, SLEEPERS) != 0) wake(board, 1);
}

function wake(board: usize, count: i32): void {
  const woken = atomic.notify(board + EPOCH, count);
  // For them: it takes a worker some time to wake up, and each call posted meanwhile would notify in vain.
  if (woken != 0) atomic.sub<i32>(board, woken, SLEEPERS);
}

/** True where the call is cancelled now, false where a worker was faster. The slot comes back as any other does. */
export function cancelCall(board: usize, slot: i32): bool {
  // Exchange: against the worker that takes it, exactly one wins.
  return atomic.cmpxchg<i32>(record(board, slot), PENDING, CANCELLED, STATE) == PENDING;
}

/** True once a worker has taken it. */
export function isCallRunning(board: usize, slot: i32): bool {
  // Atomic: a worker writes it at any moment.
  return atomic.load<i32>(record(board, slot), STATE) == RUNNING;
}

/** Takes what a desk has handed back, oldest first: a slot, whose NEXT names the one behind it, + 1; NO_CALL where there is nothing. */
export function takeFinished(board: usize, at: u32): i32 {
  const head = desk(board, at);
  // A load first: a desk with nothing on it keeps its line.
  if (atomic.load<i32>(head, FINISHED) == 0) return NO_CALL;
  // Exchange: what is handed back from now on starts a new chain. It also orders the results before their reader.
  let from = atomic.xchg<i32>(head, 0, FINISHED);
  let first = 0;
  while (from != 0) {
    const next = load<i32>(record(board, from - 1), NEXT);
    store<i32>(record(board, from - 1), first, NEXT);
    first = from;
    from = next;
  }
  return first - 1;
}

/** True where nothing has been handed back and the page may wait for ARMED to change; false: look again. */
export function armBoard(board: usize): bool {
  // Before the look: who hands back after it sees the page armed.
  atomic.store<i32>(board, 1, ARMED);
  for (let number: u32 = 0, desks = desksInUse(board); number < desks; ++number) {
    if (atomic.load<i32>(desk(board, number), FINISHED) == 0) continue;
    disarmBoard(board);
    return false;
  }
  return true;
}

/** The page is awake: nobody needs to notify it. */
export function disarmBoard(board: usize): void {
  atomic.store<i32>(board, 0, ARMED);
}

/** Every worker goes home after the call it is in. */
export function sendHome(board: usize): void {
  atomic.store<i32>(board, 1, HOME);
  // After HOME, as after a push.
  atomic.add<i32>(board, 1, EPOCH);
  wake(board, -1);
}

/** Workers that come may stay. All must have gone home. */
export function openBoard(board: usize): void {
  atomic.store<i32>(board, 0, HOME);
}

export function isAtBoard(board: usize, at: u32): bool {
  return atomic.load<i32>(desk(board, at), AT) != 0;
}

// The workers'.

/** The worker of desk `at` has come, or goes. */
export function setAtBoard(board: usize, at: u32, there: bool): void {
  // Atomic: the page waits for it before it times a run.
  atomic.store<i32>(desk(board, at), there ? 1 : 0, AT);
}

/**
 * The next call for the worker of desk `at`, which is running from here on; sleeps at most `sliceMs` where there is none.
 * NO_CALL after a slice, GO_HOME where the page wants it home.
 */
export function awaitCall(board: usize, at: u32, sliceMs: i32): i32 {
  // Before every call, so that a worker with much to do goes home too.
  if (atomic.load<i32>(board, HOME) != 0) return GO_HOME;
  const slot = takeCall(board, at);
  return slot != NO_CALL ? slot : sleepForCall(board, at, sliceMs);
}

function sleepForCall(board: usize, at: u32, sliceMs: i32): i32 {
  // Before the last look: what is pushed after it moves the epoch.
  const seen = atomic.load<i32>(board, EPOCH);
  const slot = takeCall(board, at);
  if (slot != NO_CALL || atomic.load<i32>(board, HOME) != 0) return slot;
  // Before the sleep: the page counts sleepers after it has moved the epoch, so it sees this one or keeps it awake.
  atomic.add<i32>(board, 1, SLEEPERS);
  // Compares and sleeps in one step: a push or an order to go home since the epoch was read is not slept through.
  const ended = atomic.wait<i32>(board + EPOCH, seen, <i64>sliceMs * NS_PER_MS);
  // Who was woken is counted no more, see `wake`.
  if (ended != WOKEN_UP) atomic.sub<i32>(board, 1, SLEEPERS);
  return NO_CALL;
}

/** A call from the worker's own desk, or first from another where it is its turn, else from any; NO_CALL where all are empty. */
function takeCall(board: usize, at: u32): i32 {
  const desks = desksInUse(board);
  // A worker that comes early has a desk that is not in use yet.
  if (desks == 0) return NO_CALL;
  const turns = load<u32>(desk(board, at), TURNS) + 1;
  const first = turns % FAIR == 0 ? at + turns / FAIR : at;
  for (let turn: u32 = 0; turn < desks; ++turn) {
    const slot = takeFrom(board, (first + turn) % desks, at);
    if (slot == NO_CALL) continue;
    store<u32>(desk(board, at), turns, TURNS);
    return slot;
  }
  return NO_CALL;
}

function takeFrom(board: usize, from: u32, at: u32): i32 {
  const deque = desk(board, from) + DESK_BYTES;
  while (true) {
    const slot = stealDeque(deque);
    if (slot == DEQUE_EMPTY) return NO_CALL;
    // Another was faster: the desk may have more.
    if (slot == DEQUE_LOST) continue;
    // Exchange: against the page that cancels it, exactly one wins.
    if (atomic.cmpxchg<i32>(record(board, slot), PENDING, RUNNING, STATE) == PENDING) return slot;
    handBack(board, at, slot);
  }
}

/** The worker of desk `at` hands a call back, its result written. Wakes the page if it sleeps. */
export function handBack(board: usize, at: u32, slot: i32): void {
  const head = desk(board, at);
  let before: i32;
  do {
    before = atomic.load<i32>(head, FINISHED);
    store<i32>(record(board, slot), before, NEXT);
    // Exchange: the page may have taken the chain since. After NEXT and the result, which it orders before the page's reads.
  } while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);
  // After the hand-over: the page arms before it looks, so one of the two sees the other.
  // Exchange: of several that see it armed one notifies.
  if (atomic.load<i32>(board, ARMED) == 0 || atomic.xchg<i32>(board, 0, ARMED) == 0) return;
  // All, not one: a wait that the page has given up must not swallow the wake.
  atomic.notify(board + ARMED, -1);
  announce(board + ARMED);
}
