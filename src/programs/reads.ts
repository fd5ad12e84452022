/** Real input: every task fetches a small file of this site, past all caches. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { read } from './operations.ts';
import { joinAll, spawnAll, sum } from './parts/all-tasks.ts';

export default {
  id: 'reads',
  title: 'read only',
  from: '',
  notice:
    'A fetch is mostly waiting, so fetches overlap as sleeps do; but only 4 go out at once, since browsers allow a site few connections.',
  parameters: [{ name: 'tasks', unit: '', usual: 12, least: 1, most: 64 }],
  resources: NOTHING_SHARED,
  computes: false,
  threads: (tasks = 1) => tasks,
  bodies: {
    *main(tasks = 1) {
      return sum(yield* joinAll(yield* spawnAll(tasks, 'read', () => [])));
    },
    *read() {
      return yield* read();
    },
  },
  /** All read the same file. */
  check: ({ result, args: [tasks = 1] }) =>
    result > 0 && result % tasks === 0 ? null : `${tasks} reads of one file gave ${result} bytes in all`,
} satisfies Program;
