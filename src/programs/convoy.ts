/**
 * One task computes without a pause, another wakes again and again for a moment's work. Under a GIL each of these moments is
 * preceded by a wait until the other lets go: the convoy effect (D. Beazley, "Understanding the Python GIL", 2010).
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, join, print, sleep, spawn } from './operations.ts';
import { firstOf, joinAll, spawnAll, sum } from './parts/all-tasks.ts';

const answered = (times: number): string => `Answered ${times} times`;

export default {
  id: 'convoy',
  title: 'a computation beside short answers',
  from: '',
  notice:
    'Look at the second lane: under a GIL each short answer first waits for about a switch interval; without one it is given at once. On the event loop it waits for the whole computation.',
  parameters: [
    { name: 'items', unit: 'items', usual: 12_288, least: 21, most: 60_000 },
    { name: 'answers', unit: '', usual: 20, least: 1, most: 20 },
    { name: 'pause', unit: 'ms', usual: 2, least: 0, most: 50 },
    { name: 'computations', unit: '', usual: 1, least: 1, most: 4 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  threads: (_items, _answers, _pause, computations = 1) => computations + 1,
  bodies: {
    /** The last items are the answers', one each; all others are shared out among the computations. */
    *main(items = 1, answers = 1, pause = 0, computations = 1) {
      const edge = (part: number): number => firstOf(part, computations, items - answers);
      const long = yield* spawnAll(computations, 'long', (part) => [edge(part), edge(part + 1)]);
      const short = yield* spawn('short', items - answers, items, pause);
      return sum(yield* joinAll(long)) + (yield* join(short));
    },
    *long(start = 0, end = 1) {
      yield* compute(start, end);
      return end - start;
    },
    *short(start = 0, end = 0, pause = 0) {
      for (let item = start; item < end; item++) {
        yield* sleep(pause);
        yield* compute(item, item + 1);
      }
      yield* print(answered(end - start));
      return end - start;
    },
  },
  check({ result, lines, args: [items, answers = 1] }) {
    if (result !== items) return `${result} items were computed, not ${items ?? 0}`;
    const [line] = lines;
    if (lines.length === 1 && line === answered(answers)) return null;
    return `"${lines.join(', ')}" was printed, not "${answered(answers)}"`;
  },
} satisfies Program;
