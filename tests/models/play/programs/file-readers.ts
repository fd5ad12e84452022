/** Reads the file of its thread, in `main` and in tasks; what comes then is told by the first argument. */
import { print, readFile, sleep, spawn, join } from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export const [ENDS, THROWS, SLEEPS] = [0, 1, 2];

export default {
  ...programOf(import.meta.url, {
    bodies: {
      *main(then = ENDS, tasks = 2, reads = 3) {
        let bytes = yield* readFile();
        const spawned: number[] = [];
        for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('reader', then, reads));
        for (const task of spawned) bytes += yield* join(task);
        return bytes;
      },
      *reader(then = ENDS, reads = 3) {
        let bytes = 0;
        for (let read = 0; read < reads; read++) bytes += yield* readFile();
        yield* print(`read ${bytes}`);
        if (then === THROWS) throw new Error('thrown after it has read');
        if (then === SLEEPS) yield* sleep(60_000);
        return bytes;
      },
    },
  }),
  readsFiles: true as const,
};
