/**
 * The whole order of events where a queue, a condition and a barrier work together, on virtual time: the trace is the specification.
 * The same scenario written for CPython 3.11's asyncio, with 3.13's `Queue.shutdown`, takes the same turns in the same order.
 */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { LoopCondition } from '../../../src/loop/locks/condition.ts';
import { LoopQueue } from '../../../src/loop/locks/queue.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { QueueShutDown } from '../../../src/sync/errors.ts';
import { rig } from '../rig.ts';

test('a producer, four consumers of which one is cancelled, and a reporter take their turns in this order', () => {
  const { loop, events, run } = rig();
  const say = (text: string): void => void events.push(`${loop.time()} ${text}`);
  const queue = new LoopQueue<number>({ most: 1 });
  const start = new LoopBarrier(5);
  const changed = new LoopCondition();
  let eaten = 0;

  function* producer(): Coroutine<void> {
    say(`producer starts at place ${yield* start.wait()}`);
    for (const item of [1, 2, 3, 4]) {
      yield* queue.put(item);
      say(`producer has put ${item}`);
      yield* sleep(1);
    }
    yield* queue.join();
    say('producer shuts the queue down');
    queue.shutDown();
  }
  function* count(name: string, item: number): Coroutine<void> {
    eaten += 1;
    say(`${name} has eaten ${item}`);
    changed.notify();
  }
  function* consumer(name: string): Coroutine<string> {
    say(`${name} starts at place ${yield* start.wait()}`);
    try {
      for (;;) {
        const item = yield* queue.get();
        say(`${name} takes ${item}`);
        yield* sleep(3);
        yield* changed.holding(() => count(name, item));
        queue.taskDone();
      }
    } catch (error) {
      say(`${name} leaves: ${(error as Error).name}`);
      if (!(error instanceof QueueShutDown)) throw error;
      return name;
    }
  }
  function* report(): Coroutine<void> {
    for (const wanted of [1, 4]) {
      yield* changed.waitFor(() => eaten >= wanted);
      say(`reporter sees ${eaten} and keeps the lock`);
      yield* sleep(2);
    }
    say('reporter ends');
  }
  function* canceller(consumers: readonly Task<string>[]): Coroutine<void> {
    yield* sleep(2);
    // One turn more, and the third item has woken c, which has not run yet.
    yield;
    say(`c is cancelled: ${String(queue)}`);
    consumers[2]?.cancel();
  }
  function* main(): Coroutine<void> {
    const reporter = loop.createTask(changed.holding(report));
    const consumers = ['a', 'b', 'c', 'd'].map((name) => loop.createTask(consumer(name)));
    yield* sleep(5);
    say(`main starts the producer: ${String(start)}`);
    const makes = loop.createTask(producer());
    loop.createTask(canceller(consumers));
    yield* makes;
    say(`main sees ${String(queue)}, ${String(changed)}, ${String(start)}`);
    yield* reporter;
    say(`main sees ${consumers.map(({ state }) => state).join(', ')}`);
  }

  run(main());
  expect(events).toEqual([
    '5 main starts the producer: barrier (filling, waiters:4/5)',
    '5 producer starts at place 4',
    '5 producer has put 1',
    '5 a starts at place 0',
    '5 a takes 1',
    '5 b starts at place 1',
    '5 c starts at place 2',
    '5 d starts at place 3',
    '6 producer has put 2',
    '6 b takes 2',
    '7 producer has put 3',
    '7 c is cancelled: queue (size=1/1, getters:2, unfinished=3)',
    '7 c leaves: CancelledError',
    '7 d takes 3',
    '8 a has eaten 1',
    '8 producer has put 4',
    '8 reporter sees 1 and keeps the lock',
    '8 a takes 4',
    '10 b has eaten 2',
    '10 d has eaten 3',
    '11 a has eaten 4',
    '11 reporter sees 4 and keeps the lock',
    '11 producer shuts the queue down',
    '11 b leaves: QueueShutDown',
    '11 d leaves: QueueShutDown',
    '11 a leaves: QueueShutDown',
    '11 main sees queue (size=0/1, shut down), condition (locked), barrier (filling, waiters:0/5)',
    '13 reporter ends',
    '13 main sees finished, finished, cancelled, finished',
  ]);
});
