/** Tasks add to one number without a lock: each loads it, adds one and stores it, and who comes between is overwritten. */
import type { Program } from './index.ts';
import { load, store } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';

export default {
  id: 'counter',
  title: 'a shared counter without a lock',
  from: '',
  notice:
    'Free threads overwrite each other and lose counts; the GIL makes it rare, not impossible. Processes change copies: the number of the one who started them stays 0.',
  parameters: [
    { name: 'tasks', unit: '', usual: 4, least: 1, most: 32 },
    { name: 'times', unit: '', usual: 2_000, least: 1, most: 20_000 },
  ],
  resources: { locks: 0, queues: [], cells: 1 },
  computes: false,
  threads: (tasks = 1) => tasks,
  bodies: {
    *main(tasks = 1, times = 1) {
      yield* joinAll(yield* spawnAll(tasks, 'count', () => [times]));
      return yield* load(0);
    },
    *count(times = 1) {
      for (let time = 0; time < times; time++) yield* store(0, (yield* load(0)) + 1);
      return 0;
    },
  },
  check({ result, args: [tasks = 1, times = 1], order, sharesCells }) {
    if (!sharesCells)
      return result === 0 ? null : `the starter's own copy became ${result}, although nobody can reach it`;
    const most = tasks * times;
    // Two tasks can leave as little as 2: each overwrites all the other did with a value loaded at the beginning.
    const least = order === 'in-turn' || tasks === 1 ? most : Math.min(2, times);
    const isPossible = Number.isInteger(result) && result >= least && result <= most;
    if (isPossible) return null;
    return least === most ? `the count is ${result}, not ${most}` : `the count is ${result}, not ${least} to ${most}`;
  },
} satisfies Program;
