/**
 * Five workers sleep for different times and say so when they wake; the one who started them goes on at once. One of the
 * introductions draws the times by lot and shows it twice, with threads and with processes; here they are those of its sample run.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { print, sleep } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

/** Seconds that workers 0 to 4 slept in the printed sample. */
const SECONDS = [9, 1, 7, 4, 5] as const;

const STARTED = 'All workers are started: who wakes first?';
const woke = (worker: number, ms: number): string => `Worker ${worker} slept for ${ms} ms`;

export default {
  id: 'five-sleepers',
  title: 'five sleepers and a starter that goes on',
  from: 'E',
  notice:
    'Starting is not waiting: the starter prints its line before anyone wakes, and they wake by the length of their sleep, not by the order of their start. A second of the original lasts 20 ms.',
  parameters: [{ name: 'second', unit: 'ms', usual: 20, least: 1, most: 200 }],
  resources: NOTHING_SHARED,
  computes: false,
  threads: () => SECONDS.length,
  bodies: {
    *main(second = 1) {
      const workers = yield* spawnAll(SECONDS.length, 'worker', (place) => [place, (SECONDS[place] ?? 1) * second]);
      yield* print(STARTED);
      return (yield* joinAll(workers)).length;
    },
    *worker(number = 0, ms = 1) {
      yield* sleep(ms);
      yield* print(woke(number, ms));
      return 0;
    },
  },
  check(printout) {
    const [second = 1] = printout.args;
    if (printout.result !== SECONDS.length) return `${printout.result} workers ended, not ${SECONDS.length}`;
    const tasks = SECONDS.map((seconds, worker) => [woke(worker, seconds * second)]);
    return lineFault(printout, { tasks, starter: [STARTED] });
  },
} satisfies Program;
