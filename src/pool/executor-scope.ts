/** A scope for an executor, where the language's `await using` is not to be had: it is shut down at the end, whatever happens. */
import type { Executor } from './executor.ts';

/** The value of `body`, once all calls have ended and the workers with them. */
export async function using<E extends Executor, T>(executor: E, body: (executor: E) => T | Promise<T>): Promise<T> {
  try {
    return await body(executor);
  } finally {
    await executor.shutdown();
  }
}
