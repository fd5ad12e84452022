/** The loop's lock: cancellations that race with its hand-over. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError } from '../../../src/loop/errors.ts';
import { LoopLock } from '../../../src/loop/locks/lock.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AL02', () => {
  const { loop, run } = rig();
  const lock = new LoopLock();
  function* main(): Coroutine<void> {
    yield* lock.acquire();
    const task = loop.createTask(lock.acquire());
    loop.callSoon(() => {
      expect(lock.waiting).toBe(1);
      task.cancel();
    });
    expect(yield* thrownBy(task)).toBeInstanceOf(CancelledError);
    expect(lock.waiting).toBe(0);
    expect(lock.locked).toBe(true);
  }
  run(main());
});

behaviour('AL03', () => {
  const { loop, events, run } = rig();
  const lock = new LoopLock();
  const gate = loop.createFuture<void>();
  function* holder(name: string): Coroutine<void> {
    yield* lock.acquire();
    try {
      events.push(name);
      if (name === 'a') yield* gate;
    } finally {
      lock.release();
    }
  }
  function* main(): Coroutine<void> {
    const tasks = [loop.createTask(holder('a'))];
    yield;
    expect(lock.locked).toBe(true);
    for (const [at, name] of ['b', 'c'].entries()) {
      tasks.push(loop.createTask(holder(name)));
      yield;
      expect(lock.waiting).toBe(at + 1);
    }
    gate.setResult();
    tasks[1]?.cancel();
    yield;
    expect(lock.locked).toBe(false);
    expect(tasks.map((task) => task.state)).toEqual(['finished', 'cancelled', 'pending']);
    yield;
    expect(tasks[2]?.state).toBe('finished');
    expect(String(lock)).toBe('lock (unlocked)');
  }
  run(main());
  expect(events).toEqual(['a', 'c']);
});

behaviour('AL04', () => {
  const { loop, events, run } = rig();
  const lock = new LoopLock();
  function* taker(name: string): Coroutine<void> {
    events.push(`${name} comes`);
    yield* lock.acquire();
    events.push(`${name} has it`);
  }
  function* main(): Coroutine<void> {
    yield* lock.acquire();
    const [first, second, third] = [
      loop.createTask(taker('1')),
      loop.createTask(taker('2')),
      loop.createTask(taker('3')),
    ];
    yield;
    loop.callSoon(() => {
      first.cancel();
      lock.release();
    });
    expect(yield* thrownBy(first)).toBeInstanceOf(CancelledError);
    yield* second;
    for (let turn = 0; turn < 3; turn++) yield;
    expect(events).toEqual(['1 comes', '2 comes', '3 comes', '2 has it']);
    expect(first.isCancelled).toBe(true);
    third.cancel();
    yield;
    expect(third.isCancelled).toBe(true);
    expect(lock.locked).toBe(true);
  }
  run(main());
});

behaviour('AL04 turn by turn: the one that is cancelled wakes the next on its way out', () => {
  const { loop, events, run } = rig();
  const lock = new LoopLock();
  function* main(): Coroutine<void> {
    yield* lock.acquire();
    const tasks = [1, 2].map(() => loop.createTask(lock.acquire()));
    yield;
    tasks[0]?.cancel();
    lock.release();
    for (let turn = 0; turn < 3; turn++) {
      events.push(`${tasks.map(({ state }) => state).join(', ')}: ${String(lock)}`);
      yield;
    }
  }
  run(main());
  expect(events).toEqual([
    'pending, pending: lock (unlocked, waiters:2)',
    'cancelled, pending: lock (unlocked, waiters:1)',
    'cancelled, finished: lock (locked)',
  ]);
});

for (const order of ['cancelled, then released', 'released, then cancelled']) {
  behaviour(`AL05 ${order}`, () => {
    const { loop, run } = rig();
    const lock = new LoopLock();
    function* main(): Coroutine<void> {
      yield* lock.acquire();
      const first = loop.createTask(lock.acquire());
      yield;
      expect(lock.waiting).toBe(1);
      const second = loop.createTask(lock.acquire());
      if (order === 'released, then cancelled') {
        lock.release();
        first.cancel();
      } else {
        first.cancel();
        lock.release();
      }
      yield;
      expect(first.isCancelled).toBe(true);
      // Behind one that is only cancelled nobody queues; behind one that was woken the second did.
      expect(lock.locked).toBe(order === 'cancelled, then released');
      expect(yield* second).toBe(true);
      expect(String(lock)).toBe('lock (locked)');
    }
    run(main());
  });
}
