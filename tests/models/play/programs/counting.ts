/** What counts: main and a task in one counter, a task that counts for seconds, and one that counts where it cannot. */
import { count, join, print, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export const [BOTH, LONG, ASTRAY] = [0, 1, 2];

/** A counter there is not, and what is no number of times. */
const WRONG = [
  [2, 1],
  [0, -1],
  [0, 0.5],
] as const;

export default programOf(import.meta.url, {
  resources: { locks: 0, queues: [], cells: 0, counters: 2 },
  bodies: {
    *main(what = 0, times = 1) {
      yield* count(1, 3);
      const task = yield* spawn(what === ASTRAY ? 'stray' : 'adder', what === LONG ? 2 ** 30 : times);
      yield* print(`the task had ${yield* join(task)}`);
      return yield* count(1, 1);
    },
    *adder(times = 1) {
      return yield* count(1, times);
    },
    *stray() {
      let refused = 0;
      for (const [counter, times] of WRONG) {
        try {
          yield* count(counter, times);
        } catch (error) {
          if (error instanceof RangeError) refused += 1;
        }
      }
      return refused;
    },
  },
});
