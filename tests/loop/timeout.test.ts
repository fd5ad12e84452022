/** Deadlines for a piece of a task: who throws what, and that nobody else's cancellation is swallowed. */
import { expect, test } from 'vitest';
import type { Awaitable, Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, chained, MisusedLoop, TimeoutError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { TaskGroup, TaskGroupError } from '../../src/loop/task-group.ts';
import { timeout, timeoutAt, type Timeout } from '../../src/loop/timeout.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

function* thrownBy(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable;
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The kinds of error from `error` down its causes. */
function chainOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) names.push(at.name);
  return names;
}

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

behaviour('TO05', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const [outer, inner] = [timeoutAt(10), timeoutAt(10)];
    let between: unknown;
    const thrown = yield* thrownBy(
      outer.run(function* () {
        between = yield* thrownBy(inner.run(() => sleep(10_000)));
        throw between;
      }),
    );
    expect(between).toBeInstanceOf(CancelledError);
    expect(chainOf(thrown)).toEqual(['TimeoutError', 'CancelledError']);
    expect([outer.expired(), inner.expired()]).toEqual([true, true]);
    expect(loop.currentTask?.cancelling).toBe(0);
  }
  run(main());
});

behaviour('TO06', () => {
  const { loop, run } = rig();
  const own = new Error('of the body');
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    function* throwsAtOnce(): Coroutine<void> {
      throw own;
    }
    expect(yield* thrownBy(scope.run(throwsAtOnce))).toBe(own);
    expect([scope.expired(), own.cause]).toEqual([false, undefined]);

    const expired = timeout(10);
    const inCleanUp = new Error('in clean-up');
    const thrown = yield* thrownBy(
      expired.run(function* () {
        try {
          yield* sleep(10_000);
        } catch {
          throw inCleanUp;
        }
      }),
    );
    expect(thrown).toBe(inCleanUp);
    expect(chainOf(thrown)).toEqual(['Error', 'TimeoutError', 'CancelledError']);
    expect([expired.expired(), loop.currentTask?.cancelling]).toEqual([true, 0]);
  }
  run(main());
});

behaviour('TO06 with causes of its own', () => {
  const { run } = rig();
  /** What comes out of a body that makes `error` of its cancellation. */
  function* madeOfCancellation(make: (cancelled: unknown) => Error): Coroutine<unknown> {
    return yield* thrownBy(
      timeout(10).run(function* () {
        try {
          yield* sleep(10_000);
        } catch (cancelled) {
          throw make(cancelled);
        }
      }),
    );
  }
  function* main(): Coroutine<void> {
    const linked = yield* madeOfCancellation(
      (cancelled) => new RangeError('last', { cause: new TypeError('first', { cause: cancelled }) }),
    );
    expect(chainOf(linked)).toEqual(['RangeError', 'TypeError', 'TimeoutError', 'CancelledError']);
    const ownChain = yield* madeOfCancellation(() => new RangeError('last', { cause: new TypeError('first') }));
    expect(chainOf(ownChain)).toEqual(['RangeError', 'TypeError', 'TimeoutError', 'CancelledError']);
    // A ring of causes does not hang it.
    const [one, other] = [new RangeError('one'), new TypeError('other')];
    one.cause = other;
    other.cause = one;
    expect(yield* madeOfCancellation(() => one)).toBe(one);
  }
  run(main());
});

behaviour('TO07', () => {
  const { loop, run } = rig();
  function* cancelsItself(scope: Timeout): Coroutine<void> {
    yield* scope.run(function* () {
      loop.currentTask?.cancel('from elsewhere');
      yield* sleep(10_000);
    });
  }
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    const task = loop.createTask(cancelsItself(scope));
    const thrown = yield* thrownBy(task);
    expect(thrown).toBeInstanceOf(CancelledError);
    expect([(thrown as CancelledError).reason, scope.expired(), loop.time()]).toEqual(['from elsewhere', false, 0]);
  }
  run(main());
});

test('a cancellation that comes on top of the expiry wins', () => {
  const { loop, run } = rig();
  function* body(scope: Timeout): Coroutine<void> {
    yield* scope.run(() => sleep(10_000));
  }
  function* main(): Coroutine<void> {
    const scope = timeout(10);
    const task = loop.createTask(body(scope));
    // After the expiry of this turn, before the task has its step.
    loop.callAt(10, () => task.cancel('on top'));
    yield;
    loop.callAt(10, () => task.cancel('on top'));
    expect(yield* thrownBy(task)).toBeInstanceOf(CancelledError);
    expect([scope.expired(), task.isCancelled, task.cancelling]).toEqual([true, true, 2]);
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

behaviour('TO09', () => {
  const { loop, clock, run } = rig();
  function* main(): Coroutine<void> {
    const [outer, inner] = [timeout(2), timeout(100)];
    let innerThrown: unknown;
    const thrown = yield* thrownBy(
      outer.run(function* () {
        innerThrown = yield* thrownBy(
          inner.run(function* () {
            // Busy beyond both deadlines.
            clock.advance(200);
            yield* sleep(10_000);
          }),
        );
        throw innerThrown;
      }),
    );
    // Both have expired in one turn: the outer one throws for both.
    expect(thrown).toBeInstanceOf(TimeoutError);
    expect([outer.expired(), inner.expired()]).toEqual([true, true]);
    expect(loop.currentTask?.cancelling).toBe(0);
    expect(loop.time()).toBe(200);
  }
  run(main());
});

behaviour('TO09 both throw in turn', () => {
  const { loop, clock, run } = rig();
  function* main(): Coroutine<void> {
    // The outer one is due first and is passed on by the inner, whose time is not up, as a cancellation.
    const start = loop.time();
    const [outer, inner] = [timeout(2), timeout(100)];
    let innerThrown: unknown;
    const thrown = yield* thrownBy(
      outer.run(function* () {
        innerThrown = yield* thrownBy(
          inner.run(function* () {
            clock.advance(10);
            yield* sleep(1_000);
          }),
        );
        throw innerThrown;
      }),
    );
    expect(innerThrown).toBeInstanceOf(CancelledError);
    expect(thrown).toBeInstanceOf(TimeoutError);
    expect([outer.expired(), inner.expired(), loop.time() - start]).toEqual([true, false, 10]);

    // The inner one expires on a busy loop: caught inside; the outer one stops what follows.
    const again = loop.time();
    const second = yield* thrownBy(
      timeout(100).run(function* () {
        const caught = yield* thrownBy(
          timeout(10).run(function* () {
            clock.advance(99);
            yield* sleep(1_000);
          }),
        );
        expect(caught).toBeInstanceOf(TimeoutError);
        yield* sleep(10_000);
      }),
    );
    expect(second).toBeInstanceOf(TimeoutError);
    expect(loop.time() - again).toBe(100);
  }
  run(main());
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

behaviour('TO12', () => {
  const { loop, run, events } = rig();
  const cancelMe = (): void => void loop.currentTask?.cancel();
  function* afterCancellation(cleanUp: () => Coroutine<void>): Coroutine<void> {
    cancelMe();
    expect(yield* thrownBy(sleep(1_000))).toBeInstanceOf(CancelledError);
    yield* cleanUp();
    events.push(`cleaned up at ${loop.time()}`);
  }
  function* main(): Coroutine<void> {
    yield* loop.createTask(
      afterCancellation(function* () {
        expect(yield* thrownBy(timeout(0).run(() => sleep(1_000)))).toBeInstanceOf(TimeoutError);
      }),
    );
    yield* loop.createTask(
      afterCancellation(function* () {
        const thrown = yield* thrownBy(
          timeout(1_000).run(function* () {
            cancelMe();
            yield* sleep(2_000);
          }),
        );
        expect(thrown).toBeInstanceOf(CancelledError);
      }),
    );
  }
  run(main());
  expect(events).toEqual(['cleaned up at 0', 'cleaned up at 0']);
});

behaviour('TO12 nested in a finally', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    let inFinally: unknown;
    const thrown = yield* thrownBy(
      timeout(10).run(function* () {
        try {
          yield* sleep(1_000);
        } finally {
          inFinally = yield* thrownBy(timeout(10).run(() => sleep(10_000)));
        }
      }),
    );
    const [outer, inner] = [thrown as TimeoutError, inFinally as TimeoutError];
    expect(chainOf(outer)).toEqual(['TimeoutError', 'CancelledError']);
    expect(chainOf(inner)).toEqual(['TimeoutError', 'CancelledError', 'CancelledError']);
    // The inner cancellation came while the outer one was being handled.
    expect((inner.cause as CancelledError).cause).toBe(outer.cause);
    expect([loop.time(), loop.currentTask?.cancelling]).toEqual([20, 0]);
  }
  run(main());
});

behaviour('TO13', () => {
  const { run } = rig();
  /** Fails in clean-up; says what of, or not. */
  function* crashes(says: boolean): Coroutine<void> {
    try {
      yield* sleep(2_000);
    } catch (cancelled) {
      const crash = new RangeError('in clean-up');
      throw says ? chained(crash, cancelled) : crash;
    }
  }
  function* main(): Coroutine<void> {
    const thrown = yield* thrownBy(
      timeout(10).run(() =>
        new TaskGroup().run(function* (group) {
          group.createTask(crashes(true));
          group.createTask(crashes(false));
          yield* crashes(true);
        }),
      ),
    );
    expect(thrown).toBeInstanceOf(TaskGroupError);
    expect(chainOf(thrown)).toEqual(['TaskGroupError', 'TimeoutError', 'CancelledError']);
    const chains = (thrown as TaskGroupError).errors.map(chainOf);
    const told = ['RangeError', 'TimeoutError', 'CancelledError'];
    expect(chains).toEqual([told, ['RangeError'], told]);
  }
  run(main());
});

test('a child that had failed before time was up is not blamed on the time-out', () => {
  const { run } = rig();
  function* failEarly(): Coroutine<void> {
    yield* sleep(1);
    throw new RangeError('early');
  }
  function* slowCleanUp(): Coroutine<void> {
    try {
      yield* sleep(1_000);
    } finally {
      yield* sleep(50);
    }
  }
  function* main(): Coroutine<void> {
    const thrown = yield* thrownBy(
      timeout(10).run(() =>
        new TaskGroup().run(function* (group) {
          group.createTask(failEarly());
          group.createTask(slowCleanUp());
          yield* sleep(1_000);
        }),
      ),
    );
    expect((thrown as TaskGroupError).errors.map(chainOf)).toEqual([['RangeError']]);
  }
  run(main());
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
