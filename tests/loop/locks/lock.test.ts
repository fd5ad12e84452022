/** The loop's lock: order, hand-over, the scoped form, and what all of the loop's locks refuse. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { isWaitable } from '../../../src/loop/coroutine.ts';
import { MisusedLoop } from '../../../src/loop/errors.ts';
import { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { LoopCondition } from '../../../src/loop/locks/condition.ts';
import { LoopEvent } from '../../../src/loop/locks/event.ts';
import { LoopLock } from '../../../src/loop/locks/lock.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { BoundedLoopSemaphore, LoopSemaphore } from '../../../src/loop/locks/semaphore.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import { NotHeld } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AL01', () => {
  const { loop, events, run } = rig();
  const lock = new LoopLock();
  function* taker(name: string): Coroutine<boolean> {
    const got = yield* lock.acquire();
    events.push(name);
    return got;
  }
  function* main(): Coroutine<void> {
    expect(yield* lock.acquire()).toBe(true);
    const tasks = [loop.createTask(taker('1')), loop.createTask(taker('2'))];
    yield;
    expect(events).toEqual([]);
    lock.release();
    yield;
    expect(events).toEqual(['1']);
    yield;
    expect(events).toEqual(['1']);
    tasks.push(loop.createTask(taker('3')));
    lock.release();
    yield;
    expect(events).toEqual(['1', '2']);
    lock.release();
    yield;
    expect(events).toEqual(['1', '2', '3']);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
    expect(lock.locked).toBe(true);
  }
  run(main());
});

behaviour('AL01 with its text', () => {
  const { loop, run } = rig();
  const lock = new LoopLock();
  function* main(): Coroutine<string[]> {
    const texts = [String(lock)];
    yield* lock.acquire();
    texts.push(String(lock));
    for (let waiting = 0; waiting < 2; waiting++) loop.createTask(lock.acquire());
    yield;
    texts.push(String(lock));
    lock.release();
    texts.push(String(lock));
    yield;
    lock.release();
    yield;
    lock.release();
    return [...texts, String(lock)];
  }
  expect(run(main())).toEqual([
    'lock (unlocked)',
    'lock (locked)',
    'lock (locked, waiters:2)',
    'lock (unlocked, waiters:2)',
    'lock (unlocked)',
  ]);
});

behaviour('AL06', () => {
  const { run } = rig();
  const lock = new LoopLock();
  expect(() => lock.release()).toThrow(NotHeld);
  run(lock.acquire());
  expect(lock.locked).toBe(true);
  lock.release();
  expect(lock.locked).toBe(false);
  expect(() => lock.release()).toThrow(NotHeld);
  expect(lock.locked).toBe(false);
});

behaviour('AL07 the scoped form', () => {
  const { events, run } = rig();
  const lock = new LoopLock();
  function* body(): Coroutine<string> {
    yield* sleep(1);
    events.push(String(lock));
    return 'value';
  }
  function* fails(): Coroutine<never> {
    yield;
    throw new Error('mine');
  }
  function* main(): Coroutine<string> {
    const value = yield* lock.holding(body);
    events.push(String(lock));
    expect(yield* thrownBy(lock.holding(fails))).toMatchObject({ message: 'mine' });
    events.push(String(lock));
    return value;
  }
  expect(run(main())).toBe('value');
  expect(events).toEqual(['lock (locked)', 'lock (unlocked)', 'lock (unlocked)']);
});

behaviour('AL07 the scoped form, cancelled', () => {
  const { loop, run } = rig();
  const lock = new LoopLock();
  let bodies = 0;
  function* body(): Coroutine<void> {
    bodies += 1;
    yield* sleep(1_000);
  }
  function* main(): Coroutine<void> {
    const inside = loop.createTask(lock.holding(body));
    yield;
    const waits = loop.createTask(lock.holding(body));
    yield;
    waits.cancel();
    yield;
    expect(String(lock)).toBe('lock (locked)');
    inside.cancel();
    yield;
    expect(String(lock)).toBe('lock (unlocked)');
    expect([inside.state, waits.state, bodies]).toEqual(['cancelled', 'cancelled', 1]);
  }
  run(main());
  expect(loop.time()).toBe(0);
});

behaviour('AL07 nothing but its methods', () => {
  const { loop } = rig();
  const makers = [LoopLock, LoopEvent, LoopCondition, LoopSemaphore, BoundedLoopSemaphore, LoopBarrier, LoopQueue];
  // Parties are all that a constructor must be given.
  expect(makers.map((make) => make.length)).toEqual([0, 0, 0, 0, 0, 1, 0]);
  const made: unknown[] = [
    new LoopLock(),
    new LoopEvent(),
    new LoopCondition(),
    new LoopSemaphore(),
    new BoundedLoopSemaphore(),
    new LoopBarrier(1),
    new LoopQueue(),
  ];
  for (const one of made) {
    expect(isWaitable(one)).toBe(false);
    expect(Symbol.dispose in (one as object)).toBe(false);
    expect(Symbol.asyncDispose in (one as object)).toBe(false);
    expect(() => loop.createTask(one as Coroutine<void>)).toThrow(TypeError);
    expect(() => loop.ensureFuture(one as Coroutine<void>)).toThrow(TypeError);
  }
});

behaviour('AL07 on a second loop', () => {
  const [first, second] = [rig(), rig()];
  const lock = new LoopLock();
  function* contested({ loop }: typeof first): Coroutine<void> {
    yield* lock.acquire();
    const other = loop.createTask(lock.acquire());
    yield;
    lock.release();
    yield* other;
  }
  // Nobody had to wait: it belongs to no loop yet.
  second.run(lock.acquire());
  lock.release();
  first.run(contested(first));
  expect(() => second.run(lock.acquire())).toThrow(MisusedLoop);
  expect(String(lock)).toBe('lock (locked)');
  lock.release();
  expect(second.run(lock.acquire())).toBe(true);
  expect(() => second.run(contested(second))).toThrow(MisusedLoop);
});
