/** Scopes of tasks: who waits for whom, what a failure cancels, what comes out, and that no request to cancel is left over. */
import { expect, test } from 'vitest';
import { Context, ContextVariable } from '../../src/loop/context.ts';
import type { Awaitable, Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, LoopExit, MisusedLoop } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { TaskGroup, TaskGroupError } from '../../src/loop/task-group.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

class Crash extends Error {}

function* failAfter(ms: number, error: unknown = new Crash(`after ${ms}`)): Coroutine<never> {
  yield* sleep(ms);
  throw error;
}

/** What `awaitable` throws; undefined where it throws nothing. */
function* thrownBy(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable;
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The errors of the group that `error` has to be. */
function partsOf(error: unknown): unknown[] {
  expect(error).toBeInstanceOf(TaskGroupError);
  return (error as TaskGroupError).errors;
}

/** Waits; a cancellation is written down and thrown on. */
function* waits(ms: number, events: string[], name: string): Coroutine<void> {
  try {
    yield* sleep(ms);
    events.push(`${name} ends`);
  } catch (error) {
    events.push(`${name} is cancelled`);
    throw error;
  }
}

behaviour('TG01', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const tasks = yield* new TaskGroup().run(function* (group) {
      const first = group.createTask(sleep(100, 42));
      yield* sleep(150);
      return [first, group.createTask(sleep(200, 11))];
    });
    expect(tasks.map((task) => task.result())).toEqual([42, 11]);
    expect(loop.time()).toBe(350);
    const together = yield* new TaskGroup().run(function* (group) {
      yield;
      return [group.createTask(sleep(100, 42)), group.createTask(sleep(200, 11))];
    });
    expect(together.map((task) => task.result())).toEqual([42, 11]);
    expect(loop.time()).toBe(550);
  }
  run(main());
});

behaviour('TG02', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    const [cancelled, other] = yield* new TaskGroup().run(function* (group) {
      const first = group.createTask(sleep(1_000, 42));
      yield* sleep(150);
      first.cancel();
      return [first, group.createTask(sleep(200, 11))] as const;
    });
    expect(cancelled.isCancelled).toBe(true);
    expect(other.result()).toBe(11);
  }
  run(main());
});

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
  const { loop, run, events } = rig();
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
});

behaviour('TG11', () => {
  const { loop, run, events } = rig();
  function* main(): Coroutine<void> {
    const group = new TaskGroup();
    yield* group.run(function* () {
      for (let round = 0; round < 3; round++) {
        for (let child = 0; child < 4; child++) group.createTask(sleep(10));
        expect(group.size).toBe(4);
        yield* sleep(20);
        expect(group.size).toBe(0);
      }
    });
    expect(group.size).toBe(0);
  }
  run(main());

  function* spawns(group: TaskGroup, generations: number): Coroutine<void> {
    yield* sleep(10);
    events.push(`${generations} to go`);
    if (generations > 0) group.createTask(spawns(group, generations - 1));
  }
  loop.createTask(sleep(0));
  run(
    (function* (): Coroutine<void> {
      // The body ends at once: all but the first are added while the scope ends.
      yield* new TaskGroup().run(function* (group) {
        group.createTask(spawns(group, 3));
        yield;
      });
      expect(events).toEqual(['3 to go', '2 to go', '1 to go', '0 to go']);
    })(),
  );
});

behaviour('TG11 endless spawners', () => {
  const { loop, run } = rig();
  let made = 0;
  function* endless(group: TaskGroup): Coroutine<void> {
    for (;;) {
      yield* sleep(1);
      made += 1;
      group.createTask(endless(group));
      if (group.size > 200) yield* sleep(10_000);
    }
  }
  function* main(): Coroutine<void> {
    const thrown = yield* thrownBy(
      new TaskGroup().run(function* (group) {
        group.createTask(endless(group));
        group.createTask(failAfter(50));
        yield;
      }),
    );
    expect(partsOf(thrown)).toEqual([new Crash('after 50')]);
    expect(made).toBeGreaterThan(100);
    expect(loop.time()).toBe(50);
    expect(loop.allTasks()).toHaveLength(1);
  }
  run(main());
});

behaviour('TG12', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable('outside');
  function* named(): Coroutine<string | undefined> {
    yield;
    const before = variable.get();
    variable.set('set by the task');
    return `${loop.currentTask?.name} in ${before}`;
  }
  function* main(): Coroutine<void> {
    const context = new Context();
    context.run(() => variable.set('given'));
    const tasks = yield* new TaskGroup().run(function* (group) {
      yield;
      return [group.createTask(named(), { name: 'yolo', context }), group.createTask(named(), { name: 7 })];
    });
    expect(tasks.map((task) => task.result())).toEqual(['yolo in given', '7 in outside']);
    expect(tasks.map((task) => task.name)).toEqual(['yolo', '7']);
    expect(context.run(() => variable.get())).toBe('set by the task');
    expect(variable.get()).toBe('outside');
  }
  run(main());
});

behaviour('TG13', () => {
  const { loop, run, faults } = rig();
  let hasRun = false;
  function* never(): Coroutine<void> {
    hasRun = true;
    yield;
  }
  function expectRefusal(group: TaskGroup, why: string): void {
    const coroutine = never();
    expect(() => group.createTask(coroutine)).toThrow(MisusedLoop);
    expect(coroutine.next()).toEqual({ done: true, value: undefined });
    expect(() => group.createTask(never())).toThrow(why);
  }
  function* main(): Coroutine<void> {
    expectRefusal(new TaskGroup(), 'has not been entered');

    const failed = new TaskGroup();
    const thrown = yield* thrownBy(
      failed.run(function* () {
        failed.createTask(failAfter(10));
        try {
          yield* sleep(1_000);
        } finally {
          expectRefusal(failed, 'is shutting down');
        }
      }),
    );
    expect(partsOf(thrown)).toEqual([new Crash('after 10')]);
    expectRefusal(failed, 'is finished');

    const finished = new TaskGroup();
    yield* finished.run(() => sleep(1));
    expectRefusal(finished, 'is finished');
  }
  run(main());
  expect(hasRun).toBe(false);
  loop.close();
  expect(faults).toEqual([]);
});

test('what is no coroutine is a TypeError, and the group goes on', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    yield* new TaskGroup().run(function* (group) {
      expect(() => group.createTask(sleep as never)).toThrow(TypeError);
      expect(group.size).toBe(0);
      yield* sleep(1);
    });
    expect(() => new TaskGroup().createTask(sleep as never)).toThrow(MisusedLoop);
  }
  run(main());
});

behaviour('TG14', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const group = new TaskGroup();
    let hasEnteredTwice = false;
    function* again(): Coroutine<void> {
      hasEnteredTwice = true;
      yield;
    }
    yield* group.run(function* () {
      expect(yield* thrownBy(group.run(again))).toBeInstanceOf(MisusedLoop);
    });
    const twice = yield* thrownBy(group.run(again));
    expect(twice).toBeInstanceOf(MisusedLoop);
    expect(String(twice)).toContain('has been entered already');
    expect(hasEnteredTwice).toBe(false);

    let refused: unknown;
    loop.callSoon(() => {
      try {
        new TaskGroup().run(again).next();
      } catch (error) {
        refused = error;
      }
    });
    yield;
    yield;
    expect(refused).toBeInstanceOf(MisusedLoop);
    expect(String(refused)).toContain('task');
  }
  run(main());
  expect(() => new TaskGroup().run(() => sleep(0)).next()).toThrow(MisusedLoop);
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

test('its text tells children, errors and state', () => {
  const { run } = rig();
  const group = new TaskGroup();
  expect(String(group)).toBe('<task group>');
  function* main(): Coroutine<void> {
    yield* thrownBy(
      group.run(function* () {
        expect(String(group)).toBe('<task group entered>');
        group.createTask(failAfter(1));
        group.createTask(sleep(10));
        expect(String(group)).toBe('<task group tasks=2 entered>');
        try {
          yield* sleep(10);
        } finally {
          expect(String(group)).toBe('<task group errors=1 cancelling>');
        }
      }),
    );
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
