/** Spawns and joins: what is spawned goes on while `main` does, and gives its result to whoever joins it. */
import { isDone, join, print, sleep, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export default programOf(import.meta.url, {
  bodies: {
    *main(tasks = 1, ms = 0) {
      const spawned: number[] = [];
      for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('sleeper', task, ms));
      yield* print(`spawned ${spawned.join()}`);
      const done = yield* isDone(spawned[0] ?? 0);
      yield* print(done ? 'done already' : 'not done yet');
      let sum = 0;
      for (const task of spawned) sum += yield* join(task);
      yield* print(`joined ${(yield* isDone(spawned[0] ?? 0)) ? 'all' : 'none'}`);
      return sum;
    },
    *sleeper(number = 0, ms = 0) {
      yield* sleep(ms);
      yield* print(`ü ${number}`);
      return 10 * number;
    },
  },
});
