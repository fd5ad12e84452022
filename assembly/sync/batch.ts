/**
 * A batch: tasks that several workers claim one by one until none is left, and the news that all have finished. Work of
 * several steps is the same `count` tasks once a step: task t of step s has the number s·count + t, and starts only
 * when every task of the steps before has finished. Carries no task bodies; those stand in a table that nobody writes
 * while the batch runs.
 *
 *   word      value          who writes                     what it means
 *   CURSOR    c              each worker, atomic add 1, or  numbers 0 … c-1 are claimed; c ≥ their total: none is left
 *                            exchange for a guided claim
 *   FINISHED  f              each worker, atomic add 1      f tasks have finished, their results are in memory; f ≥ s·count:
 *                                                           step s is open. Counted only where there are several steps
 *             f + OVER       page, atomic or                the batch is stopped: whoever waits for a step goes on and leaves
 *   LEFT      l              each worker, atomic add 1      l workers have claimed their last task and finished it
 *   DONE      number         the last worker to leave       batch `number` is finished, all results are in memory
 *   STOP      0 / 1          page                           1: claim nothing more, leave
 *
 *   step           bad interleaving it excludes
 *   claim = add    two workers load the same cursor and both take the task (load, then store)
 *   claim = cmpxchg (guided): as above, for several tasks at once, whose number depends on the cursor that was seen
 *   finish = add   two workers count one task for both, and the next step never opens (load, then store)
 *   finish last    a task of the next step reads what is still being written: every result is written before the add of
 *                  its task, and who waits reads the sum of all adds before its first read
 *   leave = add    two workers both think they are last, or neither (load, compare, store)
 *   DONE last      the page reads results that are still being written: every result is written before its
 *                  worker's add on LEFT, and the last add comes before DONE
 *
 *   waits for step s, has seen f    another                          outcome
 *   about to sleep                  finishes a task: f + 1           wait32 compares under the engine's lock: looks again
 *   asleep                          finishes, but not the last of    sleeps on
 *                                   a step: f + 1, no notify
 *   asleep                          finishes the last of a step      notify wakes all; who waits for a later one sleeps again
 *   about to sleep, or asleep       page: STOP, then f + OVER,       the same two ways; f + OVER ≥ every s·count: no wait
 *                                   notify                           comes after it, and STOP is seen by whoever saw OVER
 *
 * Hot words stand on lines of their own (64 bytes), so that claims do not invalidate what the page watches.
 * The page resets CURSOR, FINISHED and LEFT before it posts the order, when no worker is in the batch.
 */
export const BATCH_BYTES: u32 = 320;
export const BATCH_ALIGN: u32 = 64;

const CURSOR: usize = 0;
const LEFT: usize = 64;
const DONE: usize = 128;
const STOP: usize = 192;
const FINISHED: usize = 256;

/** Added to FINISHED by a stop. The numbers of all tasks of a batch stay below. */
const OVER: u32 = 0x8000_0000;

/** A lost wake-up costs one slice, never a hang. */
const SLICE_NS: i64 = 50_000_000;

/** Claims the next of `total` tasks; its number, or `total` and above where none is left or the batch is stopped. */
export function claimTask(batch: usize, total: u32): u32 {
  // Looked at before every claim: it ends a batch within one chunk.
  if (batchStopped(batch)) return total;
  // Add returns the old value to exactly one worker. Past the end it may add once a worker, far from 2³².
  return atomic.add<u32>(batch, 1, CURSOR);
}

/**
 * How many tasks a guided claim takes that begins with task `first`: a half of what is left of its step, divided by the workers, rounded up.
 * (The paper's share has no half; with one, the first claim of an uneven range takes at most a half of a worker's part.)
 */
export function guidedTasks(first: u32, count: u32, workers: u32): u32 {
  return (count - (first % count) + 2 * workers - 1) / (2 * workers);
}

/** Claims the next `guidedTasks` of `total`, all of one step; the first of them, or `total` where none is left or the batch is stopped. */
export function claimGuided(batch: usize, total: u32, count: u32, workers: u32): u32 {
  let first = atomic.load<u32>(batch, CURSOR);
  while (first < total && !batchStopped(batch)) {
    // Exchange: whoever has moved the cursor meanwhile has changed what is left, too.
    const found = atomic.cmpxchg<u32>(batch, first, first + guidedTasks(first, count, workers), CURSOR);
    if (found == first) return first;
    first = found;
  }
  return total;
}

/** True where the page has asked for the end of the batch. */
export function batchStopped(batch: usize): bool {
  return atomic.load<i32>(batch, STOP) != 0;
}

/** True where the first `before` tasks have finished, or the batch is stopped: one look. */
export function isStepOpen(batch: usize, before: u32): bool {
  // Atomic: orders the results of all who have added to it before what this worker reads next.
  return atomic.load<u32>(batch, FINISHED) >= before;
}

/**
 * Waits until the first `before` tasks, those of all steps before, have finished: looks `spins` times, then sleeps. False where the batch is stopped. The
 * caller holds nothing that those who run the tasks could need.
 */
export function awaitStep(batch: usize, before: u32, spins: u32): bool {
  let finished = atomic.load<u32>(batch, FINISHED);
  for (let spin: u32 = 0; finished < before && spin < spins; spin++) finished = atomic.load<u32>(batch, FINISHED);
  while (finished < before) {
    // Compares and sleeps in one step: a task that has finished since, or a stop, is not slept through.
    atomic.wait<i32>(batch + FINISHED, <i32>finished, SLICE_NS);
    finished = atomic.load<u32>(batch, FINISHED);
  }
  return finished < OVER;
}

/** A task of a step of `count` has finished. Wakes those who wait where it was the last of its step. */
export function finishTask(batch: usize, count: u32): void {
  // Add: nobody else's count is lost; and after the task's results, which it orders before the next step.
  const finished = atomic.add<u32>(batch, 1, FINISHED) + 1;
  // All: every worker may wait. Once stopped the page has woken them, and nobody sleeps here any more.
  if (finished % count == 0) atomic.notify(batch + FINISHED, -1);
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
