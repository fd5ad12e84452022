/** A queue in the style of callbacks: who gets what, and when they are called back. On virtual time. */
import { expect, test } from 'vitest';
import { CancelledError } from '../../src/loop/errors.ts';
import { DeferredQueue } from '../../src/loop/deferred-queue.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { BadArgument } from '../../src/sync/errors.ts';
import { rig, type Rig } from './rig.ts';

function watched(room: number): Rig & { readonly queue: DeferredQueue<string> } {
  const on = rig();
  return { ...on, queue: new DeferredQueue<string>(on.loop, room) };
}

test('items come out in the order in which they were put, and getters have them in the order of coming', () => {
  const { queue, events, run } = watched(9);
  queue.get().addCallback((item) => void events.push(`first got ${item}`));
  queue.get().addCallback((item) => void events.push(`second got ${item}`));
  for (const item of ['a', 'b', 'c']) queue.put(item);
  queue.get().addCallback((item) => void events.push(`third got ${item}`));
  events.push('put and asked');
  run(sleep(0));
  // What was there is had at once, what was waited for on a turn of the loop.
  expect(events).toEqual(['third got c', 'put and asked', 'first got a', 'second got b']);
});

test('who puts into a full queue is called back once there is room', () => {
  const { queue, events, run } = watched(1);
  for (const item of ['a', 'b', 'c']) queue.put(item).addCallback(() => void events.push(`put ${item}`));
  run(sleep(0));
  expect(events).toEqual(['put a']);
  const got: string[] = [];
  for (let taken = 0; taken < 3; taken++) queue.get().addCallback((item) => void got.push(item));
  run(sleep(0));
  expect({ got, events }).toEqual({ got: ['a', 'b', 'c'], events: ['put a', 'put b', 'put c'] });
  expect(queue.size).toBe(0);
});

test('whoever is cancelled takes no item and puts none', () => {
  const { queue, events, run } = watched(1);
  const getter = queue.get();
  getter.addErrback((failure) => void events.push(String(failure.check(CancelledError)?.name)));
  getter.cancel();
  queue.put('a');
  const putter = queue.put('b');
  putter.addErrback((failure) => void events.push(String(failure.check(CancelledError)?.name)));
  putter.cancel();
  queue.get().addCallback((item) => void events.push(item));
  run(sleep(0));
  expect({ events, size: queue.size }).toEqual({ events: ['CancelledError', 'CancelledError', 'a'], size: 0 });
});

test('ten thousand who wait for each other in a row do not use up the stack', () => {
  const { queue, loop } = watched(1);
  let held = 0;
  const work = (): void => {
    held += 1;
    queue.put('token');
  };
  for (let waiting = 0; waiting < 10_000; waiting++) queue.get().addCallback(work);
  queue.put('token');
  while (loop.nextDue() < Infinity) loop.turn();
  expect(held).toBe(10_000);
});

test('a bound that lets nothing in is refused', () => {
  expect(() => watched(0)).toThrow(BadArgument);
});
