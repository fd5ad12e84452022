/** What tests of the loop's barrier share: many tasks at it, and how each came out. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { gather } from '../../../src/loop/gather.ts';
import type { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { BrokenBarrier } from '../../../src/sync/errors.ts';

/** What `coroutine` gives in each of `count` tasks, once all are done. */
export function* inTasks<T>(count: number, coroutine: () => Coroutine<T>): Coroutine<readonly T[]> {
  return yield* gather(Array.from({ length: count }, coroutine));
}

export const inOrder = (places: readonly number[]): number[] => [...places].sort((one, other) => one - other);

/** The place in the round, or that the barrier was broken. */
export function* placeOrBroken(barrier: LoopBarrier): Coroutine<number | 'broken'> {
  try {
    return yield* barrier.wait();
  } catch (error) {
    if (error instanceof BrokenBarrier) return 'broken';
    throw error;
  }
}

export function expectFresh(barrier: LoopBarrier): void {
  expect(barrier.broken).toBe(false);
  expect(String(barrier)).toBe(`barrier (filling, waiters:0/${barrier.parties})`);
}
