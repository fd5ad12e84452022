/**
 * Two calls are handed to an executor, and their results are asked for: the calls return nothing, so nothing is what the one who
 * asked gets, after having waited for it.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { print, sleep } from './operations.ts';
import { joinAll, spawnAll } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

const CALLS = 2;
/** What a call that returns nothing gives; values are numbers. */
const NOTHING = 0;

const started = (call: number): string => `Call ${call} started`;
const finished = (call: number): string => `Call ${call} finished`;
const resultOf = (call: number, value: number): string =>
  `Result of call ${call}: ${value === NOTHING ? 'none' : value}`;

export default {
  id: 'executor-calls',
  title: 'two calls of an executor',
  from: 'A',
  notice:
    'Asking for a result waits until its call has ended. The same lines come from an executor of threads and from one of processes. The original sleeps for 2 s.',
  parameters: [{ name: 'wait', unit: 'ms', usual: 120, least: 1, most: 2_000 }],
  resources: NOTHING_SHARED,
  computes: false,
  threads: () => CALLS,
  bodies: {
    *main(wait = 1) {
      const results = yield* joinAll(yield* spawnAll(CALLS, 'call', (place) => [place + 1, wait]));
      for (const [place, value] of results.entries()) yield* print(resultOf(place + 1, value));
      return results.length;
    },
    *call(number = 1, wait = 1) {
      yield* print(started(number));
      yield* sleep(wait);
      yield* print(finished(number));
      return NOTHING;
    },
  },
  check(printout) {
    if (printout.result !== CALLS) return `${printout.result} results came back, not ${CALLS}`;
    const calls = [1, 2];
    return lineFault(printout, {
      tasks: calls.map((call) => [started(call), finished(call)]),
      end: calls.map((call) => resultOf(call, NOTHING)),
    });
  },
} satisfies Program;
