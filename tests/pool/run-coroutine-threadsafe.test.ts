/** Coroutines handed to a loop from outside. */
import { expect } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, TimeoutError } from '../../src/loop/errors.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { runVirtually, VirtualClock } from '../../src/loop/virtual-time.ts';
import { runCoroutineThreadsafe } from '../../src/pool/run-coroutine-threadsafe.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from '../loop/rig.ts';

function* add(a: number, b: number): Coroutine<number> {
  yield* sleep(50);
  return a + b;
}

behaviour('LP07', async () => {
  const { loop, run } = rig({ debug: true });
  loop.begin();
  const future = runCoroutineThreadsafe(add(1, 2), loop);
  loop.end();
  expect(future.state).toBe('pending');
  run(sleep(100));
  expect(await future.result()).toBe(3);
  expect(() => runCoroutineThreadsafe('no coroutine' as never, loop)).toThrow(TypeError);
});

behaviour('LP07 an error', async () => {
  const { loop, faults, run } = rig();
  const error = new RangeError('Fail!');
  function* fails(): Coroutine<number> {
    yield* sleep(50);
    throw error;
  }
  const future = runCoroutineThreadsafe(fails(), loop);
  run(sleep(100));
  await expect(future.result()).rejects.toBe(error);
  loop.close();
  expect(faults).toEqual([]);
});

behaviour('LP07 a time-out', async () => {
  for (const isBegun of [false, true]) {
    const { loop, events, faults, run } = rig();
    function* noticing(): Coroutine<void> {
      try {
        yield* sleep(10_000);
      } catch (error) {
        events.push(`cancelled at ${loop.time()}`);
        throw error;
      }
    }
    const future = runCoroutineThreadsafe(noticing(), loop);
    if (isBegun) run(sleep(5));
    await expect(future.result(0)).rejects.toBeInstanceOf(TimeoutError);
    expect(future.cancel()).toBe(true);
    run(sleep(5));
    expect(loop.allTasks()).toHaveLength(0);
    expect(events).toEqual([isBegun ? 'cancelled at 5' : 'cancelled at 0']);
    expect(future.isCancelled).toBe(true);
    loop.close();
    expect(faults).toEqual([]);
  }
});

behaviour('LP07 a cancelled task', async () => {
  const { loop, run } = rig();
  function* cancelsItself(): Coroutine<void> {
    yield* sleep(50);
    loop.currentTask?.cancel();
    yield;
  }
  const future = runCoroutineThreadsafe(cancelsItself(), loop);
  run(sleep(100));
  await expect(future.result()).rejects.toBeInstanceOf(CancelledError);
  expect(future.state).toBe('cancelled-and-notified');
});

/** Makes no task of one coroutine: what a broken task factory is in Python. */
class RefusingLoop extends EventLoop {
  readonly error = new ReferenceError('no task can be made');
  refused: unknown = null;

  override createTask<T>(coroutine: Coroutine<T>): Task<T> {
    if (coroutine === this.refused) throw this.error;
    return super.createTask(coroutine);
  }
}

behaviour('LP07 an error of making the task', async () => {
  const clock = new VirtualClock();
  const loop = new RefusingLoop({ clock });
  const faults: unknown[] = [];
  loop.setExceptionHandler(({ error }) => faults.push(error));
  const coroutine = add(1, 2);
  loop.refused = coroutine;
  const future = runCoroutineThreadsafe(coroutine, loop);
  runVirtually(loop, clock, sleep(100));
  await expect(future.result()).rejects.toBe(loop.error);
  loop.close();
  expect(faults).toEqual([loop.error]);
});
