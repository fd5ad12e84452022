/** The loop's condition: who is woken when, and what needs the lock. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { MisusedLoop, TimeoutError } from '../../../src/loop/errors.ts';
import { LoopCondition } from '../../../src/loop/locks/condition.ts';
import { LoopLock } from '../../../src/loop/locks/lock.ts';
import { waitFor } from '../../../src/loop/wait-for.ts';
import { BadArgument, NotOwner } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AN00', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  function* waits(name: string): Coroutine<boolean> {
    yield* condition.acquire();
    const notified = yield* condition.wait();
    events.push(name);
    return notified;
  }
  function* main(): Coroutine<void> {
    const tasks = ['1', '2', '3'].map((name) => loop.createTask(waits(name)));
    yield;
    expect([events, condition.locked]).toEqual([[], false]);
    expect(yield* condition.acquire()).toBe(true);
    condition.notify();
    yield;
    expect([events, condition.locked]).toEqual([[], true]);
    condition.release();
    yield;
    expect([events, condition.locked]).toEqual([['1'], true]);
    condition.notify(2);
    yield;
    expect([events, condition.locked]).toEqual([['1'], true]);
    condition.release();
    yield;
    expect([events, condition.locked]).toEqual([['1', '2'], true]);
    condition.release();
    yield;
    expect([events, condition.locked]).toEqual([['1', '2', '3'], true]);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
  }
  run(main());
});

behaviour('AN00 with its text', () => {
  const { loop, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    expect(String(condition)).toBe('condition (unlocked)');
    for (const waiting of [1, 2]) {
      loop.createTask(condition.holding(() => condition.wait()));
      yield;
      expect(String(condition)).toBe(`condition (unlocked, waiters:${waiting})`);
    }
    yield* condition.acquire();
    condition.notifyAll();
    expect(String(condition)).toBe('condition (locked, waiters:2)');
    yield;
    expect(String(condition)).toBe('condition (locked)');
    condition.release();
    yield;
    yield;
    expect(String(condition)).toBe('condition (unlocked)');
  }
  run(main());
});

function* waitsThenReleases(condition: LoopCondition, name: string, events: string[]): Coroutine<boolean> {
  yield* condition.acquire();
  const notified = yield* condition.wait();
  events.push(name);
  condition.release();
  return notified;
}

behaviour('AN01', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    const tasks = ['1', '2', '3'].map((name) => loop.createTask(waitsThenReleases(condition, name, events)));
    yield;
    yield* condition.acquire();
    condition.notify(1);
    condition.release();
    yield;
    expect(events).toEqual(['1']);
    yield* condition.acquire();
    condition.notify(1);
    condition.notify(2048);
    condition.release();
    yield;
    expect(events).toEqual(['1', '2', '3']);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
    expect(String(condition)).toBe('condition (unlocked)');
  }
  run(main());
});

behaviour('AN01 all', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    const tasks = ['1', '2'].map((name) => loop.createTask(waitsThenReleases(condition, name, events)));
    yield;
    yield* condition.acquire();
    condition.notifyAll();
    condition.release();
    yield;
    expect(events).toEqual(['1', '2']);
    expect(tasks.map((task) => task.result())).toEqual([true, true]);
    yield* condition.acquire();
    // Stored for nobody.
    condition.notifyAll();
    condition.notify(0);
    for (const count of [-1, 1.5, NaN]) expect(() => condition.notify(count)).toThrow(BadArgument);
    condition.release();
    loop.createTask(waitsThenReleases(condition, 'late', events));
    yield;
    yield;
    expect(events).toEqual(['1', '2']);
  }
  run(main());
});

behaviour('AN04', () => {
  const { run } = rig();
  const condition = new LoopCondition();
  expect(() => run(condition.wait())).toThrow(NotOwner);
  expect(() => condition.notify()).toThrow(NotOwner);
  expect(() => condition.notifyAll()).toThrow(NotOwner);
  expect(String(condition)).toBe('condition (unlocked)');
});

behaviour('AN05', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  let holds = false;
  function* waits(): Coroutine<boolean> {
    yield* condition.acquire();
    const held = yield* condition.waitFor(() => holds);
    events.push('goes on');
    condition.release();
    return held;
  }
  function* notify(): Coroutine<void> {
    yield* condition.acquire();
    condition.notify();
    condition.release();
    yield;
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(waits());
    yield;
    yield* notify();
    expect(events).toEqual([]);
    holds = true;
    yield* notify();
    expect(events).toEqual(['goes on']);
    expect(task.result()).toBe(true);
    expect(String(condition)).toBe('condition (unlocked)');
  }
  run(main());
});

behaviour('AN05 without the lock', () => {
  const { run } = rig();
  const condition = new LoopCondition();
  const given = [1, 2, 3];
  expect(run(condition.waitFor(() => given))).toBe(given);
  expect(() => run(condition.waitFor(() => false))).toThrow(NotOwner);
});

behaviour('AN08 a lock that is given', () => {
  const { events, run } = rig();
  const given = new LoopLock();
  function* states(lock: LoopLock, condition: LoopCondition): Coroutine<void> {
    expect(condition.lock).toBe(lock);
    const both = (): void => void events.push(`${String(lock)}, ${String(condition)}`);
    function* look(): Coroutine<void> {
      both();
      yield;
    }
    both();
    yield* condition.holding(look);
    both();
    yield* lock.holding(look);
    both();
  }
  const own = new LoopCondition();
  for (const condition of [own, new LoopCondition(given), new LoopCondition(given)]) {
    events.length = 0;
    run(states(condition.lock, condition));
    const [free, held] = ['lock (unlocked), condition (unlocked)', 'lock (locked), condition (locked)'];
    expect(events).toEqual([free, held, free, held, free]);
  }
  expect(own.lock).not.toBe(given);
});

behaviour('AN08 timed out', () => {
  const { loop, run } = rig();
  const condition = new LoopCondition();
  function* body(): Coroutine<void> {
    expect(yield* thrownBy(waitFor(condition.wait(), 500))).toBeInstanceOf(TimeoutError);
    expect(String(condition)).toBe('condition (locked)');
  }
  run(condition.holding(body));
  expect(String(condition)).toBe('condition (unlocked)');
  expect(loop.time()).toBe(500);
});

behaviour('AN08 on a second loop', () => {
  const [first, second] = [rig(), rig()];
  const condition = new LoopCondition();
  function* contested(): Coroutine<void> {
    yield* condition.acquire();
    const other = first.loop.createTask(condition.acquire());
    yield;
    condition.release();
    yield* other;
  }
  first.run(contested());
  expect(() => second.run(condition.acquire())).toThrow(MisusedLoop);

  function* waits(): Coroutine<void> {
    const task = first.loop.createTask(condition.wait());
    yield;
    yield* condition.acquire();
    condition.notify();
    condition.release();
    yield* task;
  }
  first.run(waits());
  // It keeps the lock that it could not wait without.
  expect(() => second.run(condition.wait())).toThrow(MisusedLoop);
  expect(String(condition)).toBe('condition (locked)');
});
