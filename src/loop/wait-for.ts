/**
 * Waiting for one thing, but not longer than so long: what is late is cancelled, and waited for until it has really
 * ended.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`wait_for`, `_cancel_and_wait`).
 */
import type { Milliseconds } from '../base/units.ts';
import type { Awaitable, Coroutine } from './coroutine.ts';
import { CancelledError, TimeoutError } from './errors.ts';
import { isLoopFuture, setResultUnlessCancelled, type LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';
import { timeout } from './timeout.ts';

/**
 * Cancels it and waits for its end. A future of its own is waited for: a cancellation of the waiter has to reach the
 * waiter.
 */
function* cancelAndWait(late: LoopFuture<unknown>): Coroutine<void> {
  const ended = late.loop.createFuture<void>();
  const tell = (): void => setResultUnlessCancelled(ended, undefined);
  late.addDoneCallback(tell);
  try {
    late.cancel();
    yield* ended;
  } finally {
    late.removeDoneCallback(tell);
  }
}

/** No time at all: only what is done already is in time. */
function* atOnce<T>(awaitable: Awaitable<T>): Coroutine<T> {
  // Never eager: what has no time must not begin.
  const late = isLoopFuture(awaitable) ? awaitable : runningLoop().createTask(awaitable, { eager: false });
  if (late.isDone) return late.result();
  yield* cancelAndWait(late);
  try {
    return late.result();
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new TimeoutError('it was not done and had no time left', { cause: error });
  }
}

/**
 * What `awaitable` gives, within `timeoutMs`; null waits for ever. When time is up it is cancelled, and once it has
 * ended `TimeoutError` is thrown with the cancellation as its cause; a value or another error it ends with instead is
 * passed on. Cancelled, it cancels `awaitable`: shield what has to go on.
 */
export function* waitFor<T>(awaitable: Awaitable<T>, timeoutMs: Milliseconds | null): Coroutine<T> {
  if (timeoutMs !== null && timeoutMs <= 0) return yield* atOnce(awaitable);
  return yield* timeout(timeoutMs).run(() => awaitable);
}
