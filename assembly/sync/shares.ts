/**
 * Shares: the tasks of a batch dealt out to its workers beforehand, to each a block in a deque of its own (deque.ts). An owner takes its
 * block from the front, one task at a time; who has none left takes from the end of somebody else's, so that the two meet
 * in the middle and only then want the same task. Shares stand one behind the other, `stride` bytes apart, one a worker by its place.
 *
 *   who          deals                                        why nobody is surprised
 *   page         all shares of the first step                 before it posts the order: a worker that wakes late is stolen from
 *   worker       its own share of every later step            when that step is open, so every task in any share may be run at
 *                                                             once; its deque is empty then, since every task before has finished
 *
 *   found                                  outcome
 *   every share empty, this step's         leaves the step. Somebody may deal his share of it later, and then runs it himself or
 *                                          is stolen from by those who come later: no task is lost, and none is waited for in vain
 *   another's share lost to a third        tries again: each loss is a task that somebody has got
 *   a task of the next step                its owner has found the step open, and this worker sees what he has seen
 *
 * Thieves go round from the worker behind them, not to one drawn at random as in Blumofe and Leiserson (1999): that would need a
 * generator in each worker, and with as few shares as there are cores the whole round costs some tens of nanoseconds.
 */
import { DEQUE_EMPTY, DEQUE_LOST, popDeque, pushDeque, stealDeque } from './deque';

/** The owner puts tasks first … end-1 into its empty share, so that it will take `first` first and thieves `end - 1`. */
export function dealShare(share: usize, first: i32, end: i32): void {
  for (let task = end - 1; task >= first; --task) pushDeque(share, task);
}

/** The worker at `place` takes a task, its own or somebody else's; DEQUE_EMPTY where it finds none. */
export function takeShare(shares: usize, stride: u32, workers: u32, place: u32): i32 {
  let task = popDeque(shares + place * stride);
  for (let away: u32 = 1; task == DEQUE_EMPTY && away < workers; ++away) {
    const victim = shares + ((place + away) % workers) * stride;
    do task = stealDeque(victim);
    while (task == DEQUE_LOST);
  }
  return task;
}
