/** Tasks of which the first is long; or, with its first argument 0, a first that waits for the end of the third. */
import { get, join, put, sleep, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export const WAITS_FOR_LATER = 0;

export default programOf(import.meta.url, {
  resources: { locks: 0, queues: [1], cells: 0 },
  bodies: {
    *main(tasks = 1, longMs = 0) {
      const spawned: number[] = [];
      if (tasks === WAITS_FOR_LATER) {
        for (const body of ['waiter', 'quick', 'quick']) spawned.push(yield* spawn(body));
        yield* put(0, 1);
      }
      for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('sleeper', task === 0 ? longMs : 1));
      for (const task of spawned) yield* join(task);
      return spawned.length;
    },
    *sleeper(ms = 0) {
      yield* sleep(ms);
      return 0;
    },
    /** On two workers: the third task belongs to the worker that runs the first. */
    *waiter() {
      // Whoever asks for the third before it is there is told so.
      yield* get(0);
      return yield* join(3);
    },
    *quick() {
      yield* sleep(1);
      return 0;
    },
  },
});
