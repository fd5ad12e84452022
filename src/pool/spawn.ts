/**
 * Makes workers: the only place that does. A fresh one has not answered anything yet. `terminate()` fires no event, and a
 * worker that is terminated while it runs or sleeps may live on for seconds (2 in Chromium) before its Web Lock tells; so
 * the worker itself tells when anybody calls it.
 */
import { scriptAddress } from '../base/trusted-urls.ts';
import workerAddress from '../runtime/worker.ts?worker&url';

export function spawn(lane: number, onTerminated: () => void): Worker {
  const worker = new Worker(scriptAddress(workerAddress), { type: 'module', name: `overlap ${lane + 1}` });
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    terminate();
    onTerminated();
  };
  return worker;
}
