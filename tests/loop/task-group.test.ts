/** Scopes of tasks: who waits for whom, what starts in them and when nothing does. */
import { expect, test } from 'vitest';
import { Context, ContextVariable } from '../../src/loop/context.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { MisusedLoop } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup } from '../../src/loop/task-group.ts';
import { behaviour } from '../conformance/repeated.ts';
import { Crash, failAfter, partsOf, thrownBy } from './coroutines.ts';
import { rig } from './rig.ts';

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
