/**
 * Somebody who wants to wake up again and again, beside a task that computes slice after slice with a rest before each. In one part a slice is
 * held from beginning to end; in several it gives up its turn between them.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, isDone, join, sleep, spawn } from './operations.ts';
import { firstOf } from './parts/all-tasks.ts';

export default {
  id: 'hog',
  title: 'a hog beside a timer',
  from: 'C, D',
  notice:
    'Main is the timer. On an event loop it is late by as much as the hog computes in one go: nobody takes the thread away from it. Let the hog give up its turn between parts of a slice, or give the two a thread each, and the timer is on time again.',
  parameters: [
    { name: 'slices', unit: '', usual: 6, least: 1, most: 100 },
    { name: 'items', unit: 'items', usual: 8_192, least: 1, most: 60_000 },
    { name: 'rest', unit: 'ms', usual: 15, least: 0, most: 500 },
    { name: 'period', unit: 'ms', usual: 2, least: 1, most: 100 },
    { name: 'parts', unit: '', usual: 1, least: 1, most: 50 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  threads: () => 1,
  bodies: {
    *main(slices = 1, items = 1, rest = 0, period = 1, parts = 1) {
      const hog = yield* spawn('hog', slices, items, rest, parts);
      while (!(yield* isDone(hog))) yield* sleep(period);
      return yield* join(hog);
    },
    *hog(slices = 1, items = 1, rest = 0, parts = 1) {
      for (let slice = 0; slice < slices; slice++) {
        yield* sleep(rest);
        for (let part = 0; part < parts; part++) {
          if (part > 0) yield* sleep(0);
          const at = slice * parts + part;
          yield* compute(firstOf(at, slices * parts, items), firstOf(at + 1, slices * parts, items));
        }
      }
      return items;
    },
  },
  check: ({ result, args: [, items] }) =>
    result === items ? null : `${result} items were computed, not ${items ?? 0}`,
} satisfies Program;
