/** What comes out of a scope of tasks when body or children fail. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { LoopExit } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup } from '../../src/loop/task-group.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { Crash, failAfter, partsOf, thrownBy, waits } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TG03', () => {
  const { loop, run, events } = rig();
  function* runner(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      for (let count = 0; count < 3; count++) group.createTask(failAfter(100));
      group.createTask(waits(5_000, events, 'sibling'));
      yield* waits(10_000, events, 'body');
    });
    events.push('after the scope');
  }
  function* main(): Coroutine<void> {
    const parts = partsOf(yield* thrownBy(loop.createTask(runner())));
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) expect(part).toBeInstanceOf(Crash);
    expect(loop.time()).toBe(100);
    expect(events).toEqual(['sibling is cancelled', 'body is cancelled']);
  }
  run(main());
});

behaviour('TG03 with a body that is over', () => {
  const { loop, run, events } = rig();
  function* main(): Coroutine<void> {
    let sibling: Task<void> | null = null;
    const thrown = yield* thrownBy(
      new TaskGroup().run(function* (group) {
        group.createTask(failAfter(100));
        sibling = group.createTask(waits(1_000, events, 'sibling'));
        yield;
      }),
    );
    expect(partsOf(thrown)).toEqual([new Crash('after 100')]);
    expect(String(thrown)).toBe('TaskGroupError: unhandled errors in a task group (1): Error: after 100');
    expect((sibling as Task<void> | null)?.isCancelled).toBe(true);
    expect([loop.time(), loop.currentTask?.cancelling]).toEqual([100, 0]);
  }
  run(main());
});

behaviour('TG05', () => {
  const { loop, run } = rig();
  function* failsInCleanUp(): Coroutine<void> {
    try {
      yield* sleep(10_000);
    } finally {
      // As Python's own tests do: the error takes the cancellation's place.
      throw new Crash('in clean-up');
    }
  }
  function* runner(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      for (let child = 0; child < 5; child++) group.createTask(failsInCleanUp());
      yield* sleep(10_000);
    });
  }
  function* main(): Coroutine<void> {
    const runs = loop.createTask(runner());
    yield* sleep(100);
    runs.cancel();
    const parts = partsOf(yield* thrownBy(runs));
    expect(parts).toEqual(Array.from({ length: 5 }, () => new Crash('in clean-up')));
    expect(runs.isCancelled).toBe(false);
  }
  run(main());
});

behaviour('TG06', () => {
  for (const bodyMs of [100, null]) {
    const { loop, run, events } = rig();
    function* main(): Coroutine<void> {
      let tasks: Task<void>[] = [];
      const thrown = yield* thrownBy(
        new TaskGroup().run(function* (group) {
          tasks = [1_000, 2_000].map((ms) => group.createTask(waits(ms, events, `child of ${ms}`)));
          if (bodyMs !== null) yield* sleep(bodyMs);
          throw new Crash('of the body');
        }),
      );
      expect(partsOf(thrown)).toEqual([new Crash('of the body')]);
      expect(tasks.map((task) => task.isCancelled)).toEqual([true, true]);
      expect(loop.time()).toBe(bodyMs ?? 0);
    }
    run(main());
    // Those that had not started never did.
    expect(events).toEqual(bodyMs === null ? [] : ['child of 1000 is cancelled', 'child of 2000 is cancelled']);
  }
});

behaviour('TG09', () => {
  const { loop, run } = rig();
  function* turnsCancellationInto(error: Error): Coroutine<void> {
    try {
      yield* sleep(10_000);
    } catch {
      throw error;
    }
  }
  const own = new Error('made of a cancellation');
  function* withoutChild(): Coroutine<void> {
    yield* new TaskGroup().run(() => turnsCancellationInto(own));
  }
  function* withChild(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      group.createTask(failAfter(100));
      yield* turnsCancellationInto(own);
    });
  }
  function* main(): Coroutine<void> {
    const runs = loop.createTask(withoutChild());
    yield* sleep(100);
    runs.cancel();
    expect(partsOf(yield* thrownBy(runs))).toEqual([own]);
    expect(partsOf(yield* thrownBy(loop.createTask(withChild())))).toEqual([new Crash('after 100'), own]);
  }
  run(main());
});

behaviour('TG10', () => {
  const { loop, run, faults } = rig();
  const exit = new LoopExit('out');
  function* throwsWhenCancelled(thrown: unknown): Coroutine<void> {
    try {
      yield* sleep(10_000);
    } catch {
      throw thrown;
    }
  }
  function* group(thrownByBody: unknown, thrownByChild: unknown): Coroutine<void> {
    yield* new TaskGroup().run(function* (scope) {
      scope.createTask(failAfter(100, thrownByChild));
      yield* throwsWhenCancelled(thrownByBody);
    });
  }
  const crash = new Crash('of the child');
  function* main(): Coroutine<void> {
    // Caught in the task it would have left the loop from.
    expect(yield* thrownBy(group(exit, crash))).toBe(exit);
    expect(loop.currentTask?.cancelling).toBe(0);
    expect(faults.splice(0)).toMatchObject([{ error: crash }]);
    expect(partsOf(yield* thrownBy(group('no error at all', crash)))).toEqual([crash, 'no error at all']);
    expect(partsOf(yield* thrownBy(group(crash, null)))).toEqual([null, crash]);
  }
  run(main());
  expect(faults).toEqual([]);
});

test('a LoopExit of a child leaves the loop, and the scope throws it bare when the loop goes on', () => {
  const { loop, run, events, faults } = rig();
  const exit = new LoopExit('out');
  function* runner(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      group.createTask(waits(1_000, events, 'sibling'));
      group.createTask(failAfter(10, exit));
      yield* waits(1_000, events, 'body');
    });
  }
  function* main(): Coroutine<unknown> {
    return yield* thrownBy(runner());
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow(exit);
  expect(run(task)).toBe(exit);
  expect(events).toEqual(['sibling is cancelled', 'body is cancelled']);
  expect([faults, task.cancelling]).toEqual([[], 0]);
});

behaviour('TG15', () => {
  const { loop, run } = rig();
  const inCleanUp = new Error('in clean-up');
  function* main(): Coroutine<void> {
    const thrown = yield* thrownBy(
      new TaskGroup().run(function* (group) {
        group.createTask(failAfter(0));
        try {
          yield* sleep(10_000);
        } finally {
          throw inCleanUp;
        }
      }),
    );
    expect(partsOf(thrown)).toEqual([new Crash('after 0'), inCleanUp]);
    expect(loop.currentTask?.cancelling).toBe(0);
    // Nothing is left to be delivered.
    yield* sleep(1);
  }
  run(main());
});

test('an error of a child whose scope was given up goes to the handler', () => {
  const { loop, run, faults } = rig();
  const crash = new Crash('nobody left');
  function* scope(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      group.createTask(failAfter(10, crash));
      yield* sleep(1);
    });
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(scope());
    yield* sleep(5);
    task.coroutine.return();
    task.cancel();
    yield* sleep(10);
    expect(task.isDone).toBe(true);
  }
  run(main());
  expect(faults).toMatchObject([{ error: crash }]);
});
