/** The loop's semaphore: no unit is lost in a cancellation. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError } from '../../../src/loop/errors.ts';
import { LoopSemaphore } from '../../../src/loop/locks/semaphore.ts';
import type { Task } from '../../../src/loop/task.ts';
import { waitFor } from '../../../src/loop/wait-for.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

function* taker(semaphore: LoopSemaphore, name: string, events: string[]): Coroutine<boolean> {
  const got = yield* semaphore.acquire();
  events.push(name);
  return got;
}

/** Tasks that wait for a semaphore of no units. */
function* fourWaiting(semaphore: LoopSemaphore, start: (name: string) => Task<boolean>): Coroutine<Task<boolean>[]> {
  const tasks = ['1', '2', '3', '4'].map(start);
  yield;
  expect(semaphore.waiting).toBe(4);
  return tasks;
}

behaviour('AS03', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  function* main(): Coroutine<void> {
    const start = (name: string): Task<boolean> => loop.createTask(taker(semaphore, name, events));
    const tasks = yield* fourWaiting(semaphore, start);
    tasks[0]?.cancel();
    tasks[1]?.cancel();
    semaphore.release();
    yield;
    yield;
    expect(tasks.map((task) => task.state)).toEqual(['cancelled', 'cancelled', 'finished', 'pending']);
    expect([semaphore.value, semaphore.waiting]).toEqual([0, 1]);
  }
  run(main());
  expect(events).toEqual(['3']);
});

behaviour('AS03 also where they were woken before', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  function* main(): Coroutine<void> {
    const start = (name: string): Task<boolean> => loop.createTask(taker(semaphore, name, events));
    const tasks = yield* fourWaiting(semaphore, start);
    semaphore.release(2);
    expect(semaphore.value).toBe(0);
    tasks[0]?.cancel();
    tasks[1]?.cancel();
    yield;
    yield;
    expect(tasks.map((task) => task.state)).toEqual(['cancelled', 'cancelled', 'finished', 'finished']);
    expect(String(semaphore)).toBe('semaphore (locked)');
  }
  run(main());
  expect(events).toEqual(['3', '4']);
});

behaviour('AS04', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  function* main(): Coroutine<void> {
    const [first, second] = [
      loop.createTask(taker(semaphore, '1', events)),
      loop.createTask(taker(semaphore, '2', events)),
    ];
    yield;
    first.cancel();
    semaphore.release();
    yield;
    yield;
    expect(second.result()).toBe(true);
    expect(first.isCancelled).toBe(true);
    expect(String(semaphore)).toBe('semaphore (locked)');
  }
  run(main());
});

behaviour('AS05', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(1);
  function* body(name: string): Coroutine<void> {
    events.push(name);
    yield;
  }
  function* leaves(): Coroutine<void> {
    yield* semaphore.holding(() => body('first'));
    second.cancel();
  }
  const first = loop.createTask(leaves());
  const second = loop.createTask(semaphore.holding(() => body('second')));
  function* main(): Coroutine<void> {
    yield* first;
    expect(yield* thrownBy(second)).toBeInstanceOf(CancelledError);
    expect(yield* waitFor(semaphore.acquire(), 1_000)).toBe(true);
  }
  run(main());
  expect(events).toEqual(['first']);
  expect(loop.time()).toBe(0);
});

behaviour('AS08', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  function* main(): Coroutine<void> {
    const [first, ...others] = ['1', '2', '3'].map((name) => loop.createTask(taker(semaphore, name, events)));
    yield;
    first?.cancel();
    yield;
    semaphore.release();
    semaphore.release();
    for (const task of others) expect(yield* task).toBe(true);
    expect(first?.isCancelled).toBe(true);
  }
  run(main());
  expect(events).toEqual(['2', '3']);
});

behaviour('AS04 and behind one that is only cancelled nobody queues', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  function* main(): Coroutine<void> {
    const first = loop.createTask(taker(semaphore, '1', events));
    yield;
    first.cancel();
    semaphore.release();
    const before = loop.turns;
    expect(semaphore.locked).toBe(false);
    expect(yield* semaphore.acquire()).toBe(true);
    expect(loop.turns).toBe(before);
    yield;
    expect(first.isCancelled).toBe(true);
    expect(String(semaphore)).toBe('semaphore (locked)');
  }
  run(main());
});
