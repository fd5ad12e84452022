/**
 * Two tasks move money between two accounts, each with a lock of its own, in opposite directions. Both take the locks in the same
 * order, so neither can hold one and wait for the other: no deadlock.
 */
import type { Program } from './index.ts';
import { acquire, load, print, release, sleep, store } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

/** What the two tasks move from account 0 to account 1, each time. */
const AMOUNTS = [2, -1] as const;

const together = (first: number, second: number): string => `Together the accounts hold ${first + second}`;

export default {
  id: 'two-locks',
  title: 'two locks, always in the same order',
  from: '',
  notice:
    'Each transfer holds both locks for a moment, so the other waits: correct, never stuck, and no faster with two threads.',
  parameters: [
    { name: 'transfers', unit: '', usual: 15, least: 1, most: 500 },
    { name: 'hold', unit: 'ms', usual: 2, least: 0, most: 50 },
  ],
  resources: { locks: 2, queues: [], cells: 2 },
  computes: false,
  threads: () => AMOUNTS.length,
  bodies: {
    *main(transfers = 1, hold = 0) {
      const argsOf = (place: number): number[] => [transfers, hold, AMOUNTS[place] ?? 0];
      yield* joinAll(yield* spawnAll(AMOUNTS.length, 'move', argsOf));
      const first = yield* load(0);
      const second = yield* load(1);
      yield* print(together(first, second));
      return second;
    },
    *move(transfers = 1, hold = 0, amount = 0) {
      for (let transfer = 0; transfer < transfers; transfer++) {
        yield* acquire(0);
        yield* sleep(hold);
        yield* acquire(1);
        yield* store(0, (yield* load(0)) - amount);
        yield* store(1, (yield* load(1)) + amount);
        yield* release(1);
        yield* release(0);
      }
      return 0;
    },
  },
  check(printout) {
    const [transfers = 1] = printout.args;
    const expected = printout.sharesCells ? transfers : 0;
    if (printout.result !== expected) return `the second account holds ${printout.result}, not ${expected}`;
    return lineFault(printout, { tasks: [], end: [together(0, 0)] });
  },
} satisfies Program;
