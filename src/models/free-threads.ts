/**
 * Workers over one shared memory, chunks claimed with an atomic add, results written in place: threads without a
 * GIL, as in free-threaded CPython.
 */
import type { ExecutionModel } from './index.ts';
import { prepareShared, runShared } from './shared-batch.ts';

export default {
  id: 'free-threads',
  title: 'free threads',
  counterpart: 'threading without a GIL (free-threaded CPython)',
  parallel: true,
  needs: 'shared memory',
  async prepare(stage, workers) {
    await prepareShared(stage, workers);
  },
  run: (stage, workers, signal) => runShared({ stage, workers, signal, order: 'batch' }),
  async play(stage, asked) {
    const { playOnWorkers } = await import('./play/on-workers.ts');
    const { counting, references } = asked.settings;
    return playOnWorkers(stage, asked, { kind: 'free', counting, references });
  },
} satisfies ExecutionModel;
