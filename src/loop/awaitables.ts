/**
 * Several awaitables as futures of one loop: what gather, wait and asCompleted begin with. All are looked at before
 * the first is started, so that a refused call has started nothing.
 */
import { isCoroutine, type Awaitable, type Coroutine } from './coroutine.ts';
import { MisusedLoop } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { isLoopFuture, type LoopFuture } from './loop-future.ts';
import { runningLoop } from './running.ts';

/** What waiting for `A` gives. */
export type Outcome<A> = A extends LoopFuture<infer T> ? T : A extends Coroutine<infer T> ? T : never;

/**
 * The list of what `call` was given. Throws `TypeError` for one awaitable instead of several, and for anything in it
 * that is none. A generator is always taken for a coroutine: what a generator makes has to be spread into a list.
 */
export function severalAwaitables<A extends Awaitable<unknown>>(call: string, given: Iterable<A>): A[] {
  if (isLoopFuture(given) || isCoroutine(given)) {
    throw new TypeError(
      `${call} waits for several things: put one future or coroutine into a list, spread a generator`,
    );
  }
  const awaitables = [...given];
  for (const one of awaitables) {
    if (isLoopFuture(one) || isCoroutine(one)) continue;
    throw new TypeError(`${call} waits for futures, tasks and coroutines, not for ${String(one)}`);
  }
  return awaitables;
}

/**
 * The loop of all of them; the running one for coroutines, or for nothing. Throws `MisusedLoop` for futures of
 * different loops.
 */
export function loopOfAll(awaitables: readonly Awaitable<unknown>[]): EventLoop {
  const futures = awaitables.filter(isLoopFuture);
  const [first] = futures;
  const loop = first !== undefined && futures.length === awaitables.length ? first.loop : runningLoop();
  if (futures.some((future) => future.loop !== loop)) {
    throw new MisusedLoop('futures of different loops cannot be waited for together: each loop waits for its own');
  }
  return loop;
}

/** The future of each, in order: the same one where the same was given twice. */
export function futuresOfAll<T>(loop: EventLoop, awaitables: readonly Awaitable<T>[]): LoopFuture<T>[] {
  const futures = new Map<Awaitable<T>, LoopFuture<T>>();
  return awaitables.map((one) => {
    const future = futures.get(one) ?? loop.ensureFuture(one);
    futures.set(one, future);
    return future;
  });
}
