/** Tasks of very different length: the first computes half of the items, the others share the rest. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute } from './operations.ts';
import { firstOf, joinAll, spawnAll, sum } from './parts/all-tasks.ts';

export default {
  id: 'uneven',
  title: 'one long task and many short ones',
  from: '',
  notice:
    'Whoever is free takes the next short task while one works at the long one. Dealt out at the start, as ranks do it and others under a static schedule, short ones wait behind the long one, and in the end somebody has nothing left to do.',
  parameters: [
    { name: 'short tasks', unit: '', usual: 8, least: 1, most: 255 },
    { name: 'items', unit: 'items', usual: 8_192, least: 1, most: 60_000 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  bodies: {
    *main(short = 1, items = 1) {
      const half = Math.ceil(items / 2);
      const long = yield* spawnAll(1, 'part', () => [0, half]);
      const others = yield* spawnAll(short, 'part', (place) => [
        half + firstOf(place, short, items - half),
        half + firstOf(place + 1, short, items - half),
      ]);
      return sum(yield* joinAll([...long, ...others]));
    },
    *part(start = 0, end = 0) {
      yield* compute(start, end);
      return end - start;
    },
  },
  check: ({ result, args: [, items] }) =>
    result === items ? null : `${result} items were computed, not ${items ?? 0}`,
} satisfies Program;
