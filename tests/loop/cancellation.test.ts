/** Cancelling tasks. A coroutine is a generator, so a cancellation is thrown into it where it waits. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, LoopExit } from '../../src/loop/errors.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { expectCancelled, waiting } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TK08', () => {
  const { loop, run } = rig();
  const task = loop.createTask(sleep(10_000, 12));
  let answer: boolean | undefined;
  loop.callSoon(() => (answer = task.cancel()));
  expect(() => run(task)).toThrow(CancelledError);
  expect(answer).toBe(true);
  expectCancelled(task);
  expect(loop.time()).toBe(0);
  expect(loop.allTasks()).toEqual([]);
});

behaviour('TK08 by another task', () => {
  const { loop, run } = rig();
  function* sleeper(): Coroutine<void> {
    yield* sleep(10_000);
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(sleeper());
    yield* sleep(10);
    expect(task.cancel()).toBe(true);
    expect(task.isDone).toBe(false);
    expect(() => task.result()).toThrow('no result yet');
    let error: unknown;
    try {
      yield* task;
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CancelledError);
    expectCancelled(task);
  }
  run(main());
  expect(loop.time()).toBe(10);
});

behaviour('TK10', () => {
  const { loop, events, run } = rig();
  function* yields(): Coroutine<number> {
    yield;
    events.push('between the two');
    yield;
    events.push('behind both');
    return 12;
  }
  for (const turns of [0, 1, 2]) {
    const task = loop.createTask(yields());
    for (let turn = 0; turn < turns; turn++) loop.turn();
    expect(task.cancel()).toBe(true);
    expect(() => run(task)).toThrow(CancelledError);
    expectCancelled(task);
  }
  expect(events).toEqual(['between the two']);
});

behaviour('TK11', () => {
  const cancels: ((future: LoopFuture<void>, task: Task<number>) => void)[] = [
    (future) => void future.cancel('the future'),
    (future, task) => {
      future.cancel('the future');
      task.cancel('the task');
    },
    (future, task) => {
      task.cancel('the task');
      future.cancel('the future');
    },
  ];
  for (const cancel of cancels) {
    const { loop, run } = rig();
    const future = loop.createFuture<void>();
    const task = loop.createTask(waiting(future));
    loop.turn();
    cancel(future, task);
    expect(task.isDone).toBe(false);
    expect(() => run(task)).toThrow(CancelledError);
    expect(future.isCancelled).toBe(true);
    expectCancelled(task);
  }
});

behaviour('TK12', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<void>();
  const task = loop.createTask(waiting(future));
  loop.turn();
  expect(task.waitsFor === future).toBe(true);
  expect(task.cancel('at once')).toBe(true);
  expect(future.isCancelled).toBe(true);
  expect(task.isDone).toBe(false);
  expect(() => future.result()).toThrow('at once');
  expect(() => run(task)).toThrow('at once');
  expect(task.waitsFor).toBe(null);
});

behaviour('TK13', () => {
  const { loop, run } = rig();
  const first = loop.createFuture<void>();
  const second = loop.createFuture<void>();
  function* catching(): Coroutine<number> {
    yield* first;
    try {
      yield* second;
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
      return 42;
    }
    return 0;
  }
  const task = loop.createTask(catching());
  loop.turn();
  expect(task.waitsFor === first).toBe(true);
  first.setResult();
  loop.turn();
  expect(task.waitsFor === second).toBe(true);
  task.cancel();
  expect(second.isCancelled).toBe(true);
  expect(run(task)).toBe(42);
  expect(task.isCancelled).toBe(false);
});

behaviour('TK13 and goes on', () => {
  const { loop, run } = rig();
  const [first, second, third] = [loop.createFuture(), loop.createFuture(), loop.createFuture<number>()];
  function* ignoring(): Coroutine<number> {
    yield* first;
    try {
      yield* second;
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
    }
    return yield* third;
  }
  const task = loop.createTask(ignoring());
  loop.turn();
  first.setResult(null);
  loop.turn();
  task.cancel();
  expect(second.isCancelled).toBe(true);
  loop.turn();
  expect(task.waitsFor === third).toBe(true);
  third.setResult(42);
  expect(run(task)).toBe(42);
  expect(third.isCancelled).toBe(false);
  expect(task.isCancelled).toBe(false);
});

behaviour('TK14', () => {
  const { loop, events, run } = rig();
  function* main(): Coroutine<number> {
    expect(loop.currentTask?.cancel('myself')).toBe(true);
    events.push('goes on to its next wait');
    yield* sleep(100);
    events.push('slept');
    return 12;
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow('myself');
  expectCancelled(task);
  expect(events).toEqual(['goes on to its next wait']);
  expect(loop.time()).toBe(0);
});

behaviour('TK15', () => {
  const { loop, run } = rig();

  function* main(): Coroutine<number> {
    loop.currentTask?.cancel('myself');
    return 12;
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow('myself');
  expectCancelled(task);
});

behaviour('TK16', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<void>();
  const child = loop.createTask(waiting(future));
  function* main(): Coroutine<void> {
    yield;
    loop.currentTask?.cancel();
    yield* child;
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow(CancelledError);
  expectCancelled(task);
  expectCancelled(child);
  expect(future.isCancelled).toBe(true);
});

behaviour('TK17', () => {
  for (const swallow of [true, false]) {
    const { loop, events, run } = rig();
    const future = loop.createFuture<void>();
    function* inner(): Coroutine<void> {
      try {
        yield* future;
      } catch (error) {
        events.push('inner cleans up');
        throw error;
      }
    }
    function* outer(): Coroutine<string> {
      try {
        yield* inner();
      } catch (error) {
        events.push('outer hears of it');
        if (!swallow) throw error;
      }
      return 'went on';
    }
    const task = loop.createTask(outer());
    loop.turn();
    task.cancel();
    if (swallow) expect(run(task)).toBe('went on');
    else expect(() => run(task)).toThrow(CancelledError);
    expect(task.isCancelled).toBe(!swallow);
    expect(future.isCancelled).toBe(true);
    expect(events).toEqual(['inner cleans up', 'outer hears of it']);
  }
});

behaviour('TK20', () => {
  const { loop, run } = rig();
  const exit = new LoopExit('enough');
  function* main(): Coroutine<void> {
    try {
      yield* sleep(10_000);
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
      throw exit;
    }
  }
  const task = loop.createTask(main());
  loop.turn();
  task.cancel();
  expect(task.isDone).toBe(false);
  expect(() => run(sleep(1))).toThrow(exit);
  expect(task.isDone).toBe(true);
  expect(task.isCancelled).toBe(false);
  expect(task.exception()).toEqual({ thrown: exit });
  expect(loop.time()).toBe(0);
});
