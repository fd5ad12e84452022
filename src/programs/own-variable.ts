/**
 * A task changes a global variable, and the one who started it looks afterwards. In one memory both mean the same variable; a process has a
 * copy, and what it changes nobody else sees.
 */
import type { Program } from './index.ts';
import { join, load, print, spawn, store } from './operations.ts';

const BEFORE = 0;

const seen = (task: number, starter: number): string => `The task left ${task}, its starter finds ${starter}`;

export default {
  id: 'own-variable',
  title: 'a variable that a task changes',
  from: 'A, C',
  notice:
    'The task adds to a variable and looks at it, then its starter looks. Threads and coroutines have one variable between them. A process changes its own copy, and its starter finds what it had.',
  parameters: [{ name: 'times', unit: '', usual: 100, least: 1, most: 10_000 }],
  resources: { locks: 0, queues: [], cells: 1 },
  computes: false,
  threads: () => 1,
  bodies: {
    *main(times = 1) {
      const task = yield* join(yield* spawn('change', times));
      const starter = yield* load(0);
      yield* print(seen(task, starter));
      return starter;
    },
    *change(times = 1) {
      for (let time = 0; time < times; time++) yield* store(0, (yield* load(0)) + 1);
      return yield* load(0);
    },
  },
  check({ lines, result, args: [times = 1], sharesCells }) {
    const starter = sharesCells ? BEFORE + times : BEFORE;
    if (result !== starter) return `the starter finds ${result}, not ${starter}`;
    const expected = seen(BEFORE + times, starter);
    return lines.length === 1 && lines[0] === expected ? null : `"${lines.join(' | ')}" was printed, not "${expected}"`;
  },
} satisfies Program;
