/**
 * Two workers that start, wait and finish, and a starter that waits for both. One of the introductions shows it three times, as
 * threads, as processes and as coroutines; here it is one program, and the model is the only difference.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { print, sleep } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

const WORKERS = 2;

const started = (worker: number): string => `Worker ${worker} started`;
const finished = (worker: number): string => `Worker ${worker} finished`;
const DONE = 'Both workers are done';

export default {
  id: 'two-workers',
  title: 'two workers that wait',
  from: 'A',
  notice:
    'Threads, processes and the event loop start both before either has finished, so two waits take as long as one. In turn they add up. The original sleeps for 2 s.',
  parameters: [{ name: 'wait', unit: 'ms', usual: 120, least: 1, most: 2_000 }],
  resources: NOTHING_SHARED,
  computes: false,
  threads: () => WORKERS,
  bodies: {
    *main(wait = 1) {
      const ended = yield* joinAll(yield* spawnAll(WORKERS, 'worker', (place) => [place + 1, wait]));
      yield* print(DONE);
      return ended.length;
    },
    *worker(number = 1, wait = 1) {
      yield* print(started(number));
      yield* sleep(wait);
      yield* print(finished(number));
      return 0;
    },
  },
  check(printout) {
    if (printout.result !== WORKERS) return `${printout.result} workers ended, not ${WORKERS}`;
    return lineFault(printout, { tasks: [1, 2].map((worker) => [started(worker), finished(worker)]), end: [DONE] });
  },
} satisfies Program;
