/** Deadlines for a piece of a task: when they fire, what is thrown, and how they are moved. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop, TimeoutError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { timeout, timeoutAt, type Timeout } from '../../src/loop/timeout.ts';
import { behaviour } from '../conformance/repeated.ts';
import { chainOf, thrownBy } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TO01', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    const thrown = yield* thrownBy(scope.run(() => sleep(10_000)));
    expect(chainOf(thrown)).toEqual(['TimeoutError', 'CancelledError']);
    expect([scope.expired(), scope.when(), loop.time()]).toEqual([true, 10, 10]);

    const deadline = loop.time() + 15;
    const at = timeoutAt(deadline);
    expect(yield* thrownBy(at.run(() => sleep(10_000)))).toBeInstanceOf(TimeoutError);
    expect([at.expired(), at.when(), loop.time()]).toEqual([true, deadline, deadline]);
  }
  run(main());
});

behaviour('TO02', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    let seen: unknown;
    const thrown = yield* thrownBy(
      timeout(10).run(function* () {
        try {
          yield* sleep(10_000);
        } catch (error) {
          seen = error;
          throw error;
        }
      }),
    );
    expect(seen).toBeInstanceOf(CancelledError);
    expect(thrown).toBeInstanceOf(TimeoutError);
    expect((thrown as TimeoutError).cause).toBe(seen);
  }
  run(main());
});

behaviour('TO03', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const inTime = timeout(10_000);
    expect(yield* inTime.run(() => sleep(10, 'value'))).toBe('value');
    expect(inTime.expired()).toBe(false);
    expect(inTime.when()).toBe(10_000);
    expect(inTime.when()).toBeGreaterThan(loop.time());
    yield;
    // Its timer went with it.
    expect(loop.nextDue()).toBe(Infinity);
    for (const none of [timeout(null), timeoutAt(null)]) {
      yield* none.run(() => sleep(100_000));
      expect([none.expired(), none.when()]).toEqual([false, null]);
    }
  }
  run(main());
});

behaviour('TO04', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    yield* sleep(100);
    for (const sleepMs of [0, 10_000]) {
      const now = timeout(0);
      expect(yield* thrownBy(now.run(() => sleep(sleepMs)))).toBeInstanceOf(TimeoutError);
      expect([now.expired(), now.when()]).toEqual([true, 100]);

      const past = timeout(-11);
      expect(yield* thrownBy(past.run(() => sleep(sleepMs)))).toBeInstanceOf(TimeoutError);
      expect([past.expired(), past.when()]).toEqual([true, 89]);

      const at = timeoutAt(20);
      expect(yield* thrownBy(at.run(() => sleep(sleepMs)))).toBeInstanceOf(TimeoutError);
      expect([at.expired(), at.when()]).toEqual([true, 20]);
    }
    expect(loop.time()).toBe(100);
    // Without a wait there is nothing to fire at.
    const busy = timeout(0);
    expect(
      yield* busy.run(function* (): Coroutine<string> {
        return 'no wait';
      }),
    ).toBe('no wait');
    expect(busy.expired()).toBe(false);
    yield* sleep(1);
  }
  run(main());
});

behaviour('TO08', () => {
  const { loop, run, events } = rig();
  function* outer(): Coroutine<string> {
    expect(yield* thrownBy(timeout(1).run(() => sleep(10_000)))).toBeInstanceOf(TimeoutError);
    yield* sleep(5);
    events.push('goes on');
    return 'result';
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(outer());
    expect(yield* task).toBe('result');
    expect([task.isDone, task.isCancelled, task.cancelling]).toEqual([true, false, 0]);
  }
  run(main());
  expect(events).toEqual(['goes on']);
});

behaviour('TO10', () => {
  const { loop, run } = rig();
  function* body(scope: Timeout): Coroutine<void> {
    yield* scope.run(() => sleep(50_000));
  }
  function* main(): Coroutine<void> {
    const scope = timeoutAt(10_000);
    expect(() => scope.reschedule(20)).toThrow('has not been entered');
    const task = loop.createTask(body(scope));
    yield* sleep(1);
    expect(scope.when()).toBe(10_000);
    scope.reschedule(30_000);
    expect(scope.when()).toBe(30_000);
    yield* sleep(20_000);
    expect([task.isDone, scope.expired()]).toEqual([false, false]);
    scope.reschedule(null);
    expect(scope.when()).toBe(null);
    yield* sleep(20_000);
    task.cancel();
    expect(yield* thrownBy(task)).toBeInstanceOf(CancelledError);
    expect(scope.expired()).toBe(false);
    expect(() => scope.reschedule(60_000)).toThrow('is finished');

    // To earlier, and from none.
    const earlier = timeout(null);
    const start = loop.time();
    const thrown = yield* thrownBy(
      earlier.run(function* () {
        earlier.reschedule(start + 5_000);
        earlier.reschedule(start + 5);
        yield* sleep(10_000);
      }),
    );
    expect([thrown instanceof TimeoutError, loop.time()]).toEqual([true, start + 5]);
    expect(() => earlier.reschedule(start + 20)).toThrow('is expired');
  }
  run(main());
});

behaviour('TO10 in each state but the active one it is an error', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    expect(() => scope.reschedule(20)).toThrow(MisusedLoop);
    yield* thrownBy(
      scope.run(function* () {
        try {
          yield* sleep(10_000);
        } finally {
          expect(() => scope.reschedule(20)).toThrow(MisusedLoop);
          expect(() => scope.reschedule(20)).toThrow('is expiring');
          expect(scope.expired()).toBe(true);
        }
      }),
    );
    expect(() => scope.reschedule(20)).toThrow(MisusedLoop);
    const finished = timeout(10);
    yield* finished.run(() => sleep(1));
    expect(() => finished.reschedule(null)).toThrow(MisusedLoop);
  }
  run(main());
});

behaviour('TO11', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    yield* scope.run(function* () {
      const nested = yield* thrownBy(scope.run(() => sleep(0)));
      expect(nested).toBeInstanceOf(MisusedLoop);
      expect(String(nested)).toContain('has been entered already');
    });
    expect(yield* thrownBy(scope.run(() => sleep(0)))).toBeInstanceOf(MisusedLoop);

    const withoutTask = timeout(10);
    let refused: unknown;
    loop.callSoon(() => {
      try {
        withoutTask.run(() => sleep(0)).next();
      } catch (error) {
        refused = error;
      }
    });
    yield;
    yield;
    expect(refused).toBeInstanceOf(MisusedLoop);
    expect(String(refused)).toContain('inside a task');
    expect(() => withoutTask.reschedule(20)).toThrow('has not been entered');
  }
  run(main());
  expect(() => timeout(10)).toThrow(MisusedLoop);
  expect(() =>
    timeoutAt(10)
      .run(() => sleep(0))
      .next(),
  ).toThrow(MisusedLoop);
});

behaviour('TO14', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    const scope = timeout(10.12345);
    expect(String(scope)).toBe('<Timeout [created]>');
    yield* scope.run(function* () {
      expect(String(scope)).toBe('<Timeout [active] when=10.123>');
      yield* sleep(1);
    });
    expect(String(scope)).toBe('<Timeout [finished]>');

    const none = timeout(null);
    yield* none.run(function* () {
      expect(String(none)).toBe('<Timeout [active] when=null>');
    });

    const expired = timeout(10);
    yield* thrownBy(
      expired.run(function* () {
        try {
          yield* sleep(1_000);
        } finally {
          expect(String(expired)).toBe('<Timeout [expiring]>');
        }
      }),
    );
    expect(String(expired)).toBe('<Timeout [expired]>');
  }
  run(main());
});

test('a body that is closed leaves no timer and no request behind', () => {
  const { loop, run } = rig();
  function* scope(): Coroutine<void> {
    yield* timeout(10).run(() => sleep(100));
  }
  function* main(): Coroutine<void> {
    const task: Task<void> = loop.createTask(scope());
    yield* sleep(1);
    task.coroutine.return();
    yield* sleep(50);
    expect(task.cancelling).toBe(0);
    task.cancel();
    yield* thrownBy(task);
  }
  run(main());
});

test('NaN is no deadline', () => {
  expect(() => timeoutAt(NaN)).toThrow(RangeError);
});
