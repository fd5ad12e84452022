/** Files of the device itself: every task reads the file of its thread, again and again. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { readFile } from './operations.ts';
import { joinAll, spawnAll, sum } from './parts/all-tasks.ts';
import { FILE_BYTES } from './parts/own-file.ts';

export default {
  id: 'file-reads',
  title: 'read files only',
  from: '',
  notice:
    'The file was written a moment ago and is still in the system’s memory, so a read of 64 KB takes microseconds to milliseconds: long enough to see that threads wait side by side, each for a file of its own, and that the page’s reads overlap, too. A disk that has to be asked would take longer.',
  parameters: [
    { name: 'tasks', unit: '', usual: 8, least: 1, most: 64 },
    { name: 'reads', unit: '', usual: 20, least: 1, most: 1000 },
  ],
  resources: NOTHING_SHARED,
  computes: false,
  readsFiles: true,
  threads: (tasks = 1) => tasks,
  bodies: {
    *main(tasks = 1, reads = 1) {
      return sum(yield* joinAll(yield* spawnAll(tasks, 'reader', () => [reads])));
    },
    *reader(reads = 1) {
      let bytes = 0;
      for (let read = 0; read < reads; read++) bytes += yield* readFile();
      return bytes;
    },
  },
  check({ result, args: [tasks = 1, reads = 1] }) {
    const bytes = tasks * reads * FILE_BYTES;
    return result === bytes ? null : `${tasks * reads} reads gave ${result} bytes in all, not ${bytes}`;
  },
} satisfies Program;
