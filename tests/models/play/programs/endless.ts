/** Bodies that go on until they are stopped, by number; and one that throws. */
import { acquire, compute, isDone, join, sleep, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export const [SLEEPS, COMPUTES, WAITS, LOOKS, THROWS] = [0, 1, 2, 3, 4];

export default programOf(import.meta.url, {
  resources: { locks: 1, queues: [], cells: 0 },
  computes: true,
  bodies: {
    *main(what = 0, items = 1) {
      yield* acquire(0);
      const task = yield* spawn('endless', what, items);
      if (what === WAITS) yield* sleep(60_000);
      return yield* join(task);
    },
    *endless(what = 0, items = 1) {
      if (what === SLEEPS) yield* sleep(60_000);
      if (what === WAITS) yield* acquire(0);
      if (what === THROWS) throw new RangeError('thrown by a body');
      while (what === COMPUTES) yield* compute(0, items);
      while (what === LOOKS) yield* isDone(0);
      return 0;
    },
  },
});
