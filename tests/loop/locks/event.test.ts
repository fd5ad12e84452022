/** The loop's event. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop } from '../../../src/loop/errors.ts';
import { LoopEvent } from '../../../src/loop/locks/event.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AE01', () => {
  const { loop, events, run } = rig();
  const event = new LoopEvent();
  function* waits(name: string): Coroutine<void> {
    if (yield* event.wait()) events.push(name);
  }
  function* main(): Coroutine<void> {
    expect(event.isSet).toBe(false);
    const tasks = [loop.createTask(waits('1')), loop.createTask(waits('2'))];
    yield;
    expect(events).toEqual([]);
    tasks.push(loop.createTask(waits('3')));
    event.set();
    yield;
    expect(events).toEqual(['3', '1', '2']);
    expect(tasks.every((task) => task.isDone)).toBe(true);
  }
  run(main());
});

behaviour('AE02', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const set = new LoopEvent();
    set.set();
    const before = loop.turns;
    expect(yield* set.wait()).toBe(true);
    expect(loop.turns).toBe(before);

    const event = new LoopEvent();
    const task = loop.createTask(event.wait());
    loop.callSoon(() => {
      expect(event.waiting).toBe(1);
      task.cancel();
    });
    expect(yield* thrownBy(task)).toBeInstanceOf(CancelledError);
    expect(event.waiting).toBe(0);
    expect(event.isSet).toBe(false);
  }
  run(main());
});

behaviour('AE03', () => {
  const { loop, events, run } = rig();
  const event = new LoopEvent();
  function* waits(): Coroutine<boolean> {
    const set = yield* event.wait();
    events.push('goes');
    return set;
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(waits());
    yield;
    event.set();
    event.clear();
    expect(event.isSet).toBe(false);
    event.set();
    event.set();
    expect(event.waiting).toBe(1);
    yield;
    expect(events).toEqual(['goes']);
    expect(event.waiting).toBe(0);
    expect(task.result()).toBe(true);
  }
  run(main());
});

behaviour('AE03 also cleared again before it runs', () => {
  const { loop, run } = rig();
  const event = new LoopEvent();
  function* main(): Coroutine<void> {
    const task = loop.createTask(event.wait());
    yield;
    event.set();
    event.clear();
    const late = loop.createTask(event.wait());
    yield;
    expect(task.result()).toBe(true);
    expect(late.isDone).toBe(false);
    expect(String(event)).toBe('event (unset, waiters:1)');
    event.set();
    expect(yield* late).toBe(true);
  }
  run(main());
});

behaviour('AE04', () => {
  const { loop, run } = rig();
  const event = new LoopEvent();
  function* main(): Coroutine<void> {
    expect(String(event)).toBe('event (unset)');
    for (const waiting of [1, 2]) {
      loop.createTask(event.wait());
      yield;
      expect(String(event)).toBe(`event (unset, waiters:${waiting})`);
    }
    event.set();
    expect(String(event)).toBe('event (set, waiters:2)');
    yield;
    expect(String(event)).toBe('event (set)');
    event.clear();
    expect(String(event)).toBe('event (unset)');
  }
  run(main());
});

behaviour('AE02 on a second loop it fails where it must wait', () => {
  const [first, second] = [rig(), rig()];
  const event = new LoopEvent();
  function* contested(): Coroutine<boolean> {
    const task = first.loop.createTask(event.wait());
    yield;
    event.set();
    return yield* task;
  }
  expect(first.run(contested())).toBe(true);
  expect(second.run(event.wait())).toBe(true);
  event.clear();
  expect(() => second.run(event.wait())).toThrow(MisusedLoop);
  expect(event.waiting).toBe(0);
});
