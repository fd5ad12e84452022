/** A task: how it starts and ends, and what it is called. */
import { expect } from 'vitest';
import type { Coroutine, Waitable } from '../../src/loop/coroutine.ts';
import { InvalidState, MisusedLoop } from '../../src/loop/errors.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { runningLoopOrNull } from '../../src/loop/running.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { returning } from './coroutines.ts';
import { rig } from './rig.ts';

function* failing(error: unknown): Coroutine<never> {
  throw error;
}

behaviour('TK01', () => {
  const { loop, events, run } = rig();
  const error = new RangeError('a fault');
  function* ending(text: string): Coroutine<string> {
    events.push(`${text} begins in turn ${loop.turns}`);
    yield;
    return `${text} is over`;
  }
  function* main(): Coroutine<void> {
    const good = loop.createTask(ending('good'));
    const bad = loop.createTask(failing(error));
    events.push(`made in turn ${loop.turns}`);
    expect(good.isDone).toBe(false);
    expect(good.state).toBe('pending');
    events.push(yield* good);
    expect(good.state).toBe('finished');
    expect(good.result()).toBe('good is over');
    expect(bad.exception()).toEqual({ thrown: error });
    let seen: unknown;
    try {
      yield* bad;
    } catch (thrown) {
      seen = thrown;
    }
    expect(seen).toBe(error);
  }
  run(main());
  expect(events).toEqual(['made in turn 1', 'good begins in turn 2', 'good is over']);
});

behaviour('TK02', () => {
  const { loop, run } = rig();
  const coroutine = returning('from a coroutine');
  const task = loop.ensureFuture(coroutine);
  expect(loop.allTasks()).toHaveLength(1);
  expect(loop.allTasks()[0] === task).toBe(true);
  expect(run(task)).toBe('from a coroutine');
  expect(loop.ensureFuture(task)).toBe(task);

  const future = loop.createFuture<string>();
  expect(loop.ensureFuture(future)).toBe(future);
  expect(() => rig().loop.ensureFuture(future)).toThrow(MisusedLoop);

  const custom: Waitable<string> = {
    *[Symbol.iterator]() {
      yield* sleep(5);
      return 'from one of its own kind';
    },
  };
  expect(run(loop.ensureFuture(custom))).toBe('from one of its own kind');

  for (const nothing of [undefined, null, 5, 'text', () => {}, {}, Promise.resolve()]) {
    expect(() => loop.ensureFuture(nothing as never)).toThrow(TypeError);
    expect(() => loop.createTask(nothing as never)).toThrow(TypeError);
  }
  // A generator function that was not called, and a future, are no coroutines.
  expect(() => loop.createTask(returning as never)).toThrow(TypeError);
  expect(() => loop.createTask(future as never)).toThrow(TypeError);
});

behaviour('TK03', () => {
  const { loop, run } = rig();
  function* waitsForItself(): Coroutine<void> {
    yield* own;
  }
  const own: LoopFuture<void> = loop.createTask(waitsForItself());
  expect(() => run(own)).toThrow(MisusedLoop);

  const foreign = rig().loop.createFuture<void>();
  function* waitsForAnother(): Coroutine<string> {
    try {
      yield* foreign;
    } catch (error) {
      expect(error).toBeInstanceOf(MisusedLoop);
      return 'was told';
    }
    return 'was not told';
  }
  expect(run(waitsForAnother())).toBe('was told');
  expect(foreign.callbackCount).toBe(0);

  function* yieldsNonsense(): Coroutine<void> {
    yield 5 as never;
  }
  expect(() => run(yieldsNonsense())).toThrow(MisusedLoop);
});

behaviour('TK04', () => {
  const { loop, run } = rig();
  const task = loop.createTask(returning('its own'));
  expect(() => (task as LoopFuture<string>).setResult('another')).toThrow(InvalidState);
  expect(() => (task as LoopFuture<string>).setException(new Error('another'))).toThrow(InvalidState);
  expect(run(task)).toBe('its own');
});

behaviour('TK05', () => {
  const { loop, run } = rig();
  const names = [{}, {}, { name: 'mine' }, { name: 42 }, {}].map(
    (options) => loop.createTask(returning(0), options).name,
  );
  expect(names).toEqual(['Task-1', 'Task-2', 'mine', '42', 'Task-5']);
  const task = loop.createTask(returning(7), { name: 'seven' });
  expect(String(task)).toBe('<task seven pending>');
  run(task);
  expect(String(task)).toBe('<task seven finished result=7>');
});

behaviour('TK06', () => {
  const { loop, events, run } = rig();
  function* interleaved(name: string): Coroutine<void> {
    for (let step = 0; step < 3; step++) {
      events.push(`${name} is ${loop.currentTask?.name} ${runningLoopOrNull() === loop}`);
      yield;
    }
    yield* sleep(name === 'a' ? 5 : 3);
    events.push(`${name} is ${loop.currentTask?.name} ${runningLoopOrNull() === loop}`);
  }
  expect(loop.currentTask).toBe(null);
  const a = loop.createTask(interleaved('a'), { name: 'a' });
  const b = loop.createTask(interleaved('b'), { name: 'b' });
  expect(loop.currentTask).toBe(null);
  loop.callSoon(() => events.push(`a callback is ${loop.currentTask?.name}`));
  run(a);
  run(b);
  expect(loop.currentTask).toBe(null);
  expect(events).toEqual([
    'a is a true',
    'b is b true',
    'a callback is undefined',
    'a is a true',
    'b is b true',
    'a is a true',
    'b is b true',
    'b is b true',
    'a is a true',
  ]);
});

behaviour('TK07', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<string>();

  function* main(): Coroutine<LoopFuture<string>> {
    return future;
  }
  expect(run(main()) === future).toBe(true);
  expect(future.isDone).toBe(false);
  function* inTwoSteps(): Coroutine<string> {
    const given = yield* loop.createTask(main());
    loop.callLater(3, () => given.setResult('waited for by itself'));
    return yield* given;
  }
  expect(run(inTwoSteps())).toBe('waited for by itself');
});

behaviour('TK22', () => {
  const { loop, faults, run } = rig();
  function* waitsForEver(): Coroutine<void> {
    yield* loop.createFuture<void>();
  }
  const begun = loop.createTask(waitsForEver());
  run(sleep(1));
  const notBegun = loop.createTask(waitsForEver());
  const message = 'Task was destroyed but it is pending!';
  loop.close();
  expect(faults.map((fault) => fault.message)).toEqual([message, message]);
  expect(faults[0]?.source === begun).toBe(true);
  expect(faults[1]?.source === notBegun).toBe(true);
});
