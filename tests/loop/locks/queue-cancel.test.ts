/** The loop's queue: neither items nor room are lost when a woken task is cancelled. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop, TimeoutError } from '../../../src/loop/errors.ts';
import { gather } from '../../../src/loop/gather.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { waitFor } from '../../../src/loop/wait-for.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AQ05', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<string>();
  function* main(): Coroutine<void> {
    const [first, second] = [loop.createTask(queue.get()), loop.createTask(queue.get())];
    yield;
    first.cancel();
    yield;
    expect(first.isCancelled).toBe(true);
    yield* queue.put('a');
    yield;
    expect(second.result()).toBe('a');
  }
  run(main());
});

behaviour('AQ05 leaving the lists', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  function* main(): Coroutine<void> {
    expect(yield* thrownBy(waitFor(queue.get(), 100))).toBeInstanceOf(TimeoutError);
    expect(loop.time()).toBe(100);
    expect(queue.getting).toBe(0);
    queue.putNowait(1);
    expect(yield* thrownBy(waitFor(queue.put(2), 100))).toBeInstanceOf(TimeoutError);
    expect(queue.putting).toBe(0);
    const putter = loop.createTask(queue.put(2));
    yield;
    expect(queue.putting).toBe(1);
    putter.cancel();
    expect(yield* thrownBy(putter)).toBeInstanceOf(CancelledError);
    expect(queue.putting).toBe(0);
    expect(queue.size).toBe(1);
  }
  run(main());
});

behaviour('AQ07', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>();
  function* main(): Coroutine<void> {
    const reader = loop.createTask(queue.get());
    yield;
    queue.putNowait(1);
    queue.putNowait(2);
    reader.cancel();
    expect(yield* thrownBy(reader)).toBeInstanceOf(CancelledError);
    expect(yield* loop.createTask(queue.get())).toBe(1);
  }
  run(main());
});

behaviour('AQ07 many', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>();
  function* main(): Coroutine<void> {
    const [first, ...others] = [1, 2, 3].map(() => loop.createTask(queue.get()));
    yield;
    queue.putNowait(1);
    queue.putNowait(2);
    first?.cancel();
    const items = yield* gather(others);
    expect([...items].sort()).toEqual([1, 2]);
    expect(first?.isCancelled).toBe(true);
  }
  run(main());
});

behaviour('AQ08', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  queue.putNowait(1);
  function* main(): Coroutine<void> {
    const writer = loop.createTask(queue.put(2));
    yield;
    expect(queue.getNowait()).toBe(1);
    writer.cancel();
    expect(yield* thrownBy(writer)).toBeInstanceOf(CancelledError);
    expect(queue.size).toBe(0);
    yield* loop.createTask(queue.put(2));
    expect(queue.getNowait()).toBe(2);
    expect(queue.size).toBe(0);
  }
  run(main());
});

behaviour('AQ08 and the next putter gets it', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  queue.putNowait(1);
  function* main(): Coroutine<void> {
    const [writer, next] = [loop.createTask(queue.put(2)), loop.createTask(queue.put(3))];
    yield;
    queue.getNowait();
    writer.cancel();
    yield* next;
    expect(queue.getNowait()).toBe(3);
    expect(String(queue)).toBe('queue (size=0/1, unfinished=2)');
  }
  run(main());
});

behaviour('AQ09', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<string>({ most: 1 });
  function* main(): Coroutine<void> {
    const [a, b, x] = [
      loop.createTask(queue.put('a')),
      loop.createTask(queue.put('b')),
      loop.createTask(queue.put('X')),
    ];
    yield;
    expect([a.isDone, b.isDone]).toEqual([true, false]);
    x.cancel();
    yield;
    expect(x.isCancelled).toBe(true);
    expect(queue.getNowait()).toBe('a');
    yield;
    expect(queue.getNowait()).toBe('b');
    yield* b;
    expect(queue.isEmpty).toBe(true);
  }
  run(main());
});

behaviour('AQ09 cancelled after its room was free', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  queue.putNowait(1);
  function* main(): Coroutine<void> {
    const putter = loop.createTask(queue.put(1));
    yield;
    queue.getNowait();
    putter.cancel();
    expect(yield* thrownBy(putter)).toBeInstanceOf(CancelledError);
    expect(String(queue)).toBe('queue (size=0/1, unfinished=1)');
  }
  run(main());
});

behaviour('AQ05 on a second loop a get or put fails where it must wait', () => {
  const [first, second] = [rig(), rig()];
  const queue = new LoopQueue<number>({ most: 1 });
  function* contested(): Coroutine<number> {
    const task = first.loop.createTask(queue.get());
    yield;
    queue.putNowait(1);
    return yield* task;
  }
  expect(first.run(contested())).toBe(1);
  expect(() => second.run(queue.get())).toThrow(MisusedLoop);
  second.run(queue.put(2));
  expect(() => second.run(queue.put(3))).toThrow(MisusedLoop);
  expect(() => second.run(queue.join())).toThrow(MisusedLoop);
  expect(second.run(queue.get())).toBe(2);
});
