/**
 * A pool maps a function over 1, 2, 3 …: whoever ends first, the results come back in the order of the inputs. The first input takes
 * longest here, so that the order of ending is the opposite one.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { print, sleep } from './operations.ts';
import { joinAll, spawnAll, sum } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

const listed = (values: readonly number[]): string => `[${values.join(', ')}]`;
const squares = (inputs: number): number[] => Array.from({ length: inputs }, (_, place) => (place + 1) ** 2);

export default {
  id: 'pool-map',
  title: 'a map of squares',
  from: 'E',
  notice:
    'The last input is ready first, and yet the results stand in the order of the inputs: a map waits for each in turn.',
  parameters: [
    { name: 'inputs', unit: '', usual: 3, least: 1, most: 32 },
    { name: 'step', unit: 'ms', usual: 30, least: 0, most: 200 },
  ],
  resources: NOTHING_SHARED,
  computes: false,
  threads: (inputs = 1) => inputs,
  bodies: {
    *main(inputs = 1, step = 0) {
      const results = yield* joinAll(
        yield* spawnAll(inputs, 'square', (place) => [place + 1, (inputs - place) * step]),
      );
      yield* print(listed(results));
      return sum(results);
    },
    *square(x = 0, ms = 0) {
      yield* sleep(ms);
      return x * x;
    },
  },
  check(printout) {
    const expected = squares(printout.args[0] ?? 1);
    if (printout.result !== sum(expected)) return `the squares add up to ${printout.result}, not ${sum(expected)}`;
    return lineFault(printout, { tasks: [], end: [listed(expected)] });
  },
} satisfies Program;
