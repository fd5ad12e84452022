/**
 * One task computes without a pause, another wakes again and again for a moment's work. Under a GIL each of these moments is
 * preceded by a wait until the other lets go: the convoy effect (D. Beazley, "Understanding the Python GIL", 2010).
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, join, print, sleep, spawn } from './operations.ts';

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
  ],
  resources: NOTHING_SHARED,
  computes: true,
  threads: () => 2,
  bodies: {
    /** The last items are the answers', one each; all others the computation's. */
    *main(items = 1, answers = 1, pause = 0) {
      const long = yield* spawn('long', items - answers);
      const short = yield* spawn('short', items - answers, items, pause);
      return (yield* join(long)) + (yield* join(short));
    },
    *long(end = 1) {
      yield* compute(0, end);
      return end;
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
