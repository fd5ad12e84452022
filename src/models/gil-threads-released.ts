/**
 * Threads under a GIL whose kernels release it: what computes without touching a Python object runs beside the others, all else takes turns.
 * Cython's `nogil` and C extensions such as NumPy. A batch releases it for the whole of each task; a play holds it for a part that can be set.
 */
import type { ExecutionModel } from './index.ts';
import { prepareShared, runShared } from './shared-batch.ts';

export default {
  id: 'gil-threads-released',
  title: 'threads, GIL released',
  counterpart: 'threading with code that releases the GIL (Cython nogil, C extensions)',
  parallel: true,
  needs: 'shared memory',
  async prepare(stage, workers) {
    const pool = await prepareShared(stage, workers);
    pool.resetGil();
  },
  run: (stage, workers, signal) => runShared({ stage, workers, signal, order: 'gil-released-batch' }),
  async play(stage, asked) {
    const { playOnWorkers } = await import('./play/on-workers.ts');
    return playOnWorkers(stage, asked, { kind: 'gil-released', heldFraction: asked.settings.heldFraction });
  },
} satisfies ExecutionModel;
