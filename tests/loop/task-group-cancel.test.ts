/** Scopes of tasks that are cancelled, nested, or both fail and are cancelled; and how many requests are left. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup } from '../../src/loop/task-group.ts';
import type { Task } from '../../src/loop/task.ts';
import { behaviour } from '../conformance/repeated.ts';
import { Crash, failAfter, partsOf, thrownBy, waits } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TG04', () => {
  for (const bodyMs of [null, 10_000]) {
    const { loop, run, events } = rig();
    function* runner(): Coroutine<void> {
      yield* new TaskGroup().run(function* (group) {
        for (let child = 1; child <= 5; child++) group.createTask(waits(5_000, events, `child ${child}`));
        if (bodyMs !== null) yield* waits(bodyMs, events, 'body');
      });
      events.push('after the scope');
    }
    function* main(): Coroutine<void> {
      const runs = loop.createTask(runner());
      yield* sleep(100);
      expect(runs.isDone).toBe(false);
      runs.cancel('test');
      const thrown = yield* thrownBy(runs);
      expect(thrown).toBeInstanceOf(CancelledError);
      expect((thrown as CancelledError).reason).toBe('test');
      expect([runs.isCancelled, loop.time()]).toEqual([true, 100]);
    }
    run(main());
    const children = [1, 2, 3, 4, 5].map((child) => `child ${child} is cancelled`);
    expect(events).toEqual(bodyMs === null ? children : ['body is cancelled', ...children]);
  }
});

behaviour('TG04 without children, and with one that is in the middle of cleaning up', () => {
  const { loop, run, events } = rig();
  function* alone(): Coroutine<void> {
    yield* new TaskGroup().run(() => waits(10_000, events, 'body'));
  }
  function* slow(): Coroutine<void> {
    try {
      yield* sleep(10_000);
    } finally {
      yield* sleep(50);
      events.push('cleaned up');
    }
  }
  function* withSlow(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      group.createTask(slow());
      yield;
    });
  }
  function* main(): Coroutine<void> {
    for (const coroutine of [alone(), withSlow()]) {
      const runs = loop.createTask(coroutine);
      yield* sleep(100);
      runs.cancel();
      expect(yield* thrownBy(runs)).toBeInstanceOf(CancelledError);
    }
  }
  run(main());
  expect(events).toEqual(['body is cancelled', 'cleaned up']);
  expect(loop.time()).toBe(250);
});

/** An outer group with a child, and an inner one with another in its body. */
function* nested(outerChild: Coroutine<unknown> | null, innerChild: Coroutine<unknown>): Coroutine<void> {
  yield* new TaskGroup().run(function* (outer) {
    if (outerChild !== null) outer.createTask(outerChild);
    yield* new TaskGroup().run(function* (inner) {
      inner.createTask(innerChild);
      yield* sleep(100_000);
    });
  });
}

behaviour('TG07', () => {
  const { loop, run, events } = rig();
  function* main(): Coroutine<void> {
    // Cancelled from outside, with and without a child of the outer group.
    for (const outerChild of [null, waits(10_000, events, 'outer')]) {
      const runs = loop.createTask(nested(outerChild, waits(10_000, events, 'inner')));
      yield* sleep(100);
      runs.cancel();
      expect(yield* thrownBy(runs)).toBeInstanceOf(CancelledError);
      expect(loop.allTasks()).toHaveLength(1);
    }
    expect(events).toEqual(['inner is cancelled', 'inner is cancelled', 'outer is cancelled']);

    // The inner group fails: a group in the group.
    const inInner = partsOf(yield* thrownBy(nested(waits(10_000, events, 'outer'), failAfter(100))));
    expect(inInner).toHaveLength(1);
    expect(partsOf(inInner[0])).toEqual([new Crash('after 100')]);
    expect(events.splice(3)).toEqual(['outer is cancelled']);

    // The outer's own child fails: flat, and the inner group is cancelled.
    const inOuter = partsOf(yield* thrownBy(nested(failAfter(100), waits(10_000, events, 'inner'))));
    expect(inOuter).toEqual([new Crash('after 100')]);
    expect(events.splice(3)).toEqual(['inner is cancelled']);
    expect(loop.currentTask?.cancelling).toBe(0);
  }
  run(main());
});

behaviour('TG08', () => {
  const { loop, run } = rig();
  function* slowBody(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      group.createTask(failAfter(300));
      try {
        yield* sleep(10_000);
      } catch (error) {
        yield* sleep(500);
        throw error;
      }
    });
  }
  function* oneUp(): Coroutine<void> {
    yield* loop.createTask(slowBody());
  }
  function* main(): Coroutine<void> {
    for (const coroutine of [slowBody(), oneUp()]) {
      const start = loop.time();
      const runs = loop.createTask(coroutine);
      yield* sleep(100);
      runs.cancel();
      expect(partsOf(yield* thrownBy(runs))).toEqual([new Crash('after 300')]);
      // The child’s error has cut the clean-up short.
      expect(loop.time() - start).toBe(300);
    }
  }
  run(main());
});

behaviour('TG16', () => {
  const { loop, run } = rig();
  const [inner, outer] = [new Error('inner'), new Error('outer')];
  function* main(): Coroutine<void> {
    const cancelling = (): number => (loop.currentTask as Task<unknown>).cancelling;
    const simple = yield* thrownBy(
      new TaskGroup().run(function* (group) {
        group.createTask(failAfter(0, inner));
        yield* sleep(10_000);
      }),
    );
    expect([partsOf(simple), cancelling()]).toEqual([[inner], 0]);

    let between = -1;
    const both = yield* thrownBy(
      new TaskGroup().run(function* (outerGroup) {
        const thrown = yield* thrownBy(
          new TaskGroup().run(function* (innerGroup) {
            innerGroup.createTask(failAfter(0, inner));
            outerGroup.createTask(failAfter(0, outer));
            yield* sleep(10_000);
          }),
        );
        expect(partsOf(thrown)).toEqual([inner]);
        between = cancelling();
      }),
    );
    expect(partsOf(both)).toEqual([outer]);
    expect([between, cancelling()]).toEqual([1, 0]);
    yield* sleep(1);
  }
  run(main());
});

behaviour('TG17', () => {
  const { loop, run, events } = rig();
  function* inner(started: () => void): Coroutine<void> {
    const cancelling = (): number => (loop.currentTask as Task<unknown>).cancelling;
    const thrown = yield* thrownBy(
      new TaskGroup().run(function* (group) {
        group.createTask(
          (function* (): Coroutine<never> {
            started();
            yield* sleep(0);
            throw new Crash('of the child');
          })(),
        );
        yield* sleep(1_000);
        events.push('the body went on');
      }),
    );
    expect(partsOf(thrown)).toEqual([new Crash('of the child')]);
    events.push(`requests left: ${cancelling()}`);
    yield* sleep(1_000);
    events.push('the task went on');
  }
  function* main(): Coroutine<void> {
    const started = loop.createFuture<void>();
    const task = loop.createTask(inner(() => started.setResult()));
    yield* started;
    expect(task.cancelling).toBe(0);
    task.cancel();
    expect(task.cancelling).toBe(1);
    expect(yield* thrownBy(task)).toBeInstanceOf(CancelledError);
    expect(task.isCancelled).toBe(true);
    expect(loop.time()).toBe(0);
  }
  run(main());
  expect(events).toEqual(['requests left: 1']);
});

behaviour('TG18', () => {
  for (const eagerTasks of [false, true]) {
    const { loop, run, events } = rig({ eagerTasks });
    const failure = new Error('of the third');
    function* third(): Coroutine<never> {
      throw failure;
    }
    function* second(group: TaskGroup): Coroutine<void> {
      group.createTask(third());
      try {
        // Eager tasks are cancelled at the first of these, others at the second.
        yield;
        yield;
        events.push('went on');
      } catch (error) {
        events.push(`second gets ${(error as Error).name}`);
        throw error;
      }
    }
    function* main(): Coroutine<void> {
      const thrown = yield* thrownBy(
        new TaskGroup().run(function* (group) {
          group.createTask(second(group));
        }),
      );
      expect(partsOf(thrown)).toEqual([failure]);
      expect(events).toEqual(['second gets CancelledError']);
      expect(loop.currentTask?.cancelling).toBe(0);
      // A request of the group that leaked out would be delivered here.
      yield* sleep(0);
      yield* sleep(1);
    }
    run(main());
  }
});

behaviour('TG18 a cancellation from outside in the turn of the failure is not lost', () => {
  for (const eagerTasks of [false, true]) {
    const { loop, run, events } = rig({ eagerTasks });
    const failing = loop.createFuture<void>();
    function* runner(): Coroutine<void> {
      const thrown = yield* thrownBy(
        new TaskGroup().run(function* (group) {
          group.createTask(
            (function* (): Coroutine<void> {
              yield* failing;
            })(),
          );
          yield* sleep(1_000);
        }),
      );
      expect(partsOf(thrown)).toEqual([new Crash('now')]);
      events.push('handled');
      yield* waits(1_000, events, 'what follows');
    }
    function* main(): Coroutine<void> {
      const runs = loop.createTask(runner());
      yield* sleep(10);
      failing.setException(new Crash('now'));
      // The child takes its step and the group hears of it one turn later: in between, and at the same time, somebody cancels.
      yield;
      runs.cancel();
      runs.cancel();
      expect(yield* thrownBy(runs)).toBeInstanceOf(CancelledError);
      expect(runs.cancelling).toBe(2);
    }
    run(main());
    expect(events).toEqual(['handled', 'what follows is cancelled']);
  }
});
