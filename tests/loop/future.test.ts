/** The future of a loop by itself, without tasks. */
import { expect } from 'vitest';
import { CancelledError, InvalidState } from '../../src/loop/errors.ts';
import type { EventLoop } from '../../src/loop/event-loop.ts';
import { setResultUnlessCancelled, type DoneCallback, type LoopFuture } from '../../src/loop/loop-future.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

/** What a call throws, or `nothing thrown`. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return 'nothing thrown';
}

behaviour('AF01', () => {
  const { loop } = rig();
  const future = loop.createFuture<number>();
  expect(future.state).toBe('pending');
  expect(future.isDone).toBe(false);
  expect(future.isCancelled).toBe(false);
  expect(future.callbackCount).toBe(0);
  expect(future.loop).toBe(loop);
  expect(() => future.result()).toThrow(InvalidState);
  expect(() => future.exception()).toThrow(InvalidState);

  future.setResult(42);
  expect(future.state).toBe('finished');
  expect(future.result()).toBe(42);
  expect(future.exception()).toBe(null);
  expect(() => future.setResult(43)).toThrow(InvalidState);
  expect(() => future.setException(new Error('too late'))).toThrow(InvalidState);
  expect(future.result()).toBe(42);

  const failing = loop.createFuture<number>();
  const error = new RangeError('a fault');
  failing.setException(error);
  expect(failing.isDone).toBe(true);
  expect(failing.isCancelled).toBe(false);
  expect(thrownBy(() => failing.result())).toBe(error);
  expect(failing.exception()).toEqual({ thrown: error });
  expect(() => failing.setResult(1)).toThrow(InvalidState);
  expect(() => failing.setException(new Error('too late'))).toThrow(InvalidState);
});

behaviour('AF02', () => {
  const { loop } = rig();
  const future = loop.createFuture<number>();
  expect(future.cancel()).toBe(true);
  expect(future.isCancelled).toBe(true);
  expect(future.isDone).toBe(true);
  expect(() => future.result()).toThrow(CancelledError);
  expect(() => future.exception()).toThrow(CancelledError);
  expect(() => future.setResult(1)).toThrow(InvalidState);
  expect(() => future.setException(new Error('late'))).toThrow(InvalidState);
  expect(future.cancel()).toBe(false);

  const finished = loop.createFuture<number>();
  finished.setResult(1);
  expect(finished.cancel()).toBe(false);
  expect(finished.isCancelled).toBe(false);
  expect(finished.result()).toBe(1);
});

behaviour('AF03', () => {
  const { loop } = rig();
  for (const reason of ['my message', 5, null, undefined]) {
    const future = loop.createFuture<number>();
    future.cancel(reason);
    for (const ask of [() => future.result(), () => future.exception()]) {
      const error = thrownBy(ask);
      expect(error).toBeInstanceOf(CancelledError);
      expect((error as CancelledError).reason).toBe(reason);
    }
  }
  const named = loop.createFuture<number>();
  named.cancel('my message');
  expect(() => named.result()).toThrow('cancelled: my message');
});

behaviour('AF04', () => {
  const { loop } = rig();
  for (const thrown of [undefined, null, false, 'text', { an: 'object' }, () => 'a function']) {
    const future = loop.createFuture<number>();
    future.setException(thrown);
    expect(future.exception()).toEqual({ thrown });
    expect(thrownBy(() => future.result())).toBe(thrown);
  }
  for (const errorClass of [Error, RangeError, CancelledError]) {
    const future = loop.createFuture<number>();
    future.setException(errorClass);
    expect(future.isCancelled).toBe(false);
    expect(future.exception()?.thrown).toBeInstanceOf(errorClass);
  }
});

behaviour('AF05', () => {
  const ends: ((future: LoopFuture<string>) => unknown)[] = [
    (future) => future.setResult('value'),
    (future) => future.setException(new Error('a fault')),
    (future) => future.cancel(),
  ];
  for (const end of ends) {
    const { loop, events, run } = rig();
    const future = loop.createFuture<string>();
    const say =
      (text: string): DoneCallback<string> =>
      (told) =>
        void events.push(`${text} ${told === future} ${told.isDone} turn ${loop.turns}`);
    future.addDoneCallback(say('first'));
    future.addDoneCallback(say('second'));
    loop.callSoon(() => {
      end(future);
      future.addDoneCallback(say('added when done'));
      events.push(`ended in turn ${loop.turns}`);
    });
    run(sleep(5));
    expect(events).toEqual([
      'ended in turn 1',
      'first true true turn 2',
      'second true true turn 2',
      'added when done true true turn 2',
    ]);
    future.markSeen();
  }
});

behaviour('AF05 a fault of one goes to the exception handler', () => {
  const { loop, events, faults, run } = rig();
  const future = loop.createFuture<void>();
  const error = new Error('of the callback');
  future.addDoneCallback(() => {
    throw error;
  });
  future.addDoneCallback(() => events.push('the next one'));
  future.setResult();
  run(sleep(1));
  expect(events).toEqual(['the next one']);
  expect(faults.map((fault) => fault.error)).toEqual([error]);
});

/** A future with callbacks that write their numbers into `bag`. */
function bagged(loop: EventLoop): {
  readonly future: LoopFuture<string>;
  readonly bag: number[];
  readonly one: DoneCallback<string>;
  readonly two: DoneCallback<string>;
  readonly three: DoneCallback<string>;
} {
  const bag: number[] = [];
  const put = (number: number) => (): void => void bag.push(number);
  return { future: loop.createFuture<string>(), bag, one: put(1), two: put(2), three: put(3) };
}

behaviour('AF06', () => {
  const { loop, run } = rig();
  const { future, bag, one, two, three } = bagged(loop);
  future.addDoneCallback(one);
  future.addDoneCallback(two);
  expect(future.removeDoneCallback(two)).toBe(1);
  expect(future.removeDoneCallback(three)).toBe(0);
  future.addDoneCallback(two);
  for (let again = 0; again < 5; again++) future.addDoneCallback(one);
  expect(future.callbackCount).toBe(7);
  expect(future.removeDoneCallback(one)).toBe(6);
  expect(bag).toEqual([]);
  future.setResult('value');
  run(sleep(1));
  expect(bag).toEqual([2]);
  expect(future.result()).toBe('value');
});

behaviour('AF06 the first, the first two, or the last', () => {
  for (const left of [[2, 3], [3], [1, 2]]) {
    const { loop, run } = rig();
    const { future, bag, one, two, three } = bagged(loop);
    for (const callback of [one, two, three]) future.addDoneCallback(callback);
    const all = [one, two, three];
    all.forEach((callback, at) => {
      if (left.includes(at + 1)) return;
      expect(future.removeDoneCallback(callback)).toBe(1);
      expect(future.removeDoneCallback(callback)).toBe(0);
    });
    future.setResult('value');
    run(sleep(1));
    expect(bag).toEqual(left);
  }
});

behaviour('AF06 while others are told', () => {
  const { loop, run } = rig();
  const { future, bag, one, two, three } = bagged(loop);
  future.addDoneCallback((told) => {
    // Those that are told with it are on their way already, so nothing is left to remove.
    expect(told.removeDoneCallback(two)).toBe(0);
    told.addDoneCallback(three);
    bag.push(0);
  });
  future.addDoneCallback(one);
  future.addDoneCallback(two);
  future.setResult('value');
  run(sleep(1));
  expect(bag).toEqual([0, 1, 2, 3]);
});

behaviour('AF07', () => {
  const { loop, faults } = rig();
  const failed = (text: string): LoopFuture<void> => {
    const future = loop.createFuture<void>();
    future.setException(new Error(text));
    return future;
  };
  loop.createFuture<void>();
  loop.createFuture<void>().cancel();
  loop.createFuture<number>().setResult(1);
  failed('retrieved').exception();
  thrownBy(() => failed('its result was read').result());
  failed('cancelled when done').cancel();
  failed('dealt with otherwise').markSeen();
  const first = failed('first');
  const second = failed('second');
  expect(faults).toEqual([]);
  loop.close();
  const message = 'Future exception was never retrieved';
  expect(faults.map((fault) => [fault.message, String(fault.error)])).toEqual([
    [message, 'Error: first'],
    [message, 'Error: second'],
  ]);
  // By hand: a future is iterable, and a comparison would wait for it.
  expect(faults[0]?.source).toBe(first);
  expect(faults[1]?.source).toBe(second);
  loop.close();
  expect(faults).toHaveLength(2);
});

behaviour('AF07 of a task, by its own name', () => {
  const { loop, faults, run } = rig();
  const error = new Error('a fault');
  const task = loop.createTask(
    (function* () {
      throw error;
    })(),
  );
  run(sleep(1));
  loop.close();
  expect(faults).toHaveLength(1);
  expect(faults[0]?.message).toBe('Task exception was never retrieved');
  expect(faults[0]?.error).toBe(error);
  expect(faults[0]?.source).toBe(task);
});

behaviour('AF09', () => {
  const { loop } = rig();
  const cancelled = loop.createFuture<string>();
  cancelled.cancel();
  setResultUnlessCancelled(cancelled, 'late');
  expect(cancelled.isCancelled).toBe(true);
  expect(() => cancelled.result()).toThrow(CancelledError);
  const pending = loop.createFuture<string>();
  setResultUnlessCancelled(pending, 'in time');
  expect(pending.result()).toBe('in time');
  expect(() => setResultUnlessCancelled(pending, 'again')).toThrow(InvalidState);
});
