/**
 * What runs on a loop: a generator that yields the futures it waits for, or nothing to give up its turn. `yield*` waits for a
 * future, a task or another coroutine and gives its value.
 */
import { isLoopFuture, type LoopFuture } from './loop-future.ts';

export type Coroutine<T> = Generator<LoopFuture<unknown> | void, T, void>;

/** What `yield*` can wait for. */
export type Awaitable<T> = Coroutine<T> | LoopFuture<T>;

/** Anything else that says itself what `yield*` does with it. */
export interface Waitable<T> {
  [Symbol.iterator](): Iterator<LoopFuture<unknown> | void, T, void>;
}

export function isWaitable(value: unknown): value is Waitable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** The coroutine that waits for it. */
export function* waitingFor<T>(waitable: Waitable<T>): Coroutine<T> {
  return yield* waitable;
}

export function isCoroutine<T>(value: Awaitable<T>): value is Coroutine<T>;
export function isCoroutine(value: unknown): value is Coroutine<unknown>;
export function isCoroutine(value: unknown): value is Coroutine<unknown> {
  if (typeof value !== 'object' || value === null || isLoopFuture(value)) return false;
  const { next, throw: raise } = value as Partial<Coroutine<unknown>>;
  return typeof next === 'function' && typeof raise === 'function';
}
