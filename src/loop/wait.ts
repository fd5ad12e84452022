/**
 * Waiting until one, or all, of several futures are done, or time is up. Takes no result and throws no error of
 * theirs; cancels nothing.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`wait`, `_wait`).
 */
import type { Milliseconds } from '../base/units.ts';
import { loopOfAll, severalAwaitables } from './awaitables.ts';
import type { Coroutine } from './coroutine.ts';
import type { TimerHandle } from './handle.ts';
import { isLoopFuture, type LoopFuture } from './loop-future.ts';

const CONDITIONS = ['first-completed', 'first-exception', 'all-completed'] as const;
export type ReturnWhen = (typeof CONDITIONS)[number];

export interface WaitOptions {
  /** For ever without it. */
  readonly timeoutMs?: Milliseconds | null;
  /** A future that is cancelled is no exception. */
  readonly returnWhen?: ReturnWhen;
}

export interface Waited<F> {
  readonly done: Set<F>;
  readonly pending: Set<F>;
}

function isReason(future: LoopFuture<unknown>, returnWhen: ReturnWhen): boolean {
  if (returnWhen === 'all-completed') return false;
  return returnWhen === 'first-completed' || (!future.isCancelled && future.exception() !== null);
}

function* waiting<F extends LoopFuture<unknown>>(futures: ReadonlySet<F>, options: WaitOptions): Coroutine<Waited<F>> {
  const { timeoutMs = null, returnWhen = 'all-completed' } = options;
  const loop = loopOfAll([...futures]);
  const over = loop.createFuture<void>();
  const tell = (): void => {
    if (!over.isDone) over.setResult();
  };
  let running = futures.size;
  const oneDone = (future: LoopFuture<unknown>): void => {
    running -= 1;
    if (running === 0 || isReason(future, returnWhen)) tell();
  };
  let timer: TimerHandle | null = null;
  if (timeoutMs !== null) timer = loop.callLater(timeoutMs, tell);
  for (const future of futures) future.addDoneCallback(oneDone);
  try {
    yield* over;
  } finally {
    timer?.cancel();
    for (const future of futures) future.removeDoneCallback(oneDone);
  }
  const done = new Set<F>();
  const pending = new Set<F>();
  for (const future of futures) (future.isDone ? done : pending).add(future);
  return { done, pending };
}

/**
 * The coroutine that waits; when time is up it gives what there is. Throws, when called, `TypeError` for one future
 * or coroutine instead of several and for coroutines among them (make tasks of them, or nobody could find them in the
 * result), and `RangeError` for none at all or a condition it does not know.
 */
export function wait<F extends LoopFuture<unknown>>(
  futures: Iterable<F>,
  options: WaitOptions = {},
): Coroutine<Waited<F>> {
  const distinct = new Set(severalAwaitables('wait', futures));
  if (![...distinct].every(isLoopFuture)) throw new TypeError('wait takes no coroutines: make tasks of them first');
  if (distinct.size === 0) throw new RangeError('wait needs at least one future to wait for');
  const { returnWhen = 'all-completed' } = options;
  if (!CONDITIONS.includes(returnWhen)) {
    throw new RangeError(`returnWhen is ${String(returnWhen)}: it has to be one of ${CONDITIONS.join(', ')}`);
  }
  return waiting(distinct, options);
}
