/**
 * The way from the page to the experiment: loaded when first wanted, one run at a time on this page.
 */
import type { MeasureOptions, Progress, Run } from '../experiments/run.ts';

/** `signal` takes the wish back while the code is still loading; a run that has begun is stopped by itself. */
export type StartRun = (
  options: MeasureOptions,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
) => Promise<Run>;

let busy = false;

/** Rejects where another run is under way (two at once would measure each other), or the code does not load. */
export const startRun: StartRun = async (options, onProgress, signal) => {
  const { startCoreScaling } = await import('../experiments/core-scaling.ts');
  signal?.throwIfAborted();
  if (busy) throw new Error('A run is already under way on this page: wait for it or stop it.');
  busy = true;
  const run = startCoreScaling(options, onProgress);
  void run.done.finally(() => (busy = false)).catch(() => undefined);
  return run;
};
