/** What a cancellation carries: the reason it was given, and what caused what. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import type { EventLoop } from '../../src/loop/event-loop.ts';
import { gather } from '../../src/loop/gather.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { waiting } from './coroutines.ts';
import { rig } from './rig.ts';

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
