/**
 * An executor of threads and one of processes for the length of a claim, their workers awake, so that a claim can hand the same code to
 * either. Calls nothing by itself but what wakes them.
 */
import type { Milliseconds } from '../../base/units.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Executor } from '../../pool/executor.ts';
import { ProcessPoolExecutor } from '../../pool/process-executor.ts';
import { ThreadPoolExecutor } from '../../pool/thread-executor.ts';

export const EXECUTOR_KINDS = ['threads', 'processes'] as const;
export type ExecutorKind = (typeof EXECUTOR_KINDS)[number];
export type BothExecutors = Readonly<Record<ExecutorKind, Executor>>;

/** Long enough for every worker to be given a call while the others are busy. */
const WAKING_MS: Milliseconds = 20;

/** Each with `workers` of its own. Rejects with `Stopped` soon after the signal, with what `use` rejects with, or as the executors' `open`. */
export async function withBothExecutors<T>(
  workers: number,
  signal: AbortSignal,
  use: (executors: BothExecutors) => Promise<T>,
): Promise<T> {
  const opened: Executor[] = [];
  const stop = (): void => opened.forEach((executor) => void executor.stop().catch(() => undefined));
  signal.addEventListener('abort', stop);
  try {
    const threads = await ThreadPoolExecutor.open({ maxWorkers: workers });
    opened.push(threads);
    const processes = await ProcessPoolExecutor.open({ maxWorkers: workers });
    opened.push(processes);
    for (const executor of opened) await awake(executor, workers);
    return await use({ threads, processes });
  } catch (error) {
    throw signal.aborted ? new Stopped() : error;
  } finally {
    signal.removeEventListener('abort', stop);
    await Promise.all(opened.map((executor) => executor.shutdown({ cancelFutures: true })));
  }
}

async function awake(executor: Executor, workers: number): Promise<void> {
  const calls = Array.from({ length: workers }, () => executor.submit('waiting.sleep', WAKING_MS));
  await Promise.all(calls.map((call) => call.result()));
}
