/**
 * Work with a part that only one can do: one task computes it, then the rest is shared out. The starter looks for the end of the first every
 * quarter of a millisecond rather than sleep until it is told: a core that is idle for long is given work late by many schedulers, which
 * would add to the serial part. The program behind Amdahl's law.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, isDone, sleep, spawn } from './operations.ts';
import { firstOf, joinAll, spawnAll, sum } from './parts/all-tasks.ts';

const LOOK_MS = 0.25;

export default {
  id: 'fork-join',
  title: 'a serial part, then a parallel one',
  from: 'B, C',
  notice:
    'While one computes the serial part, everybody else waits. With more threads only the second part gets shorter: a tenth that is serial keeps a hundred cores from being worth more than ten.',
  parameters: [
    { name: 'tasks', unit: '', usual: 4, least: 1, most: 64 },
    { name: 'serial percent', unit: '', usual: 25, least: 0, most: 100 },
    { name: 'items', unit: 'items', usual: 8_192, least: 1, most: 60_000 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  bodies: {
    *main(tasks = 1, percent = 0, items = 1) {
      const serial = Math.floor((items * percent) / 100);
      const from = (task: number): number => serial + firstOf(task, tasks, items - serial);
      const first = yield* spawn('share', 0, serial);
      while (!(yield* isDone(first))) yield* sleep(LOOK_MS);
      const shares = yield* spawnAll(tasks, 'share', (task) => [from(task), from(task + 1)]);
      return sum(yield* joinAll([first, ...shares]));
    },
    *share(start = 0, end = 0) {
      if (end > start) yield* compute(start, end);
      return end - start;
    },
  },
  check: ({ result, args: [, , items] }) =>
    result === items ? null : `${result} items were computed, not ${items ?? 0}`,
} satisfies Program;
