/** The end of the loop's queue, in every order: items reported as done, join, shutting down. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { gather } from '../../../src/loop/gather.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { QueueShutDown, ReleasedTooOften } from '../../../src/sync/errors.ts';
import { QUEUE_ORDERS } from '../../../src/sync/queue.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig, type Rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

/** Nothing goes in or comes out any more, waiting or not. */
function* expectShut(queue: LoopQueue<string>): Coroutine<void> {
  expect(yield* thrownBy(queue.put('data'))).toBeInstanceOf(QueueShutDown);
  expect(() => queue.putNowait('data')).toThrow(QueueShutDown);
  expect(yield* thrownBy(queue.get())).toBeInstanceOf(QueueShutDown);
  expect(() => queue.getNowait()).toThrow(QueueShutDown);
  expect(queue.isShutDown).toBe(true);
}

/** Plays `scenario` on a loop of its own with a queue of each order. */
function inEveryOrder(
  scenario: (queue: LoopQueue<string>, loop: Rig['loop']) => Coroutine<void>,
  most = Infinity,
): void {
  for (const order of QUEUE_ORDERS) {
    const { loop, run, faults } = rig();
    run(scenario(new LoopQueue<string>({ order, most }), loop));
    loop.close();
    expect(faults).toEqual([]);
  }
}

behaviour('AQ10', () => {
  for (const order of QUEUE_ORDERS) {
    const { loop, run } = rig();
    const queue = new LoopQueue<number>({ order });
    expect(() => queue.taskDone()).toThrow(ReleasedTooOften);
    for (let item = 0; item < 100; item++) queue.putNowait(item);
    let sum = 0;
    let running = true;
    function* work(): Coroutine<void> {
      while (running) {
        sum += yield* queue.get();
        queue.taskDone();
      }
    }
    function* main(): Coroutine<void> {
      const workers = [loop.createTask(work()), loop.createTask(work())];
      yield* queue.join();
      expect(sum).toBe(4950);
      running = false;
      for (const { isDone } of workers) {
        expect(isDone).toBe(false);
        queue.putNowait(0);
      }
      yield* gather(workers);
      expect(() => queue.taskDone()).toThrow(ReleasedTooOften);
    }
    run(main());
  }
});

behaviour('AQ10 join of an empty one', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    const before = loop.turns;
    yield* queue.join();
    yield* queue.join();
    expect(loop.turns).toBe(before);
  });
});

behaviour('AQ11', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    const getter = loop.createTask(queue.get());
    yield;
    queue.shutDown();
    expect(queue.size).toBe(0);
    yield* queue.join();
    yield;
    expect(getter.isDone).toBe(true);
    expect(yield* thrownBy(getter)).toBeInstanceOf(QueueShutDown);
    expect(queue.getting).toBe(0);
    yield* expectShut(queue);
  });
});

behaviour('AQ12', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    queue.putNowait('data');
    const joiner = loop.createTask(queue.join());
    const putter = loop.createTask(queue.put('data2'));
    yield;
    expect(putter.isDone).toBe(false);
    queue.shutDown();
    expect([queue.size, queue.unfinished]).toEqual([1, 1]);
    yield;
    expect(putter.isDone).toBe(true);
    expect(yield* thrownBy(putter)).toBeInstanceOf(QueueShutDown);
    expect(queue.putting).toBe(0);
    expect(yield* queue.get()).toBe('data');
    yield;
    expect(joiner.isDone).toBe(false);
    yield* expectShut(queue);
    queue.taskDone();
    expect(queue.unfinished).toBe(0);
    yield;
    expect(joiner.isDone).toBe(true);
    yield* joiner;
    expect(() => queue.taskDone()).toThrow(ReleasedTooOften);
  }, 1);
});

behaviour('AQ13', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    queue.putNowait('data');
    const joiner = loop.createTask(queue.join());
    yield;
    expect([joiner.isDone, queue.unfinished]).toEqual([false, 1]);
    queue.shutDown({ immediate: true });
    expect([queue.size, queue.unfinished]).toEqual([0, 0]);
    yield;
    expect(joiner.isDone).toBe(true);
    yield* joiner;
    yield* expectShut(queue);
    expect(() => queue.taskDone()).toThrow(ReleasedTooOften);
  });
});

behaviour('AQ13 with an item that was taken before', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    queue.putNowait('data');
    queue.putNowait('data');
    const joiner = loop.createTask(queue.join());
    expect(yield* queue.get()).toBe('data');
    expect(queue.unfinished).toBe(2);
    queue.shutDown({ immediate: true });
    expect([queue.size, queue.unfinished]).toEqual([0, 1]);
    yield;
    expect(joiner.isDone).toBe(false);
    yield* expectShut(queue);
    queue.taskDone();
    expect(() => queue.taskDone()).toThrow(ReleasedTooOften);
    yield;
    expect(joiner.isDone).toBe(true);
    yield* joiner;
  });
});

behaviour('AQ13 while a putter waits', () => {
  inEveryOrder(function* (queue, loop): Coroutine<void> {
    queue.putNowait('data');
    const putter = loop.createTask(queue.put('data2'));
    yield;
    queue.shutDown({ immediate: true });
    expect(yield* thrownBy(putter)).toBeInstanceOf(QueueShutDown);
    expect([queue.size, queue.unfinished]).toEqual([0, 0]);
  }, 1);
});
