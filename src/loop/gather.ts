/**
 * One future for the results of many, in the order they were given. Starts coroutines as tasks. Not a scope: after
 * the first error the others run on, unlike the children of a task group.
 * Source: CPython 3.13, Lib/asyncio/tasks.py (`gather`, `_GatheringFuture`).
 */
import { futuresOfAll, loopOfAll, severalAwaitables, type Outcome } from './awaitables.ts';
import type { Awaitable } from './coroutine.ts';
import { CancelledError } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import { LoopFuture } from './loop-future.ts';

type Results<A extends readonly unknown[]> = { -readonly [At in keyof A]: Outcome<A[At]> };

export interface GatherOptions {
  /** Errors, cancellations among them, stand in the list where results would. Otherwise the first one ends the wait. */
  readonly returnErrors?: boolean;
}

/** How a child that is done has failed; null for a value. */
function failureOf(child: LoopFuture<unknown>): { readonly thrown: unknown } | null {
  try {
    return child.exception();
  } catch (cancelled) {
    return { thrown: cancelled };
  }
}

function resultOrError(child: LoopFuture<unknown>): unknown {
  const failure = failureOf(child);
  return failure === null ? child.result() : failure.thrown;
}

class Gathering extends LoopFuture<unknown[]> {
  readonly #children: readonly LoopFuture<unknown>[];
  readonly #returnsErrors: boolean;
  #running: number;
  #request: { readonly reason: unknown } | null = null;

  constructor(loop: EventLoop, children: readonly LoopFuture<unknown>[], options: GatherOptions) {
    super(loop);
    this.#children = children;
    this.#returnsErrors = options.returnErrors ?? false;
    const distinct = new Set(children);
    this.#running = distinct.size;
    const callback = (child: LoopFuture<unknown>): void => this.#childDone(child);
    const done = [...distinct].filter((child) => child.isDone);
    for (const child of distinct) if (!child.isDone) child.addDoneCallback(callback);
    // No turn later: where all tasks are eager and done, so is this.
    for (const child of done) callback(child);
  }

  /**
   * Cancels the children and is done when they are. False, with nothing changed, where all of them are done already.
   */
  override cancel(reason?: unknown): boolean {
    this.markSeen();
    if (this.isDone) return false;
    let cancelled = false;
    for (const child of this.#children) if (child.cancel(reason)) cancelled = true;
    if (cancelled) this.#request ??= { reason };
    return cancelled;
  }

  protected override get label(): string {
    return 'gathering';
  }

  #childDone(child: LoopFuture<unknown>): void {
    this.#running -= 1;
    if (this.isDone) return child.markSeen();
    const failure = this.#returnsErrors ? null : failureOf(child);
    if (failure !== null) return this.setException(failure.thrown);
    if (this.#running > 0) return;
    const results = this.#children.map(resultOrError);
    // Who asked for a cancellation gets it, even where errors are results or every child refused.
    if (this.#request === null) this.setResult(results);
    else this.setException(new CancelledError(this.#request.reason));
  }
}

/**
 * The results of all, in the order given. Fails with the first error, then the others run on and their errors count
 * as seen; a child that is cancelled by somebody else makes it fail with `CancelledError`. Cancelling it cancels all
 * of them. The same one given twice runs once. Throws `TypeError` for what cannot be waited for, `MisusedLoop` for
 * futures of different loops and, where it needs a loop for coroutines or for nothing at all, outside of one; then
 * nothing was started.
 */
export function gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  options?: { readonly returnErrors?: false },
): LoopFuture<Results<A>>;
export function gather(
  awaitables: readonly Awaitable<unknown>[],
  options: { readonly returnErrors: true },
): LoopFuture<unknown[]>;
export function gather(awaitables: readonly Awaitable<unknown>[], options: GatherOptions = {}): LoopFuture<unknown[]> {
  const several = severalAwaitables('gather', awaitables);
  const loop = loopOfAll(several);
  if (several.length > 0) return new Gathering(loop, futuresOfAll(loop, several), options);
  const nothing = loop.createFuture<unknown[]>();
  nothing.setResult([]);
  return nothing;
}
