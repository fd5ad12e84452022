/** The I/O-bound program: tasks that wait and do nothing else. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { sleep } from './operations.ts';
import { joinAll, spawnAll, sum } from './parts/all-tasks.ts';

export default {
  id: 'waits',
  title: 'wait only',
  from: '',
  notice: 'No core is needed to wait: threads, processes and one event loop all finish when the longest wait does.',
  parameters: [
    { name: 'tasks', unit: '', usual: 8, least: 1, most: 256 },
    { name: 'wait', unit: 'ms', usual: 100, least: 1, most: 2_000 },
  ],
  resources: NOTHING_SHARED,
  computes: false,
  threads: (tasks = 1) => tasks,
  bodies: {
    *main(tasks = 1, wait = 1) {
      return sum(yield* joinAll(yield* spawnAll(tasks, 'wait', () => [wait])));
    },
    *wait(ms = 1) {
      yield* sleep(ms);
      return 1;
    },
  },
  check: ({ result, args: [tasks] }) => (result === tasks ? null : `${result} tasks waited, not ${tasks ?? 0}`),
} satisfies Program;
