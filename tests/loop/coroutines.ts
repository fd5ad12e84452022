/** Coroutines that tests of the loop play with, and looks at what comes out of them. */
import { expect } from 'vitest';
import type { Milliseconds } from '../../src/base/units.ts';
import type { Awaitable, Coroutine } from '../../src/loop/coroutine.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { TaskGroupError } from '../../src/loop/task-group.ts';
import type { Rig } from './rig.ts';

export class Crash extends Error {}

export function* failAfter(ms: Milliseconds, error: unknown = new Crash(`after ${ms}`)): Coroutine<never> {
  yield* sleep(ms);
  throw error;
}

/** Waits for a future, and gives something else. */
export function* waiting(future: LoopFuture<unknown>): Coroutine<number> {
  yield* future;
  return 12;
}

export function* returning<T>(value: T): Coroutine<T> {
  yield;
  return value;
}

/** Waits; its end or its cancellation is written down. */
export function* waits(ms: Milliseconds, events: string[], name: string): Coroutine<void> {
  try {
    yield* sleep(ms);
    events.push(`${name} ends`);
  } catch (error) {
    events.push(`${name} is cancelled`);
    throw error;
  }
}

/** What `awaitable` throws; undefined where it throws nothing. */
export function* thrownBy(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable;
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Gives the loop some turns with nothing else going on. */
export function turns({ run }: Rig, count = 3): void {
  run(
    (function* (): Coroutine<void> {
      for (let turn = 0; turn < count; turn++) yield;
    })(),
  );
}

/** The errors of the group that `error` has to be. */
export function partsOf(error: unknown): unknown[] {
  expect(error).toBeInstanceOf(TaskGroupError);
  return (error as TaskGroupError).errors;
}

/** The kinds of error from `error` down its causes. */
export function chainOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) names.push(at.name);
  return names;
}

/** It has ended by a cancellation, and another comes too late. */
export function expectCancelled(task: Task<unknown>): void {
  expect(task.isDone).toBe(true);
  expect(task.isCancelled).toBe(true);
  expect(() => task.result()).toThrow(CancelledError);
  expect(task.cancel()).toBe(false);
}
