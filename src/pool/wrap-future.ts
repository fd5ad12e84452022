/**
 * An executor's future as one of a loop's, so that a coroutine waits for it with `yield*`. The two stay tied: what one gets the other
 * gets, a cancellation too, as far as it is not done already.
 * Source: CPython 3.13, Lib/asyncio/futures.py (`wrap_future`, `_chain_future`).
 */
import type { EventLoop } from '../loop/event-loop.ts';
import { isLoopFuture, type LoopFuture } from '../loop/loop-future.ts';
import { runningLoop } from '../loop/running.ts';
import type { Future } from './future.ts';

function passOn<T>(from: Future<T>, to: LoopFuture<T>): void {
  if (to.isDone) return;
  if (from.isCancelled) to.cancel();
  else if (from.failure) to.setException(from.failure.thrown);
  else to.setResult(from.value as T);
}

/** On `loop`, else the running one; a loop's own future is given back. Throws `MisusedLoop` where no loop is given and none runs. */
export function wrapFuture<T>(future: Future<T> | LoopFuture<T>, loop?: EventLoop): LoopFuture<T> {
  if (isLoopFuture(future)) return future;
  const on = loop ?? runningLoop();
  const wrapped = on.createFuture<T>();
  wrapped.addDoneCallback(() => {
    if (wrapped.isCancelled) future.cancel();
  });
  // Told between turns or inside a turn of any loop: only the thread-safe entry is right in all of them.
  future.addDoneCallback(() => {
    if (!on.isClosed) on.callSoonThreadsafe(() => passOn(future, wrapped));
  });
  return wrapped;
}
