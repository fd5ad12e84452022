/** Each task adds to a counter of its own and to no other's: nothing is shared but, if the counters stand there, a cache line. */
import type { Program } from './index.ts';
import { count } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';

const MOST_TASKS = 32;

export default {
  id: 'counters',
  title: 'a counter for each task',
  from: '',
  notice:
    'No task touches another’s counter, and yet on one cache line they are slower than alone: a processor that writes takes the whole line away from the others (false sharing). On lines of their own they run side by side. Processes count in copies: the counters of the one who started them stay 0.',
  parameters: [
    { name: 'tasks', unit: '', usual: 4, least: 1, most: MOST_TASKS },
    { name: 'times', unit: '', usual: 2_000_000, least: 1, most: 20_000_000 },
  ],
  resources: { locks: 0, queues: [], cells: 0, counters: MOST_TASKS },
  computes: false,
  bodies: {
    *main(tasks = 1, times = 1) {
      yield* joinAll(yield* spawnAll(tasks, 'count', (place) => [place, times]));
      let sum = 0;
      for (let place = 0; place < tasks; place++) sum += yield* count(place, 0);
      return sum;
    },
    *count(place = 0, times = 1) {
      yield* count(place, times);
      return 0;
    },
  },
  check({ result, args: [tasks = 1, times = 1], sharesCells }) {
    const expected = sharesCells ? tasks * times : 0;
    return result === expected ? null : `the counters came to ${result}, not ${expected}`;
  },
} satisfies Program;
