/** Programs that cannot go on, by number: what each waits for never comes. */
import { acquire, get, join, release, sleep, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export default programOf(import.meta.url, {
  resources: { locks: 2, queues: [1], cells: 0 },
  bodies: {
    *main(how = 0) {
      if (how === 0) return yield* get(0);
      if (how === 1) {
        yield* acquire(0);
        yield* acquire(0);
      }
      if (how === 2) {
        const one = yield* spawn('taker', 0, 1);
        const other = yield* spawn('taker', 1, 0);
        yield* join(one);
        yield* join(other);
      }
      // On one worker: the first waits for what only the second would do.
      const first = yield* spawn('getter');
      yield* spawn('getter');
      return yield* join(first);
    },
    *taker(first = 0, second = 0) {
      yield* acquire(first);
      yield* sleep(30);
      yield* acquire(second);
      yield* release(second);
      yield* release(first);
      return 0;
    },
    *getter() {
      return yield* get(0);
    },
  },
});
