/**
 * The typed face of assembly/sync: what the built module exports. Types only; the protocols stand in the headers of
 * assembly/sync/*.ts. Addresses and counts are numbers, booleans 0 or 1, times milliseconds; where nothing else is
 * said a call answers an outcome (outcome.ts). `me` is the record of the calling thread.
 */
import type { Milliseconds } from '../base/units.ts';

/** What the module asks of whoever instantiates it (assembly/sync/host.ts). */
export interface SyncHost {
  now(): Milliseconds;
  /** The thread with this record, which may not block, has been signalled. */
  announce(thread: number): void;
}

interface ThreadExports {
  initThread(me: number, place: number, blocks: number, spins: number): void;
  breaker(me: number): number;
  stopThread(thread: number): void;
  allowThread(thread: number): void;
  markDead(thread: number): void;
}

interface MutexExports {
  initMutex(mutex: number): void;
  /** The holder's record, or 0. */
  mutexOwner(mutex: number): number;
  lockMutex(mutex: number, me: number, timeoutMs: Milliseconds): number;
  beginLock(mutex: number, me: number): number;
  resumeLock(mutex: number, me: number, reason: number): number;
  unlockMutex(mutex: number, me: number): number;
}

interface RecursiveMutexExports {
  initRecursiveMutex(lock: number): void;
  lockRecursive(lock: number, me: number, timeoutMs: Milliseconds): number;
  beginLockRecursive(lock: number, me: number): number;
  resumeLockRecursive(lock: number, me: number, reason: number): number;
  unlockRecursive(lock: number, me: number): number;
  unlockRecursiveWhole(lock: number, me: number): number;
  /** A count. */
  recursionDepth(lock: number, me: number): number;
  restoreDepth(lock: number, depth: number): void;
}

interface ConditionExports {
  initCondition(condition: number): void;
  waitCondition(condition: number, lock: number, recursive: number, me: number, timeoutMs: Milliseconds): number;
  beginWait(condition: number, lock: number, me: number): number;
  resumeWait(condition: number, me: number, reason: number): number;
  notifyCondition(condition: number, lock: number, me: number, count: number): number;
}

interface SemaphoreExports {
  initSemaphore(semaphore: number, value: number, bound: number): void;
  /** A count, as the next. */
  semaphoreValue(semaphore: number): number;
  semaphoreBound(semaphore: number): number;
  acquireSemaphore(semaphore: number, me: number, timeoutMs: Milliseconds): number;
  beginAcquire(semaphore: number, me: number, mayWait: number): number;
  resumeAcquire(semaphore: number, me: number, reason: number): number;
  releaseSemaphore(semaphore: number, me: number, count: number): number;
}

interface EventExports {
  initEvent(event: number): void;
  isEventSet(event: number): number;
  waitEvent(event: number, me: number, timeoutMs: Milliseconds): number;
  beginEvent(event: number, me: number): number;
  resumeEvent(event: number, me: number, reason: number): number;
  setEvent(event: number, me: number): number;
  clearEvent(event: number): void;
}

interface BarrierExports {
  initBarrier(barrier: number, parties: number, hasAction: number, firstRound: number): void;
  /** A count, as the next. */
  barrierParties(barrier: number): number;
  barrierWaiting(barrier: number): number;
  isBarrierBroken(barrier: number): number;
  /** Place of the thread in its last round. */
  barrierPlace(me: number): number;
  waitBarrier(barrier: number, me: number, timeoutMs: Milliseconds): number;
  beginBarrier(barrier: number, me: number): number;
  resumeBarrier(barrier: number, me: number, reason: number): number;
  barrierRound(me: number): number;
  finishBarrier(barrier: number, me: number, round: number): number;
  abortBarrier(barrier: number, me: number): number;
  resetBarrier(barrier: number, me: number): number;
}

interface QueueExports {
  initQueue(queue: number, order: number, capacity: number, most: number): void;
  /** A count, as the next two. */
  queueCount(queue: number): number;
  queueUnfinished(queue: number): number;
  queueMost(queue: number): number;
  isQueueShut(queue: number): number;
  /** The item of this thread's last get. */
  queueItem(me: number): number;
  putQueue(queue: number, me: number, item: number, timeoutMs: Milliseconds): number;
  beginPut(queue: number, me: number, item: number, mayWait: number): number;
  resumePut(queue: number, me: number, reason: number): number;
  getQueue(queue: number, me: number, timeoutMs: Milliseconds): number;
  beginGet(queue: number, me: number, mayWait: number): number;
  resumeGet(queue: number, me: number, reason: number): number;
  queueTaskDone(queue: number, me: number): number;
  joinQueue(queue: number, me: number, timeoutMs: Milliseconds): number;
  beginJoin(queue: number, me: number): number;
  resumeJoin(queue: number, me: number, reason: number): number;
  shutQueue(queue: number, me: number, immediate: number): number;
  limitQueue(queue: number, me: number, most: number): number;
}

interface DequeExports {
  initDeque(deque: number, capacity: number, first: number): void;
  pushDeque(deque: number, item: number): number;
  /** An item, or DEQUE_EMPTY, DEQUE_LOST; as the next. */
  popDeque(deque: number): number;
  stealDeque(deque: number): number;
  /** A count. */
  dequeSize(deque: number): number;
}

interface ReadWriteLockExports {
  initReadWriteLock(lock: number): void;
  /** A count. */
  readersOf(lock: number): number;
  /** The writer's record, or 0. */
  writerOf(lock: number): number;
  lockToRead(lock: number, me: number, timeoutMs: Milliseconds): number;
  lockToWrite(lock: number, me: number, timeoutMs: Milliseconds): number;
  beginRead(lock: number, me: number, mayWait: number): number;
  beginWrite(lock: number, me: number, mayWait: number): number;
  resumeReadWrite(lock: number, me: number, reason: number): number;
  unlockRead(lock: number, me: number): number;
  unlockWrite(lock: number, me: number): number;
}

interface GilExports {
  initGil(gil: number, intervalMs: Milliseconds, firstSwitch: number): void;
  setSwitchInterval(gil: number, intervalMs: Milliseconds): void;
  takeGil(gil: number, me: number): number;
  dropGil(gil: number, me: number, final: number): number;
  checkGil(gil: number, me: number): number;
}

/** A release answers 1 where the caller has to free the object. */
interface ReferenceCountExports {
  initObject(object: number, me: number): void;
  referencesOf(object: number): number;
  biasedReferencesOf(object: number): number;
  retainPlain(object: number): void;
  releasePlain(object: number): number;
  retainAtomic(object: number): void;
  releaseAtomic(object: number): number;
  retainLocked(object: number, me: number): void;
  releaseLocked(object: number, me: number): number;
  retainBiased(object: number, me: number): void;
  releaseBiased(object: number, me: number): number;
  /** How many objects have to be freed. */
  mergeOwedObjects(me: number): number;
  closeOwed(me: number): number;
}

/** Shared counters, reference counts and histograms, protected or on purpose not (assembly/contention). */
interface ContentionExports {
  incrementRacy(counter: number, times: number): void;
  incrementAtomic(counter: number, times: number): void;
  /** How many were made. */
  incrementLocked(counter: number, times: number, mutex: number, me: number): number;
  /** Each takes and gives back `times` references. */
  churnPlain(object: number, times: number): void;
  churnAtomic(object: number, times: number): void;
  churnLocked(object: number, times: number, me: number): void;
  churnBiased(object: number, times: number, me: number): void;
  /** Each counts the keys from `keys` to `end`, excluded, in a table of bins. */
  histogramPlain(table: number, keys: number, end: number): void;
  histogramAtomic(table: number, keys: number, end: number): void;
  /** How many were counted. */
  histogramLocked(table: number, keys: number, end: number, mutex: number, me: number): number;
  histogramPrivate(own: number, stride: number, keys: number, end: number): void;
  mergeHistogram(table: number, own: number, stride: number, bins: number): void;
}

interface EventCountExports {
  initEventCount(events: number, owner: number): void;
  /** The count, as a word that wraps. */
  readEventCount(events: number): number;
  advanceEventCount(events: number): void;
  awaitEventCount(events: number, me: number, seen: number, spins: number, timeoutMs: Milliseconds): number;
}

/** A ring of bytes from one thread to another; `events` is the other side's event count. */
interface RingExports {
  initRing(ring: number): void;
  /** Bytes in it. */
  ringFilled(ring: number): number;
  publishRing(ring: number, bytes: number, events: number): void;
  consumeRing(ring: number, bytes: number, events: number): void;
}

/** Over plain memory, element by element into `to` (assembly/reductions). */
interface ReductionExports {
  sumFloat64(to: number, from: number, bytes: number): void;
  productFloat64(to: number, from: number, bytes: number): void;
  minFloat64(to: number, from: number, bytes: number): void;
  maxFloat64(to: number, from: number, bytes: number): void;
  copyWithin(to: number, from: number, bytes: number): void;
}

/** Slots and desks are numbers, from 0; NO_CALL and GO_HOME stand in call-board.ts. */
interface CallBoardExports {
  initCallBoard(board: number, slots: number, desks: number, first: number): void;
  useDesks(board: number, desks: number): void;
  postCall(board: number, desk: number, slot: number): void;
  cancelCall(board: number, slot: number): number;
  isCallRunning(board: number, slot: number): number;
  /** A slot. */
  takeFinished(board: number, desk: number): number;
  armBoard(board: number): number;
  disarmBoard(board: number): void;
  sendHome(board: number): void;
  openBoard(board: number): void;
  isAtBoard(board: number, desk: number): number;
  setAtBoard(board: number, desk: number, there: number): void;
  /** A slot, or NO_CALL, GO_HOME. */
  awaitCall(board: number, desk: number, sliceMs: number): number;
  handBack(board: number, desk: number, slot: number): void;
}

/** The data plane of a pool: orders, batches, the handshake. */
interface DispatchExports {
  awaitOrder(mailbox: number, seen: number, sliceMs: number): number;
  leaveMailbox(mailbox: number): void;
  claimTask(batch: number, total: number): number;
  isStepOpen(batch: number, before: number): number;
  awaitStep(batch: number, before: number, spins: number): number;
  finishTask(batch: number, count: number): void;
  claimGuided(batch: number, total: number, count: number, workers: number): number;
  guidedTasks(first: number, count: number, workers: number): number;
  dealShare(share: number, first: number, end: number): void;
  /** A task, or below 0 where there is none. */
  takeShare(shares: number, stride: number, workers: number, place: number): number;
  batchStopped(batch: number): number;
  leaveBatch(batch: number, workers: number, number: number): number;
  leadRounds(block: number, threads: number, first: number, rounds: number, spinLimit: number): number;
  followRounds(block: number, threads: number, spinLimit: number): number;
  closeHandshake(block: number): void;
}

export interface SyncExports
  extends
    DispatchExports,
    ThreadExports,
    MutexExports,
    RecursiveMutexExports,
    ConditionExports,
    SemaphoreExports,
    EventExports,
    BarrierExports,
    QueueExports,
    DequeExports,
    ReadWriteLockExports,
    GilExports,
    ReferenceCountExports,
    EventCountExports,
    CallBoardExports,
    RingExports,
    ReductionExports,
    ContentionExports {}
