/** Errors thrown while time is up: which of them come out, and what is told as their cause. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, chained } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup, TaskGroupError } from '../../src/loop/task-group.ts';
import { timeout } from '../../src/loop/timeout.ts';
import { behaviour } from '../conformance/repeated.ts';
import { chainOf, thrownBy } from './coroutines.ts';
import { rig } from './rig.ts';

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

test('only the cancellation that the expiry has caused is a cause, not one the body has seen before', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const cancelled = loop.createFuture<void>();
    loop.callSoon(() => cancelled.cancel('long before'));
    const thrown = yield* thrownBy(
      timeout(10).run(function* () {
        expect(yield* thrownBy(cancelled)).toBeInstanceOf(CancelledError);
        try {
          yield* sleep(10_000);
        } catch {
          throw new RangeError('in clean-up');
        }
      }),
    );
    expect(chainOf(thrown)).toEqual(['RangeError', 'TimeoutError', 'CancelledError']);
    expect((((thrown as Error).cause as Error).cause as CancelledError).reason).toBe(undefined);
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
