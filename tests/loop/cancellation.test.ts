/** Cancelling tasks. A coroutine is a generator, so a cancellation is thrown into it where it waits. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, LoopExit, TimeoutError } from '../../src/loop/errors.ts';
import type { EventLoop } from '../../src/loop/event-loop.ts';
import { gather } from '../../src/loop/gather.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

function* waiting(future: LoopFuture<unknown>): Coroutine<number> {
  yield* future;
  return 12;
}

/** It has ended by a cancellation, and another comes too late. */
function expectCancelled(task: Task<unknown>): void {
  expect(task.isDone).toBe(true);
  expect(task.isCancelled).toBe(true);
  expect(() => task.result()).toThrow(CancelledError);
  expect(task.cancel()).toBe(false);
}

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

const REASONS = [undefined, null, 'my message', 5];

/** The reason that whoever waits for a cancelled task gets; `begun`: after its first step. */
function reasonSeen(
  reason: unknown,
  begun: boolean,
  ask: (loop: EventLoop, task: Task<unknown>) => Coroutine<unknown>,
): unknown {
  const { loop, run } = rig();
  function* main(): Coroutine<unknown> {
    const task = loop.createTask(waiting(loop.createFuture()));
    if (begun) yield;
    expect(task.cancel(reason)).toBe(true);
    return yield* ask(loop, task);
  }
  try {
    run(main());
  } catch (error) {
    expect(error).toBeInstanceOf(CancelledError);
    return (error as CancelledError).reason;
  }
  throw new Error('nothing was cancelled');
}

behaviour('TK09', () => {
  for (const reason of REASONS) {
    for (const begun of [true, false]) {
      expect(reasonSeen(reason, begun, (_, task) => waiting(task))).toBe(reason);
      expect(
        reasonSeen(reason, begun, function* (_, task) {
          yield* sleep(1);
          return task.result();
        }),
      ).toBe(reason);
      expect(
        reasonSeen(reason, begun, function* (_, task) {
          yield* sleep(1);
          return task.exception();
        }),
      ).toBe(reason);
    }
  }
});

behaviour('TK09 through gather', () => {
  for (const reason of REASONS) {
    const { loop, run } = rig();
    const child = loop.createFuture<void>();
    function* nested(): Coroutine<void> {
      yield* gather([waiting(child)]);
    }
    const outer = loop.createTask(nested());
    loop.callLater(5, () => outer.cancel(reason));
    let seen: unknown = 'nothing';
    try {
      run(outer);
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
      seen = (error as CancelledError).reason;
    }
    expect(seen).toBe(reason);
    expect(child.isCancelled).toBe(true);
  }
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

behaviour('TK21', () => {
  const { loop, run } = rig();
  const begun = loop.createFuture<void>();
  function* inner(): Coroutine<void> {
    begun.setResult();
    yield* sleep(10_000);
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(inner());
    yield* begun;
    loop.callSoon(() => task.cancel('msg'));
    try {
      yield* task;
    } catch (error) {
      throw new RangeError('cancelled', { cause: error });
    }
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow(RangeError);
  const error = task.exception()?.thrown as RangeError;
  expect(error.message).toBe('cancelled');
  expect(error.cause).toBeInstanceOf(CancelledError);
  expect((error.cause as CancelledError).reason).toBe('msg');
});

behaviour(
  'TK21 in debug mode a cancellation has a stack; otherwise none is taken, and nobody else’s is touched',
  () => {
    for (const debug of [true, false]) {
      const { loop, run } = rig({ debug });
      const error = cancelledBy(loop.createTask(sleep(10_000)), run);
      expect(/^\s+at /m.test(error.stack ?? '')).toBe(debug);
      expect(new Error('another’s').stack).toMatch(/^\s+at /m);
    }
  },
);

/** What whoever runs a task that is cancelled gets. */
function cancelledBy(task: Task<unknown>, run: (task: Task<unknown>) => unknown): CancelledError {
  task.cancel();
  try {
    run(task);
  } catch (error) {
    if (error instanceof CancelledError) return error;
  }
  throw new Error('it was not cancelled');
}
