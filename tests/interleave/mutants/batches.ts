/** Batches: claims, the end of a batch, and the steps between. */
import type { Mutant } from '../mutants.ts';

const scenarios = ['dispatch'];

export const BATCHES: readonly Mutant[] = [
  {
    id: 'batch-claim-split',
    fault: 'a task is claimed by a load and a store',
    file: 'sync/batch.ts',
    find: 'return atomic.add<u32>(batch, 1, CURSOR);',
    replace: 'const task = atomic.load<u32>(batch, CURSOR); atomic.store<u32>(batch, task + 1, CURSOR); return task;',
    scenarios,
  },
  {
    id: 'batch-announced-early',
    fault: 'the first worker that is done announces the end',
    file: 'sync/batch.ts',
    find: 'if (atomic.add<u32>(batch, 1, LEFT) + 1 != workers) return false;',
    replace: 'atomic.add<u32>(batch, 1, LEFT);',
    scenarios,
  },
  {
    id: 'guided-claim-split',
    fault: 'a guided claim moves the cursor by a store, whoever has moved it meanwhile',
    file: 'sync/batch.ts',
    find: 'const found = atomic.cmpxchg<u32>(batch, first, first + guidedTasks(first, count, workers), CURSOR);',
    replace: 'const found = first; atomic.store<u32>(batch, first + guidedTasks(first, count, workers), CURSOR);',
    scenarios,
  },
  {
    id: 'guided-claim-unread',
    fault: 'a guided claim moves the cursor by an add of what was left when it looked: it may go beyond the step',
    file: 'sync/batch.ts',
    find: 'const found = atomic.cmpxchg<u32>(batch, first, first + guidedTasks(first, count, workers), CURSOR);',
    replace: 'const found = first; first = atomic.add<u32>(batch, guidedTasks(first, count, workers), CURSOR);',
    scenarios,
  },
  {
    id: 'guided-rounds-down',
    fault: 'a guided claim takes the share rounded down: nothing, at the end',
    file: 'sync/batch.ts',
    find: '(count - (first % count) + 2 * workers - 1) / (2 * workers)',
    replace: '(count - (first % count)) / (2 * workers)',
    scenarios,
  },
  {
    id: 'step-finish-split',
    fault: 'a finished task is counted by a load and a store',
    file: 'sync/batch.ts',
    find: 'const finished = atomic.add<u32>(batch, 1, FINISHED) + 1;',
    replace: 'const finished = atomic.load<u32>(batch, FINISHED) + 1; atomic.store<u32>(batch, finished, FINISHED);',
    scenarios,
  },
  {
    id: 'step-wakes-nobody',
    fault: 'the last of a step is counted, and who waits for the next sleeps on',
    file: 'sync/batch.ts',
    find: 'if (finished % count == 0) atomic.notify(batch + FINISHED, -1);',
    replace: '',
    scenarios,
  },
  {
    id: 'step-wakes-one',
    fault: 'the last of a step wakes one of those who wait',
    file: 'sync/batch.ts',
    find: 'if (finished % count == 0) atomic.notify(batch + FINISHED, -1);',
    replace: 'if (finished % count == 0) atomic.notify(batch + FINISHED, 1);',
    scenarios,
  },
  {
    id: 'step-wakes-before',
    fault: 'wakes before the task is counted: who wakes finds the old count and sleeps again',
    file: 'sync/batch.ts',
    find: `  const finished = atomic.add<u32>(batch, 1, FINISHED) + 1;
  // All: every worker may wait. Once stopped the page has woken them, and nobody sleeps here any more.
  if (finished % count == 0) atomic.notify(batch + FINISHED, -1);`,
    replace: `  if ((atomic.load<u32>(batch, FINISHED) + 1) % count == 0) atomic.notify(batch + FINISHED, -1);
  atomic.add<u32>(batch, 1, FINISHED);`,
    scenarios,
  },
  {
    id: 'step-opens-early',
    fault: 'a step is open when all but one task of the step before have finished',
    file: 'sync/batch.ts',
    find: 'return atomic.load<u32>(batch, FINISHED) >= before;',
    replace: 'return atomic.load<u32>(batch, FINISHED) + 1 >= before;',
    scenarios,
  },
  {
    id: 'step-waits-too-short',
    fault: 'who waits goes on when all but one task of the step before have finished',
    file: 'sync/batch.ts',
    find: '  while (finished < before) {',
    replace: '  while (finished + 1 < before) {',
    scenarios,
  },
  {
    id: 'step-sleeps-on-news',
    fault: 'sleeps on whatever count it finds, also on one that has opened the step',
    file: 'sync/batch.ts',
    find: 'atomic.wait<i32>(batch + FINISHED, <i32>finished, SLICE_NS);',
    replace: 'atomic.wait<i32>(batch + FINISHED, atomic.load<i32>(batch, FINISHED), SLICE_NS);',
    scenarios,
  },
  {
    id: 'step-one-wake-is-enough',
    fault: 'goes on after being woken without a look whether it is its own step that is open',
    file: 'sync/batch.ts',
    find: `    finished = atomic.load<u32>(batch, FINISHED);
  }
  return`,
    replace: `    finished = before;
  }
  return`,
    scenarios,
  },
  {
    id: 'step-deaf-to-stop',
    fault: 'a wait that a stop has ended says that the step is open',
    file: 'sync/batch.ts',
    find: 'return finished < OVER;',
    replace: 'return true;',
    scenarios,
  },
  {
    id: 'share-taken-as-owner',
    fault: 'a thief takes from another’s share as if it were its own',
    file: 'sync/shares.ts',
    find: 'do task = stealDeque(victim);',
    replace: 'do task = popDeque(victim);',
    scenarios: ['shares'],
  },
  {
    id: 'share-nobody-steals',
    fault: 'who has finished his own share steals from nobody: the share of a worker that never came is left',
    file: 'sync/shares.ts',
    find: 'task == DEQUE_EMPTY && away < workers;',
    replace: 'task == DEQUE_EMPTY && away < 1;',
    scenarios: ['shares'],
  },
  {
    id: 'share-misses-one',
    fault: 'the first task of a block is not dealt',
    file: 'sync/shares.ts',
    find: 'for (let task = end - 1; task >= first; --task)',
    replace: 'for (let task = end - 1; task > first; --task)',
    scenarios: ['shares'],
  },
];
