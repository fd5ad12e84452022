/**
 * Workers over one shared memory that take turns: whoever runs holds the GIL, drops it when another has waited for a switch
 * interval, and waits until that one has had it. Threads in CPython.
 */
import type { ExecutionModel } from './index.ts';
import { prepareShared, runShared } from './shared-batch.ts';

export default {
  id: 'gil-threads',
  title: 'threads under a GIL',
  counterpart: 'threading (CPython with its GIL)',
  parallel: false,
  needs: 'shared memory',
  async prepare(stage, workers) {
    const pool = await prepareShared(stage, workers);
    pool.resetGil();
  },
  run: (stage, workers, signal) => runShared({ stage, workers, signal, order: 'gil-batch' }),
  async play(stage, asked) {
    const { playOnWorkers } = await import('./play/on-workers.ts');
    const { counting, references } = asked.settings;
    return playOnWorkers(stage, asked, { kind: 'gil', counting, references });
  },
} satisfies ExecutionModel;
