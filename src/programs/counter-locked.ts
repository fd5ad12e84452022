/** Tasks add to one number, each time under a lock: nothing is lost, and all wait for each other. */
import type { Program } from './index.ts';
import { acquire, load, release, store } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';

export default {
  id: 'counter-locked',
  title: 'a shared counter under a lock',
  from: '',
  notice:
    'Now every count is there, and more threads only queue for the lock. Processes still change copies of their own: a lock does not share what is not shared.',
  parameters: [
    { name: 'tasks', unit: '', usual: 4, least: 1, most: 32 },
    { name: 'times', unit: '', usual: 500, least: 1, most: 10_000 },
  ],
  resources: { locks: 1, queues: [], cells: 1 },
  computes: false,
  threads: (tasks = 1) => tasks,
  bodies: {
    *main(tasks = 1, times = 1) {
      yield* joinAll(yield* spawnAll(tasks, 'count', () => [times]));
      return yield* load(0);
    },
    *count(times = 1) {
      for (let time = 0; time < times; time++) {
        yield* acquire(0);
        yield* store(0, (yield* load(0)) + 1);
        yield* release(0);
      }
      return 0;
    },
  },
  check({ result, args: [tasks = 1, times = 1], sharesCells }) {
    const expected = sharesCells ? tasks * times : 0;
    return result === expected ? null : `the count is ${result}, not ${expected}`;
  },
} satisfies Program;
