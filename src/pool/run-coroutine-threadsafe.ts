/**
 * Hands a coroutine to a loop from outside of its turns; the answer is a future of executors, which anybody can wait for. Inside a
 * coroutine make a task instead.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`run_coroutine_threadsafe`).
 */
import { isCoroutine, type Coroutine } from '../loop/coroutine.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { LoopExit } from '../loop/errors.ts';
import type { Task } from '../loop/task.ts';
import { Future } from './future.ts';

function finish<T>(task: Task<T>, future: Future<T>): void {
  if (task.isCancelled) future.cancel();
  // Cancelled meanwhile: an error of the task is then one that nobody asked for, and its loop says so.
  if (!future.setRunningOrNotifyCancel()) return;
  const failure = task.exception();
  if (failure === null) future.setResult(task.result());
  else future.setException(failure.thrown);
}

function start<T>(coroutine: Coroutine<T>, loop: EventLoop, future: Future<T>): void {
  let task: Task<T>;
  try {
    task = loop.createTask(coroutine);
  } catch (error) {
    if (!(error instanceof LoopExit) && future.setRunningOrNotifyCancel()) future.setException(error);
    // The loop's handler hears of it as well: the fault is the loop's, not the coroutine's.
    throw error;
  }
  future.addDoneCallback(() => {
    if (future.isCancelled && !loop.isClosed) loop.callSoonThreadsafe(() => task.cancel());
  });
  task.addDoneCallback(() => finish(task, future));
}

/**
 * Starts it on the loop's next turn; cancelling the future cancels the task. Throws `TypeError` for what is no coroutine, and
 * `MisusedLoop` on a closed loop.
 */
export function runCoroutineThreadsafe<T>(coroutine: Coroutine<T>, loop: EventLoop): Future<T> {
  if (!isCoroutine(coroutine)) throw new TypeError(`a loop runs a coroutine, not ${String(coroutine)}`);
  const future = new Future<T>((error) => {
    loop.callExceptionHandler({ message: 'a done-callback failed', error, source: future });
  });
  loop.callSoonThreadsafe(() => start(coroutine, loop, future));
  return future;
}
