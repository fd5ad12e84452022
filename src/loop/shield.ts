/**
 * A future that follows another and keeps cancellations away from it: who waits can be cancelled, what is waited for
 * goes on.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`shield`).
 */
import type { Awaitable } from './coroutine.ts';
import { CancelledError } from './errors.ts';
import { isLoopFuture, type LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';

/**
 * What `awaitable` gives; cancelling the shield does not cancel `awaitable`, and then nobody asks for its error. One
 * that is done is returned as it is. Throws `MisusedLoop` for a coroutine outside of a loop.
 */
export function shield<T>(awaitable: Awaitable<T>): LoopFuture<T> {
  const inner = isLoopFuture(awaitable) ? awaitable : runningLoop().ensureFuture(awaitable);
  if (inner.isDone) return inner;
  const outer = inner.loop.createFuture<T>();
  const innerDone = (): void => follow(outer, inner);
  inner.addDoneCallback(innerDone);
  outer.addDoneCallback(() => inner.removeDoneCallback(innerDone));
  return outer;
}

/** Ends `outer` as `inner` has ended. */
function follow<T>(outer: LoopFuture<T>, inner: LoopFuture<T>): void {
  // Cancelled in the turn the inner one was done in: nobody is left to see its error.
  if (outer.isDone) return inner.markSeen();
  if (inner.isCancelled) return void outer.cancel(reasonOf(inner));
  const failure = inner.exception();
  if (failure === null) outer.setResult(inner.result());
  else outer.setException(failure.thrown);
}

/** What a cancelled future was cancelled with. */
function reasonOf(cancelled: LoopFuture<unknown>): unknown {
  try {
    return cancelled.result();
  } catch (error) {
    return error instanceof CancelledError ? error.reason : undefined;
  }
}
