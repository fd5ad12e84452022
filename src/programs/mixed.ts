/**
 * Tasks that compute and wait by turns: with no wait the program is CPU-bound, with no items I/O-bound, and every mixture lies
 * between. What a visitor sets on the page.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, sleep } from './operations.ts';
import { firstOf, joinAll, spawnAll, sum } from './parts/all-tasks.ts';

export default {
  id: 'mixed',
  title: 'computing and waiting by turns',
  from: '',
  notice:
    'Waits overlap under every model but the main thread; computing overlaps only where two threads run at once. Slide the wait up and the models close in on each other.',
  parameters: [
    { name: 'tasks', unit: '', usual: 8, least: 1, most: 64 },
    { name: 'items', unit: 'items', usual: 8_192, least: 1, most: 60_000 },
    { name: 'wait', unit: 'ms', usual: 20, least: 0, most: 500 },
    { name: 'rounds', unit: '', usual: 2, least: 1, most: 20 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  /** Without a wait more threads than cores are only in each other's way. */
  threads: (tasks = 1, _items, wait = 0) => (wait > 0 ? tasks : null),
  bodies: {
    *main(tasks = 1, items = 1, wait = 0, rounds = 1) {
      const argsOf = (place: number): number[] => [
        firstOf(place, tasks, items),
        firstOf(place + 1, tasks, items),
        wait,
        rounds,
      ];
      return sum(yield* joinAll(yield* spawnAll(tasks, 'task', argsOf)));
    },
    /** Its items in `rounds` parts, a wait after each. */
    *task(start = 0, end = 0, wait = 0, rounds = 1) {
      const items = end - start;
      for (let round = 0; round < rounds; round++) {
        yield* compute(start + firstOf(round, rounds, items), start + firstOf(round + 1, rounds, items));
        if (wait > 0) yield* sleep(wait);
      }
      return items;
    },
  },
  check: ({ result, args: [, items] }) =>
    result === items ? null : `${result} items were computed, not ${items ?? 0}`,
} satisfies Program;
