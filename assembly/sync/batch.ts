/**
 * A batch: tasks 0 … count-1 that several workers claim one by one until none is left, and the news that all
 * have finished. Carries no task bodies; those stand in a table that nobody writes while the batch runs.
 *
 *   word    value          who writes                     what it means
 *   CURSOR  c              each worker, atomic add 1      tasks 0 … c-1 are claimed; c ≥ count: none is left
 *   LEFT    l              each worker, atomic add 1      l workers have claimed their last task and finished it
 *   DONE    number         the last worker to leave       batch `number` is finished, all results are in memory
 *   STOP    0 / 1          page                           1: claim nothing more, leave
 *
 *   step           bad interleaving it excludes
 *   claim = add    two workers load the same cursor and both take the task (load, then store)
 *   leave = add    two workers both think they are last, or neither (load, compare, store)
 *   DONE last      the page reads results that are still being written: every result is written before its
 *                  worker's add on LEFT, and the last add comes before DONE
 *
 * Hot words stand on lines of their own (64 bytes), so that claims do not invalidate what the page watches.
 * The page resets CURSOR and LEFT before it posts the order, when no worker is in the batch.
 */
export const BATCH_BYTES: u32 = 256;
export const BATCH_ALIGN: u32 = 64;

const CURSOR: usize = 0;
const LEFT: usize = 64;
const DONE: usize = 128;
const STOP: usize = 192;

/** Claims the next task; its index, or `count` and above where none is left or the batch is stopped. */
export function claimTask(batch: usize, count: u32): u32 {
  // Looked at before every claim: it ends a batch within one chunk.
  if (atomic.load<i32>(batch, STOP) != 0) return count;
  // Add returns the old value to exactly one worker. Past the end it may add once a worker, far from 2³².
  return atomic.add<u32>(batch, 1, CURSOR);
}

/** True where the page has asked for the end of the batch. */
export function batchStopped(batch: usize): bool {
  return atomic.load<i32>(batch, STOP) != 0;
}

/** The worker has finished its last task. The last of `workers` announces batch `number`; true for that one. */
export function leaveBatch(batch: usize, workers: u32, number: i32): bool {
  // The add orders this worker's results before the announcement, whoever makes it.
  if (atomic.add<u32>(batch, 1, LEFT) + 1 != workers) return false;
  atomic.store<i32>(batch, number, DONE);
  // All, not one: a waiter that the page has given up must not swallow the wake of the one that counts.
  atomic.notify(batch + DONE, -1);
  return true;
}
