/** Requests to cancel are counted and can be taken back, which structured time-outs are built on. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, TimeoutError } from '../../src/loop/errors.ts';
import type { EventLoop } from '../../src/loop/event-loop.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { expectCancelled, waiting } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TK18', () => {
  const { loop, run } = rig();
  const task = loop.createTask(sleep(10));
  expect(task.cancelling).toBe(0);
  expect(task.cancel()).toBe(true);
  expect(task.cancelling).toBe(1);
  expect(task.cancel()).toBe(true);
  expect(task.cancelling).toBe(2);
  expect(task.uncancel()).toBe(1);
  expect(task.cancel()).toBe(true);
  expect(task.cancelling).toBe(2);
  expect(() => run(task)).toThrow(CancelledError);
  expect(task.cancel()).toBe(false);
  expect(task.cancelling).toBe(2);
  expect([task.uncancel(), task.uncancel(), task.uncancel()]).toEqual([1, 0, 0]);
  expect(task.isCancelled).toBe(true);
});

behaviour('TK18 the last request taken back undoes what is not delivered', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<void>();
  function* main(): Coroutine<number> {
    yield* future;
    return 42;
  }
  const task = loop.createTask(main());
  loop.turn();
  future.setResult();
  expect(task.cancel()).toBe(true);
  expect(task.cancel()).toBe(true);
  expect(task.uncancel()).toBe(1);
  expect(task.uncancel()).toBe(0);
  expect(run(task)).toBe(42);
});

behaviour('TK18 but one of two is delivered', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<void>();
  const task = loop.createTask(waiting(future));
  loop.turn();
  future.setResult();
  task.cancel();
  task.cancel();
  expect(task.uncancel()).toBe(1);
  expect(() => run(task)).toThrow(CancelledError);
});

/** A block of `blockMs` under a time-out, built on cancel and uncancel alone; the code behind the block is outside of it. */
function* blockUnderTimeout(
  { loop, events }: { readonly loop: EventLoop; readonly events: string[] },
  blockMs: number,
  timeoutMs: number,
): Coroutine<void> {
  const task = loop.currentTask as Task<unknown>;
  let isTimedOut = false;
  const timer = loop.callLater(timeoutMs, () => {
    isTimedOut = true;
    task.cancel();
  });
  try {
    try {
      yield* sleep(blockMs);
      events.push(`${loop.time()} block ends`);
    } catch (error) {
      if (isTimedOut && task.uncancel() === 0 && error instanceof CancelledError) throw new TimeoutError();
      throw error;
    } finally {
      timer.cancel();
    }
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    events.push(`${loop.time()} timed out`);
  }
  expect(task.cancelling).toBe(0);
  yield* sleep(1);
  events.push(`${loop.time()} code around it`);
}

behaviour('TK19', () => {
  const late = rig();
  late.run(blockUnderTimeout(late, 10_000, 100));
  expect(late.events).toEqual(['100 timed out', '101 code around it']);
  const inTime = rig();
  inTime.run(blockUnderTimeout(inTime, 100, 10_000));
  expect(inTime.events).toEqual(['100 block ends', '101 code around it']);
});

behaviour('TK19 a cancellation from outside goes through it', () => {
  const outside = rig();
  const task = outside.loop.createTask(blockUnderTimeout(outside, 10_000, 100));
  outside.loop.callLater(50, () => task.cancel('from outside'));
  expect(() => outside.run(task)).toThrow('from outside');
  expect(outside.events).toEqual([]);
  expect(task.cancelling).toBe(1);
  expectCancelled(task);
});
