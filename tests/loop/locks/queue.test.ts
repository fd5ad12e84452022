/** The loop's queue: orders, bounds, waiting at both ends, its text. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { gather } from '../../../src/loop/gather.ts';
import { LoopEvent } from '../../../src/loop/locks/event.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import { BadArgument, QueueEmpty, QueueFull } from '../../../src/sync/errors.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../../../src/sync/queue.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';

const OUT: Readonly<Record<QueueOrder, readonly number[]>> = {
  'first-in-first-out': [1, 3, 2],
  'last-in-first-out': [2, 3, 1],
  'smallest-first': [1, 2, 3],
};

behaviour('AQ01', () => {
  const { run } = rig();
  function* main(order: QueueOrder): Coroutine<void> {
    const queue = new LoopQueue<number>({ order });
    expect([queue.isEmpty, queue.isFull, queue.size]).toEqual([true, false, 0]);
    for (const item of [1, 3, 2]) yield* queue.put(item);
    expect([queue.isEmpty, queue.isFull, queue.size]).toEqual([false, false, 3]);
    const items = [yield* queue.get(), yield* queue.get(), yield* queue.get()];
    expect(items).toEqual(OUT[order]);
    expect(queue.isEmpty).toBe(true);

    const bounded = new LoopQueue<number>({ order, most: 1 });
    expect(bounded.isFull).toBe(false);
    yield* bounded.put(1);
    expect(bounded.isFull).toBe(true);
  }
  for (const order of QUEUE_ORDERS) run(main(order));
  for (const most of [0, -1, NaN]) expect(() => new LoopQueue({ most })).toThrow(BadArgument);
});

behaviour('AQ01 smallest first by a measure of its own, equal ones as they came', () => {
  type Job = readonly [urgency: number, name: string];
  const queue = new LoopQueue<Job>({ order: 'smallest-first', isBefore: (one, other) => one[0] < other[0] });
  // Every residue twice, in an order that is neither sorted nor its reverse.
  for (let at = 0; at < 2 * 101; at++) queue.putNowait([(at * 37) % 101, at < 101 ? 'first' : 'second']);
  const jobs = Array.from({ length: 2 * 101 }, () => queue.getNowait());
  expect(jobs).toEqual(
    Array.from({ length: 101 }, (_, urgency) => [
      [urgency, 'first'],
      [urgency, 'second'],
    ]).flat(),
  );
});

behaviour('AQ02', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 2 });
  const put: number[] = [];
  expect(queue.most).toBe(2);
  function* putter(): Coroutine<boolean> {
    for (const item of [0, 1, 2]) {
      yield* queue.put(item);
      put.push(item);
    }
    return true;
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(putter());
    yield;
    yield;
    expect(put).toEqual([0, 1]);
    expect(yield* queue.get()).toBe(0);
    yield;
    expect(put).toEqual([0, 1, 2]);
    expect([yield* queue.get(), yield* queue.get()]).toEqual([1, 2]);
    expect(task.result()).toBe(true);
  }
  run(main());
});

behaviour('AQ02 a fraction', () => {
  const { run } = rig();
  const queue = new LoopQueue<number>({ most: 1.3 });
  queue.putNowait(1);
  queue.putNowait(2);
  expect(queue.isFull).toBe(true);
  expect(() => queue.putNowait(3)).toThrow(QueueFull);
  const other = new LoopQueue<number>({ most: 1.3 });
  run(other.put(1));
  run(other.put(2));
  expect(other.isFull).toBe(true);
});

behaviour('AQ03', () => {
  const queue = new LoopQueue<number>({ most: 1 });
  expect(() => queue.getNowait()).toThrow(QueueEmpty);
  queue.putNowait(1);
  expect(() => queue.putNowait(2)).toThrow(QueueFull);
  expect(queue.getNowait()).toBe(1);
  expect(() => queue.getNowait()).toThrow(QueueEmpty);
});

behaviour('AQ04', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  queue.putNowait(1);
  function* main(): Coroutine<void> {
    const putters = [2, 3].map((item) => loop.createTask(queue.put(item)));
    yield;
    const before = loop.turns;
    expect(yield* queue.get()).toBe(1);
    expect(loop.turns).toBe(before);
    yield;
    expect(putters.map((task) => task.isDone)).toEqual([true, false]);
  }
  run(main());
});

behaviour('AQ04 a get that waits', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>();
  const started = new LoopEvent();
  let isOver = false;
  function* gets(): Coroutine<number> {
    started.set();
    const item = yield* queue.get();
    isOver = true;
    return item;
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(gets());
    yield* started.wait();
    expect(isOver).toBe(false);
    loop.callLater(10, () => queue.putNowait(1));
    expect(yield* task).toBe(1);
    expect(isOver).toBe(true);
  }
  run(main());
  expect(loop.time()).toBe(10);
});

behaviour('AQ04 a put that waits', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  function* main(): Coroutine<void> {
    loop.callLater(10, () => queue.getNowait());
    yield* queue.put(1);
    expect(loop.time()).toBe(0);
    yield* queue.put(2);
    expect(loop.time()).toBe(10);
    expect(queue.getNowait()).toBe(2);
  }
  run(main());
});

behaviour('AQ06 two putters', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<string>({ most: 1 });
  function* main(): Coroutine<string[]> {
    for (const item of ['a', 'b']) loop.createTask(queue.put(item));
    return [yield* queue.get(), yield* queue.get()];
  }
  expect(run(main())).toEqual(['a', 'b']);
});

behaviour('AQ06 a producer and a consumer', () => {
  const { run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  const got: number[] = [];
  function* produce(): Coroutine<void> {
    for (let item = 0; item < 5; item++) yield* queue.put(item);
  }
  function* consume(): Coroutine<void> {
    for (let item = 0; item < 5; item++) got.push(yield* queue.get());
  }
  function* main(): Coroutine<void> {
    yield* gather([produce(), consume()]);
  }
  run(main());
  expect(got).toEqual([0, 1, 2, 3, 4]);
});

behaviour('AQ06 drained once', () => {
  const { run } = rig();
  const queue = new LoopQueue<number>({ most: 2 });
  function* drain(): Coroutine<number> {
    yield;
    const count = queue.size;
    for (let item = 0; item < count; item++) queue.getNowait();
    return count;
  }
  function* main(): Coroutine<number> {
    const [count] = yield* gather([drain(), queue.put(0), queue.put(1), queue.put(2), queue.put(3)]);
    return count;
  }
  expect(run(main())).toBe(2);
  expect([queue.getNowait(), queue.getNowait()]).toEqual([2, 3]);
  expect(String(queue)).toBe('queue (size=0/2, unfinished=4)');
});

behaviour('AQ14', () => {
  const { loop, run } = rig();
  const queue = new LoopQueue<number>({ most: 1 });
  const texts: string[] = [];
  const look = (): void => void texts.push(String(queue));
  function* main(): Coroutine<void> {
    look();
    loop.createTask(queue.get());
    yield* sleep(1);
    look();
    queue.putNowait(1);
    yield;
    look();
    queue.putNowait(2);
    loop.createTask(queue.put(3));
    yield;
    look();
    queue.getNowait();
    yield;
    queue.taskDone();
    queue.shutDown();
    look();
    queue.shutDown({ immediate: true });
    look();
  }
  run(main());
  expect(texts).toEqual([
    'queue (size=0/1)',
    'queue (size=0/1, getters:1)',
    'queue (size=0/1, unfinished=1)',
    'queue (size=1/1, putters:1, unfinished=2)',
    'queue (size=1/1, unfinished=2, shut down)',
    'queue (size=0/1, unfinished=1, shut down)',
  ]);
  expect(String(new LoopQueue())).toBe('queue (size=0)');
});
