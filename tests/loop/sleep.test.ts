/** Waiting for a time. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

behaviour('SL01', () => {
  const { loop, events, run } = rig();
  function* main(): Coroutine<void> {
    for (const delay of [0, -5]) {
      const before = loop.turns;
      loop.callSoon(() => {
        events.push('asked for before');
        loop.callSoon(() => events.push('asked for meanwhile'));
      });
      events.push(yield* sleep(delay, 'value'));
      expect(loop.turns).toBe(before + 1);
      yield;
    }
  }
  run(main());
  expect(events).toEqual([
    'asked for before',
    'value',
    'asked for meanwhile',
    'asked for before',
    'value',
    'asked for meanwhile',
  ]);
  expect(loop.time()).toBe(0);
  expect(loop.timerCount).toBe(0);
});

behaviour('SL02', () => {
  const { loop, events, run } = rig();
  function* sleeper(delay: number, value: string): Coroutine<string> {
    yield* sleep(delay / 2);
    const woken = yield* sleep(delay / 2, value);
    events.push(`${loop.time()} ${woken}`);
    return woken;
  }
  expect(run(sleeper(100, 'yeah'))).toBe('yeah');
  const others = [loop.createTask(sleeper(60, 'b')), loop.createTask(sleeper(20, 'a'))];
  expect(run(sleeper(100, 'c'))).toBe('c');
  expect(others.map((task) => task.result())).toEqual(['b', 'a']);
  expect(events).toEqual(['100 yeah', '120 a', '160 b', '200 c']);
  expect(run(loop.createTask(sleep(5, 'as a task of its own')))).toBe('as a task of its own');
  expect(loop.time()).toBe(205);
});

behaviour('SL03', () => {
  expect(() => sleep(NaN)).toThrow(RangeError);
  expect(() => sleep(NaN, 'value')).toThrow(RangeError);
});

behaviour('SL04', () => {
  const { loop, run } = rig();
  function* cancelled(): Coroutine<string> {
    const task = loop.createTask(sleep(10_000, 'never'));
    yield;
    expect(loop.timerCount).toBe(1);
    expect(loop.nextDue()).toBe(10_000);
    task.cancel();
    try {
      yield* task;
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
      return 'cancelled';
    }
    return 'not cancelled';
  }
  expect(run(cancelled())).toBe('cancelled');
  expect(loop.nextDue()).toBe(Infinity);
  expect(loop.timerCount).toBe(0);
  expect(loop.time()).toBe(0);
});

behaviour('SL04 and without ever having begun it needs none', () => {
  const { loop, run } = rig();
  const task = loop.createTask(sleep(10_000));
  task.cancel();
  expect(() => run(task)).toThrow(CancelledError);
  expect(loop.timerCount).toBe(0);
});
