/** Makes workers: the only place that does. A fresh one has not answered anything yet. */
export function spawn(lane: number): Worker {
  return new Worker(new URL('../runtime/worker.ts', import.meta.url), { type: 'module', name: `overlap ${lane + 1}` });
}
