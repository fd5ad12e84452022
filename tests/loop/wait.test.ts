/** Waiting for one, the first failure, or all; nothing is cancelled. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { wait, type ReturnWhen } from '../../src/loop/wait.ts';
import { behaviour } from '../conformance/repeated.ts';
import { failAfter } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('AW01', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(sleep(100, 'a')), loop.createTask(sleep(150, 'b'))];
    const first = yield* wait(tasks);
    expect(first).toEqual({ done: new Set(tasks), pending: new Set() });
    expect(loop.time()).toBe(150);
    const second = yield* wait(tasks);
    expect(second).toEqual(first);
    expect(loop.time()).toBe(150);
    expect([...second.done].map((task) => task.result())).toEqual(['a', 'b']);
  }
  run(main());
});

behaviour('AW02', () => {
  const { loop, run } = rig();
  function* several(): Generator<ReturnType<typeof loop.createTask<string>>, void, void> {
    for (const name of ['a', 'b', 'c']) yield loop.createTask(sleep(1, name));
  }
  function* main(): Coroutine<void> {
    const [task, other] = [loop.createTask(sleep(10, 1)), loop.createTask(sleep(20, 2))];
    const { done } = yield* wait([task, other, task, task, other]);
    expect([...done]).toEqual([task, other]);
    expect([task.callbackCount, other.callbackCount]).toEqual([0, 0]);

    const byIterator = yield* wait([task, other].values());
    expect([...byIterator.done]).toEqual([task, other]);
    expect([...(yield* wait(new Set([task]))).done]).toEqual([task]);

    const spread = yield* wait([...several()]);
    expect([...spread.done].map((one) => one.result())).toEqual(['a', 'b', 'c']);
    expect(() => wait(several() as never)).toThrow(/spread a generator/);
  }
  run(main());
});

behaviour('AW03', () => {
  const { loop, run } = rig();
  const future = loop.createFuture<void>();
  expect(() => wait([])).toThrow(RangeError);
  expect(() => wait(new Set<never>())).toThrow(RangeError);
  expect(() => wait([future], { returnWhen: -1 as unknown as ReturnWhen })).toThrow(RangeError);
  expect(() => wait([future], { returnWhen: 'sometime' as ReturnWhen })).toThrow(RangeError);
  expect(() => wait(future as never)).toThrow(TypeError);
  expect(() => wait(sleep(1) as never)).toThrow(TypeError);
  expect(() => wait([sleep(1)] as never)).toThrow(TypeError);
  expect(() => wait([future, 1] as never)).toThrow(TypeError);
  expect(future.callbackCount).toBe(0);
  function* main(): Coroutine<void> {
    expect(() => wait(loop.createTask(sleep(1)) as never)).toThrow(TypeError);
    yield* sleep(2);
  }
  run(main());
});

behaviour('AW04', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const [long, short] = [loop.createTask(sleep(10_000, 'a')), loop.createTask(sleep(100, 'b'))];
    const first = yield* wait([long, short], { returnWhen: 'first-completed' });
    expect(first).toEqual({ done: new Set([short]), pending: new Set([long]) });
    expect(loop.time()).toBe(100);
    expect(long.isDone).toBe(false);
    // The second wait finds one done already.
    expect((yield* wait([long, short], { returnWhen: 'first-completed' })).done).toEqual(new Set([short]));
    expect(loop.time()).toBe(100);
    expect(yield* long).toBe('a');
    expect(loop.time()).toBe(10_000);
  }
  run(main());
});

behaviour('AW04 what is done in the same turn is done', () => {
  const { loop, run, faults } = rig();
  function* twoTurns(): Coroutine<void> {
    yield;
    yield;
  }
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(twoTurns()), loop.createTask(twoTurns()), loop.createTask(sleep(10))];
    const { done, pending } = yield* wait(tasks, { returnWhen: 'first-completed' });
    expect(done).toEqual(new Set(tasks.slice(0, 2)));
    expect(pending).toEqual(new Set(tasks.slice(2)));
    yield* sleep(20);
  }
  run(main());
  expect(faults).toEqual([]);
});

behaviour('AW05', () => {
  const { loop, run, faults } = rig();
  function* main(): Coroutine<void> {
    // At once.
    const slow = loop.createTask(sleep(10_000));
    const failing = loop.createTask(failAfter(0));
    const atOnce = yield* wait([slow, failing], { returnWhen: 'first-exception' });
    expect(atOnce).toEqual({ done: new Set([failing]), pending: new Set([slow]) });
    expect(loop.time()).toBe(0);

    // Later, after one that is done without an error and one that is cancelled.
    const fine = loop.createTask(sleep(10));
    const cancelled = loop.createTask(sleep(10_000));
    loop.callLater(20, () => cancelled.cancel());
    const later = loop.createTask(failAfter(50));
    const four = [slow, fine, cancelled, later];
    const afterwards = yield* wait(four, { returnWhen: 'first-exception' });
    expect(afterwards).toEqual({ done: new Set([fine, cancelled, later]), pending: new Set([slow]) });
    expect(loop.time()).toBe(50);

    // Without an error: all.
    const none = yield* wait([loop.createTask(sleep(10)), slow], { returnWhen: 'first-exception' });
    expect([none.done.size, none.pending.size, loop.time()]).toEqual([2, 0, 10_000]);
    expect(() => failing.result()).toThrow('after 0');
    expect(() => later.result()).toThrow('after 50');
  }
  run(main());
  expect(faults).toEqual([]);
});

test('an error does not end a wait for all, and is not thrown', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(failAfter(10)), loop.createTask(sleep(50))];
    const { done } = yield* wait(tasks);
    expect([done.size, loop.time()]).toEqual([2, 50]);
    expect(tasks[0]?.exception()?.thrown).toEqual(new Error('after 10'));
  }
  run(main());
});

behaviour('AW06', () => {
  const { loop, run, faults } = rig();
  function* main(): Coroutine<void> {
    const [short, long] = [loop.createTask(sleep(100, 'a')), loop.createTask(sleep(150, 'b'))];
    const early = yield* wait([short, long], { timeoutMs: 110 });
    expect(early).toEqual({ done: new Set([short]), pending: new Set([long]) });
    expect(loop.time()).toBe(110);
    expect([long.isDone, long.callbackCount]).toEqual([false, 0]);
    expect((yield* wait([long], { timeoutMs: 0 })).pending).toEqual(new Set([long]));

    // Time is not used up: its timer goes.
    const late = yield* wait([short, long], { timeoutMs: 1_000 });
    expect(late).toEqual({ done: new Set([short, long]), pending: new Set() });
    expect(loop.time()).toBe(150);
    yield* sleep(0);
    expect(loop.timerCount).toBe(0);

    // Done at the very time that is up: nothing is lost, nothing thrown.
    const [one, other] = [loop.createTask(sleep(100)), loop.createTask(sleep(100))];
    const same = yield* wait([one, other], { timeoutMs: 100 });
    expect(same.done.size + same.pending.size).toBe(2);
    yield* sleep(1);
    expect([one.isDone, other.isDone, one.isCancelled]).toEqual([true, true, false]);
    expect((yield* wait([one], { timeoutMs: null })).done.size).toBe(1);
  }
  run(main());
  expect(faults).toEqual([]);
});

behaviour('AW07', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(sleep(100, 1)), loop.createTask(sleep(150, 2))];
    const waiter = loop.createTask(wait(tasks, { timeoutMs: 1_000 }));
    yield* sleep(10);
    waiter.cancel();
    yield;
    yield;
    expect(waiter.isCancelled).toBe(true);
    expect(tasks.map((task) => task.isDone)).toEqual([false, false]);
    expect(tasks.map((task) => task.callbackCount)).toEqual([0, 0]);
    yield* sleep(200);
    expect(tasks.map((task) => task.result())).toEqual([1, 2]);
    expect(loop.timerCount).toBe(0);
  }
  run(main());
});
