/** One by one in the order of ends, by plain iteration and by the loop's own. */
import { expect, test } from 'vitest';
import { asCompleted } from '../../src/loop/as-completed.ts';
import type { Awaitable, Coroutine } from '../../src/loop/coroutine.ts';
import { MisusedLoop, TimeoutError } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { Task } from '../../src/loop/task.ts';
import { waitFor } from '../../src/loop/wait-for.ts';
import { behaviour } from '../conformance/repeated.ts';
import { thrownBy } from './coroutines.ts';
import { rig, type Rig } from './rig.ts';

/** Ends after `ms` with a name. */
const three = (): Coroutine<string>[] => [sleep(100, 'b'), sleep(150, 'c'), sleep(50, 'a')];

/** All results, and when each came, by plain iteration. */
function* plainly({ loop }: Rig, awaitables: Iterable<Awaitable<string>>): Coroutine<string[]> {
  const results: string[] = [];
  for (const next of asCompleted(awaitables)) results.push(`${yield* next} at ${loop.time()}`);
  return results;
}

/** The same by the loop's own iteration. */
function* byTask({ loop }: Rig, awaitables: Iterable<Awaitable<string>>): Coroutine<string[]> {
  const results: string[] = [];
  const completed = asCompleted(awaitables);
  for (let done = yield* completed.nextDone(); done; done = yield* completed.nextDone()) {
    results.push(`${done.result()} at ${loop.time()}`);
  }
  return results;
}

behaviour('CO01', () => {
  for (const all of [plainly, byTask]) {
    const here = rig();
    expect(here.run(all(here, three()))).toEqual(['a at 50', 'b at 100', 'c at 150']);
    expect(here.run(all(here, []))).toEqual([]);
  }
});

behaviour('CO01 errors come in their turn', () => {
  const { run } = rig();
  function* fail(): Coroutine<never> {
    yield* sleep(10);
    throw new Error('in the middle');
  }
  function* main(): Coroutine<void> {
    const [first, second, third] = asCompleted<string | void>([sleep(20, 'last'), fail(), sleep(1, 'first')]);
    expect(yield* first as Coroutine<string>).toBe('first');
    expect(yield* thrownBy(second as Coroutine<string>)).toEqual(new Error('in the middle'));
    expect(yield* third as Coroutine<string>).toBe('last');
  }
  run(main());
});

behaviour('CO02', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const task = loop.createTask(sleep(20, 'task'));
    const future = loop.createFuture<string>();
    loop.callLater(10, () => future.setResult('future'));
    const coroutine = sleep(1, 'coroutine');
    const completed = asCompleted([task, future, coroutine]);
    const made = yield* completed.nextDone();
    expect(made).toBeInstanceOf(Task);
    expect(made).not.toBe(task);
    expect((made as Task<string>).coroutine).toBe(coroutine);
    expect(yield* completed.nextDone()).toBe(future);
    expect(yield* completed.nextDone()).toBe(task);
    expect(yield* completed.nextDone()).toBe(null);
  }
  run(main());
});

behaviour('CO03', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(sleep(10, 'a')), loop.createTask(sleep(150, 'b')), loop.createTask(sleep(160, 'c'))];
    const items = [...asCompleted(tasks, { timeoutMs: 120 })];
    const completed = asCompleted(tasks, { timeoutMs: 120 });
    expect(yield* items[0] as Coroutine<string>).toBe('a');
    expect(yield* completed.nextDone()).toBe(tasks[0]);
    for (const late of [items[1], items[2], completed.nextDone(), completed.nextDone()]) {
      expect(yield* thrownBy(late as Coroutine<unknown>)).toBeInstanceOf(TimeoutError);
    }
    expect(yield* completed.nextDone()).toBe(null);
    expect(loop.time()).toBe(120);
    expect(tasks.map((task) => task.isDone)).toEqual([true, false, false]);
    expect(tasks.map((task) => task.callbackCount)).toEqual([0, 0, 0]);
    yield* sleep(100);
    expect(tasks.map((task) => task.result())).toEqual(['a', 'b', 'c']);
  }
  run(main());
});

behaviour('CO03 a timer that is not used', () => {
  const here = rig();
  const { loop, run } = here;
  function* main(): Coroutine<void> {
    const [item] = asCompleted([sleep(10, 'a')], { timeoutMs: 60_000 });
    expect(yield* item as Coroutine<string>).toBe('a');
    const completed = asCompleted([sleep(10, 'b')], { timeoutMs: 60_000 });
    expect((yield* completed.nextDone())?.result()).toBe('b');
    expect(yield* completed.nextDone()).toBe(null);
    expect([...asCompleted([], { timeoutMs: 60_000 })]).toEqual([]);
    yield;
    expect(loop.nextDue()).toBe(Infinity);
  }
  run(main());
  expect(loop.timerCount).toBe(0);
  expect(loop.time()).toBe(20);
});

behaviour('CO04', () => {
  const { loop, run, events } = rig();
  function* main(): Coroutine<void> {
    const tasks = [40, 10, 30, 20].map((ms) => loop.createTask(sleep(ms, `${ms}`)));
    const completed = asCompleted(tasks);
    let count = 0;
    for (const item of completed) {
      events.push(yield* item);
      if (++count === 2) break;
    }
    expect(events).toEqual(['10', '20']);
    for (const item of completed) events.push(yield* item);
    expect(events).toEqual(['10', '20', '30', '40']);
    expect([...completed]).toEqual([]);

    const own = asCompleted([sleep(3, 'c'), sleep(1, 'a'), sleep(2, 'b')]);
    const two = [yield* own.nextDone(), yield* own.nextDone()];
    expect(two.map((done) => done?.result())).toEqual(['a', 'b']);
    yield* sleep(100);
    expect((yield* own.nextDone())?.result()).toBe('c');
    expect(yield* own.nextDone()).toBe(null);
  }
  run(main());
});

behaviour('CO05', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const [first, second] = [...asCompleted([sleep(100, 'a'), sleep(50, 'b')])] as [
      Coroutine<string>,
      Coroutine<string>,
    ];
    expect([yield* second, loop.time()]).toEqual(['b', 50]);
    expect([yield* first, loop.time()]).toEqual(['a', 100]);
  }
  run(main());
});

behaviour('CO06', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const results = yield* gather([...asCompleted([sleep(20, 'b'), sleep(10, 'a')])]);
    expect(results).toEqual(['a', 'b']);
    expect(loop.time()).toBe(20);
    const own = asCompleted([sleep(20, 'b'), sleep(10, 'a')]);
    const done = yield* gather([own.nextDone(), own.nextDone(), own.nextDone()]);
    expect(done.map((one) => one?.result())).toEqual(['a', 'b', undefined]);

    let runs = 0;
    function* count(name: string): Coroutine<string> {
      runs += 1;
      return name;
    }
    const [one, other] = [count('ham'), count('spam')];
    const names = yield* gather([...asCompleted([one, one, other, one, other])]);
    expect([names, runs]).toEqual([['ham', 'spam'], 2]);
  }
  run(main());
  const future = loop.createFuture<void>();
  expect(() => asCompleted(future as never)).toThrow(TypeError);
  expect(() => asCompleted(sleep(1) as never)).toThrow(TypeError);
  expect(() => asCompleted([1] as never)).toThrow(TypeError);
  expect(() => asCompleted([future, rig().loop.createFuture<void>()])).toThrow(MisusedLoop);
  expect(future.callbackCount).toBe(0);
});

test('a wait for the next that is cancelled can be asked again', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    const completed = asCompleted([sleep(30, 'a')]);
    expect(yield* thrownBy(waitFor(completed.nextDone(), 10))).toBeInstanceOf(TimeoutError);
    expect((yield* completed.nextDone())?.result()).toBe('a');
    expect(yield* completed.nextDone()).toBe(null);
  }
  run(main());
});

test('one that is cancelled between the news and its step leaves it to the next in line', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const [one, other] = [loop.createFuture<string>(), loop.createFuture<string>()];
    const completed = asCompleted([one, other]);
    const [first, second] = [loop.createTask(completed.nextDone()), loop.createTask(completed.nextDone())];
    yield;
    one.setResult('one');
    // The callback of the future tells the first waiter in this turn, which would take its step in the next.
    yield;
    first.cancel();
    expect(yield* second).toBe(one);
    expect(first.isCancelled).toBe(true);
    other.setResult('other');
    expect(yield* completed.nextDone()).toBe(other);
    expect(yield* completed.nextDone()).toBe(null);
  }
  run(main());
});

test('one that did not have to wait may be faster than one that was told', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const [one, other] = [loop.createFuture<string>(), loop.createFuture<string>()];
    const completed = asCompleted([one, other]);
    const waiter = loop.createTask(completed.nextDone());
    yield;
    one.setResult('one');
    yield;
    expect(yield* completed.nextDone()).toBe(one);
    other.setResult('other');
    expect(yield* waiter).toBe(other);
  }
  run(main());
});

test('what arrives in the turn a waiter is cancelled in goes to the next', () => {
  const { loop, run, faults } = rig();
  function* main(): Coroutine<void> {
    const [one, other] = [loop.createFuture<string>(), loop.createFuture<string>()];
    const completed = asCompleted([one, other]);
    const [first, second] = [loop.createTask(completed.nextDone()), loop.createTask(completed.nextDone())];
    yield;
    one.setResult('one');
    // Before the future's callback of the next turn.
    first.cancel();
    expect(yield* second).toBe(one);
    expect(first.isCancelled).toBe(true);
    other.setResult('other');
    expect(yield* completed.nextDone()).toBe(other);
  }
  run(main());
  expect(faults).toEqual([]);
});

test('what is done in the turn time is up in is late, and comes once', () => {
  const { loop, run, faults } = rig();
  function* main(): Coroutine<void> {
    const one = loop.createFuture<string>();
    loop.callLater(10, () => one.setResult('one'));
    const completed = asCompleted([one], { timeoutMs: 10 });
    expect(yield* thrownBy(completed.nextDone())).toBeInstanceOf(TimeoutError);
    expect(yield* completed.nextDone()).toBe(null);
    expect(one.result()).toBe('one');
  }
  run(main());
  expect(faults).toEqual([]);
});
