/** The loop's semaphore: its units, its order, and hand-over. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { MisusedLoop } from '../../../src/loop/errors.ts';
import { BoundedLoopSemaphore, LoopSemaphore } from '../../../src/loop/locks/semaphore.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { BadArgument, ReleasedTooOften } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';

behaviour('AS01', () => {
  expect(new LoopSemaphore(0).locked).toBe(true);
  for (const make of [LoopSemaphore, BoundedLoopSemaphore]) {
    expect(new make().value).toBe(1);
    expect(new make().locked).toBe(false);
    for (const value of [-1, 1.5, NaN]) expect(() => new make(value)).toThrow(BadArgument);
  }
  const bounded = new BoundedLoopSemaphore();
  expect(() => bounded.release()).toThrow(ReleasedTooOften);
  expect(bounded.value).toBe(1);
  const unbounded = new LoopSemaphore();
  unbounded.release();
  expect(unbounded.value).toBe(2);
});

behaviour('AS01 several units at once, all of them or none', () => {
  const { run } = rig();
  const bounded = new BoundedLoopSemaphore(3);
  run(bounded.acquire());
  run(bounded.acquire());
  expect(() => bounded.release(3)).toThrow(ReleasedTooOften);
  expect(bounded.value).toBe(1);
  for (const count of [0, -1, 1.5, NaN]) expect(() => bounded.release(count)).toThrow(BadArgument);
  bounded.release(2);
  expect(bounded.value).toBe(3);
});

behaviour('AS01 with its text, also scoped', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore();
  const look = (): void => void events.push(String(semaphore));
  function* body(): Coroutine<string> {
    look();
    loop.createTask(semaphore.acquire());
    yield;
    look();
    return 'value';
  }
  function* main(): Coroutine<void> {
    look();
    expect(yield* semaphore.holding(body)).toBe('value');
    look();
    yield;
    look();
    semaphore.release();
    look();
  }
  run(main());
  expect(events).toEqual([
    'semaphore (unlocked, value:1)',
    'semaphore (locked)',
    'semaphore (locked, waiters:1)',
    'semaphore (locked, waiters:1)',
    'semaphore (locked)',
    'semaphore (unlocked, value:1)',
  ]);
});

function* taker(semaphore: LoopSemaphore, name: string, events: string[]): Coroutine<boolean> {
  const got = yield* semaphore.acquire();
  events.push(name);
  return got;
}

behaviour('AS02', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(3);
  const start = (name: string): Task<boolean> => loop.createTask(taker(semaphore, name, events));
  function* main(): Coroutine<void> {
    yield* semaphore.acquire();
    yield* semaphore.acquire();
    expect(semaphore.locked).toBe(false);
    const tasks = ['1', '2', '3'].map(start);
    yield;
    expect(events).toEqual(['1']);
    expect([semaphore.locked, semaphore.waiting, semaphore.value]).toEqual([true, 2, 0]);
    tasks.push(start('4'));
    semaphore.release();
    semaphore.release();
    expect(semaphore.value).toBe(0);
    yield;
    expect(events).toEqual(['1', '2', '3']);
    expect([semaphore.locked, semaphore.waiting, semaphore.value]).toEqual([true, 1, 0]);
    semaphore.release();
    yield;
    expect(events).toEqual(['1', '2', '3', '4']);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true, true]);
  }
  run(main());
});

behaviour('AS06', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(1);
  function* comesTwice(name: string): Coroutine<void> {
    for (const time of [1, 2]) {
      yield* semaphore.acquire();
      events.push(`${loop.time()} ${name}_${time}`);
      yield* sleep(10);
      semaphore.release();
    }
  }
  function* main(): Coroutine<void> {
    for (const task of ['c1', 'c2', 'c3'].map((name) => loop.createTask(comesTwice(name)))) yield* task;
  }
  run(main());
  expect(events).toEqual(['0 c1_1', '10 c2_1', '20 c3_1', '30 c1_2', '40 c2_2', '50 c3_2']);
});

behaviour('AS07', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(1);
  function* again(): Coroutine<boolean> {
    yield* taker(semaphore, '2', events);
    semaphore.release();
    return yield* taker(semaphore, '4', events);
  }
  function* main(): Coroutine<void> {
    const tasks = [
      loop.createTask(taker(semaphore, '1', events)),
      loop.createTask(again()),
      loop.createTask(taker(semaphore, '3', events)),
    ];
    yield;
    semaphore.release();
    semaphore.release();
    for (const task of tasks) expect(yield* task).toBe(true);
  }
  run(main());
  expect(events).toEqual(['1', '2', '3', '4']);
});

behaviour('AS09', () => {
  const { loop, events, run } = rig();
  const semaphore = new LoopSemaphore(0);
  const tasks: Task<boolean>[] = [];
  function* first(): Coroutine<boolean> {
    expect(semaphore.value).toBe(0);
    yield* semaphore.acquire();
    // Whoever queued meanwhile has been woken by now.
    expect(semaphore.value).toBe(0);
    tasks.push(loop.createTask(last()));
    events.push('1');
    return true;
  }
  function* second(): Coroutine<boolean> {
    for (let time = 0; time < 3; time++) semaphore.release();
    expect(semaphore.value).toBe(2);
    // One unit is the first task's, which has not run yet; nobody may pass it.
    expect(semaphore.locked).toBe(true);
    return yield* taker(semaphore, '2', events);
  }
  function* third(): Coroutine<boolean> {
    yield* semaphore.acquire();
    expect(semaphore.locked).toBe(true);
    events.push('3');
    return true;
  }
  function* last(): Coroutine<boolean> {
    events.push('4');
    return true;
  }
  function* main(): Coroutine<void> {
    for (const comes of [first, second, third]) tasks.push(loop.createTask(comes()));
    yield;
    expect([semaphore.value, semaphore.waiting]).toEqual([2, 3]);
    expect(semaphore.locked).toBe(true);
    yield;
    expect(tasks).toHaveLength(4);
    for (const task of tasks) expect(yield* task).toBe(true);
    expect(String(semaphore)).toBe('semaphore (locked)');
  }
  run(main());
  expect(events).toEqual(['1', '2', '3', '4']);
});

behaviour('AS02 on a second loop it fails where it must wait', () => {
  const [first, second] = [rig(), rig()];
  const semaphore = new LoopSemaphore(0);
  function* contested(): Coroutine<boolean> {
    const task = first.loop.createTask(semaphore.acquire());
    yield;
    semaphore.release();
    return yield* task;
  }
  expect(first.run(contested())).toBe(true);
  expect(() => second.run(semaphore.acquire())).toThrow(MisusedLoop);
  semaphore.release();
  expect(second.run(semaphore.acquire())).toBe(true);
});
