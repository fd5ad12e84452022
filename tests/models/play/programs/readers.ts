/** Everybody reads a file of the site, `main` too, while the tasks that it has spawned do. Not in the catalogue. */
import { join, read, spawn } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export default programOf(import.meta.url, {
  resources: { locks: 0, queues: [], cells: 0 },
  computes: false,
  bodies: {
    *main(tasks = 1) {
      const spawned: number[] = [];
      for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('reader'));
      let bytes = yield* read();
      for (const task of spawned) bytes += yield* join(task);
      return bytes;
    },
    *reader() {
      return yield* read();
    },
  },
});
