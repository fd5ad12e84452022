/**
 * Two tasks that need two locks at once, each after a pause of a length drawn anew. Where one takes them in the opposite order, each may
 * hold what the other waits for, and neither can ever go on: a deadlock. With the same order, or with one lock for both, it cannot happen.
 */
import { prng } from '../base/prng.ts';
import type { Program } from './index.ts';
import { acquire, load, print, release, sleep, store } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

const TASKS = 2;

const met = (times: number): string => `Both went through ${times} times`;

/** What a task needs, as one number, since four are all that a task can be handed: lock 0 alone, or both, beginning with lock 0 or 1. */
const NEEDS = { one: 0, zeroFirst: 1, oneFirst: 2 } as const;
const TAKEN: readonly (readonly number[])[] = [[0], [0, 1], [1, 0]];

function needsOf(task: number, locks: number, isOpposite: boolean): number {
  if (locks < 2) return NEEDS.one;
  return isOpposite && task > 0 ? NEEDS.oneFirst : NEEDS.zeroFirst;
}

export default {
  id: 'opposite-locks',
  title: 'two locks, in the opposite order',
  from: 'B',
  notice:
    'Set “opposite” to 1: sooner or later each task holds the lock that the other waits for, and the lab ends what would wait for ever. In the same order, or with one lock, it never comes to that.',
  parameters: [
    { name: 'times', unit: '', usual: 10, least: 1, most: 100 },
    { name: 'pause', unit: 'ms', usual: 2, least: 0, most: 20 },
    { name: 'locks', unit: '', usual: 2, least: 1, most: 2 },
    { name: 'opposite', unit: '', usual: 0, least: 0, most: 1 },
    { name: 'seed', unit: '', usual: 7, least: 0, most: 1_000_000 },
  ],
  resources: { locks: 2, queues: [], cells: 1 },
  computes: false,
  threads: () => TASKS,
  bodies: {
    *main(times = 1, pause = 0, locks = 2, opposite = 0, seed = 0) {
      const argsOf = (task: number) => [TASKS * seed + task, times, pause, needsOf(task, locks, opposite > 0)];
      yield* joinAll(yield* spawnAll(TASKS, 'meet', argsOf));
      yield* print(met(times));
      return yield* load(0);
    },
    /** The seed is the task's own, and gives it pauses of its own. */
    *meet(seed = 0, times = 1, pause = 0, needs = 0) {
      const random = prng(seed);
      const taken = TAKEN[needs] ?? [];
      for (let time = 0; time < times; time++) {
        yield* sleep(random.next() * pause);
        for (const lock of taken) {
          yield* acquire(lock);
          yield* sleep(random.next() * pause);
        }
        yield* store(0, (yield* load(0)) + 1);
        for (const lock of taken.toReversed()) yield* release(lock);
      }
      return times;
    },
  },
  check(printout) {
    const [times = 1] = printout.args;
    const expected = printout.sharesCells ? TASKS * times : 0;
    if (printout.result !== expected) return `${printout.result} passages were counted, not ${expected}`;
    return lineFault(printout, { tasks: [], end: [met(times)] });
  },
} satisfies Program;
