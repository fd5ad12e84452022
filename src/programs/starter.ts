/** Somebody starts sleepers and goes on with a line of its own; asked to, it waits for each right after starting it. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { join, print, sleep, spawn } from './operations.ts';
import { joinAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

export const GOES_ON = 'The starter goes on';
const woke = (sleeper: number): string => `Sleeper ${sleeper} woke up`;

export default {
  id: 'starter',
  title: 'start, and wait or not',
  from: 'E',
  notice:
    'To start a task is not to wait for it: the starter’s line comes before anybody wakes up. Only a join waits, and one after each start makes the tasks run one after the other.',
  parameters: [
    { name: 'sleepers', unit: '', usual: 4, least: 1, most: 32 },
    { name: 'sleep', unit: 'ms', usual: 50, least: 1, most: 1_000 },
    { name: 'join after each start', unit: '', usual: 0, least: 0, most: 1 },
  ],
  resources: NOTHING_SHARED,
  computes: false,
  threads: (sleepers = 1) => sleepers,
  bodies: {
    *main(sleepers = 1, ms = 1, joinsAtOnce = 0) {
      const started: number[] = [];
      for (let sleeper = 1; sleeper <= sleepers; sleeper++) {
        const task = yield* spawn('sleeper', sleeper, ms);
        started.push(task);
        if (joinsAtOnce > 0) yield* join(task);
      }
      yield* print(GOES_ON);
      return (yield* joinAll(started)).length;
    },
    *sleeper(number = 0, ms = 1) {
      yield* sleep(ms);
      yield* print(woke(number));
      return 0;
    },
  },
  check(printout) {
    const [sleepers = 1, , joinsAtOnce = 0] = printout.args;
    if (printout.result !== sleepers) return `${printout.result} sleepers ended, not ${sleepers}`;
    const tasks = Array.from({ length: sleepers }, (_, place) => [woke(place + 1)]);
    return lineFault(printout, joinsAtOnce > 0 ? { tasks, end: [GOES_ON] } : { tasks, starter: [GOES_ON] });
  },
} satisfies Program;
