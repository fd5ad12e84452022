/** Deadlines inside deadlines and beside cancellations: nobody else’s request is swallowed. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, TimeoutError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { timeout, timeoutAt, type Timeout } from '../../src/loop/timeout.ts';
import { behaviour } from '../conformance/repeated.ts';
import { chainOf, thrownBy } from './coroutines.ts';
import { rig } from './rig.ts';

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
    // Both have expired in one turn: the inner one passes the cancellation on, the outer one throws for both.
    expect(innerThrown).toBeInstanceOf(CancelledError);
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
