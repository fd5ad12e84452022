/** Waiting for one thing, not longer than so long. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop, TimeoutError } from '../../src/loop/errors.ts';
import { shield } from '../../src/loop/shield.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { wait } from '../../src/loop/wait.ts';
import { waitFor } from '../../src/loop/wait-for.ts';
import { behaviour } from '../conformance/repeated.ts';
import { thrownBy } from './coroutines.ts';
import { rig, type Rig } from './rig.ts';

/** Sleeps until 200 ms after its start, whoever wants it to stop. */
function* stubborn({ loop, events }: Rig): Coroutine<void> {
  const end = loop.time() + 200;
  while (loop.time() < end) yield* thrownBy(sleep(end - loop.time()));
  events.push(`${loop.time()} stubborn ends`);
}

/** Sleeps 10 s; once it is cancelled it takes 5 ms to clean up. */
function* cleansUp({ loop, events }: Rig): Coroutine<void> {
  try {
    yield* sleep(10_000);
  } catch (error) {
    yield* sleep(5);
    events.push(`${loop.time()} cleaned up`);
    throw error;
  }
}

behaviour('WF01', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    expect(yield* waitFor(sleep(0, 'done'), null)).toBe('done');
    expect(yield* waitFor(sleep(1_000_000, 'late'), null)).toBe('late');
    expect(loop.time()).toBe(1_000_000);
    expect(yield* waitFor(loop.createTask(sleep(10, 'task')), 20)).toBe('task');
    yield;
    expect(loop.nextDue()).toBe(Infinity);
  }
  run(main());
});

behaviour('WF02', () => {
  for (const isTask of [true, false]) {
    const here = rig();
    const { loop, run, events } = here;
    function* main(): Coroutine<void> {
      const inner = isTask ? loop.createTask(cleansUp(here)) : cleansUp(here);
      const thrown = yield* thrownBy(waitFor(inner, 100));
      expect(thrown).toBeInstanceOf(TimeoutError);
      expect((thrown as TimeoutError).cause).toBeInstanceOf(CancelledError);
      expect(events).toEqual(['105 cleaned up']);
      expect(loop.time()).toBe(105);
      if ('isCancelled' in inner) expect(inner.isCancelled).toBe(true);
      expect(loop.currentTask?.cancelling).toBe(0);
    }
    run(main());
  }
});

behaviour('WF03', () => {
  const here = rig();
  const { loop, run, events } = here;
  function* main(): Coroutine<void> {
    // Time is up after 100 ms: it is waited for, and what it gives in the end is given.
    expect(yield* thrownBy(waitFor(stubborn(here), 100))).toBe(undefined);
    expect(yield* thrownBy(waitFor(loop.createTask(stubborn(here)), 100))).toBe(undefined);
    expect(events).toEqual(['200 stubborn ends', '400 stubborn ends']);
    for (const isTask of [false, true]) {
      const inner = isTask ? loop.createTask(stubborn(here)) : stubborn(here);
      const waiter = loop.createTask(waitFor(inner, 400));
      yield;
      waiter.cancel();
      yield* wait([waiter]);
    }
  }
  run(main());
  expect(events).toEqual(['200 stubborn ends', '400 stubborn ends', '600 stubborn ends', '800 stubborn ends']);
});

behaviour('WF04', () => {
  for (const eagerTasks of [false, true]) {
    for (const timeoutMs of [0, -1]) {
      const here = rig({ eagerTasks });
      const { loop, run, events } = here;
      function* never(): Coroutine<void> {
        events.push('started');
        yield;
      }
      function* main(): Coroutine<void> {
        const done = loop.createFuture<string>();
        done.setResult('done');
        const { turns } = loop;
        expect(yield* waitFor(done, timeoutMs)).toBe('done');
        expect(loop.turns).toBe(turns);

        expect(yield* thrownBy(waitFor(never(), timeoutMs))).toBeInstanceOf(TimeoutError);
        expect(events).toEqual([]);

        const running = loop.createTask(cleansUp(here));
        yield* sleep(10);
        const thrown = yield* thrownBy(waitFor(running, timeoutMs));
        expect(thrown).toBeInstanceOf(TimeoutError);
        expect((thrown as TimeoutError).cause).toBeInstanceOf(CancelledError);
        expect(running.isCancelled).toBe(true);
        expect(events).toEqual(['15 cleaned up']);
        expect(loop.time()).toBe(15);
      }
      run(main());
    }
  }
});

behaviour('WF05', () => {
  const { loop, run } = rig();
  function* swallows(): Coroutine<number> {
    try {
      yield* sleep(10_000);
    } catch {
      return 42;
    }
    return 0;
  }
  function* main(): Coroutine<void> {
    expect(yield* waitFor(swallows(), 100)).toBe(42);
    expect(yield* waitFor(loop.createTask(swallows()), 100)).toBe(42);
    expect(loop.time()).toBe(200);
    const running = loop.createTask(swallows());
    yield;
    expect(yield* waitFor(running, 0)).toBe(42);
    expect(loop.currentTask?.cancelling).toBe(0);
  }
  run(main());
});

behaviour('WF06', () => {
  const { loop, run } = rig();
  const own = new Error('while it is cancelled');
  function* fails(): Coroutine<void> {
    try {
      yield* sleep(200);
    } catch {
      throw own;
    }
  }
  function* main(): Coroutine<void> {
    expect(yield* thrownBy(waitFor(fails(), 1))).toBe(own);
    expect(yield* thrownBy(waitFor(loop.createTask(fails()), 1))).toBe(own);
    const running = loop.createTask(fails());
    yield;
    expect(yield* thrownBy(waitFor(running, 0))).toBe(own);
    expect(loop.time()).toBe(2);
  }
  run(main());
});

behaviour('WF07', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<void> {
    const future = loop.createFuture<string>();
    loop.callLater(100, () => future.setResult('ok'));
    expect(yield* waitFor(future, 200)).toBe('ok');
    expect(loop.time()).toBe(100);
    // One turn before the timer is enough.
    const close = loop.createFuture<string>();
    loop.callLater(199, () => close.setResult('just in time'));
    expect(yield* waitFor(close, 200)).toBe('just in time');
    expect([loop.time(), loop.currentTask?.cancelling]).toEqual([299, 0]);
    // No later cancellation comes of it.
    yield* sleep(1_000);
  }
  run(main());
});

behaviour('WF08', () => {
  for (const timeoutMs of [null, 60_000]) {
    const { loop, run } = rig();
    function* blocks(): Coroutine<void> {
      yield* loop.createFuture<void>();
    }
    function* main(): Coroutine<void> {
      const inner = loop.createTask(blocks());
      const waiter = loop.createTask(waitFor(inner, timeoutMs));
      loop.callSoon(() => waiter.cancel());
      expect(yield* thrownBy(waiter)).toBeInstanceOf(CancelledError);
      expect([inner.isCancelled, loop.time()]).toEqual([true, 0]);
    }
    run(main());
  }
});

behaviour('WF09', () => {
  const { loop, run, events } = rig();
  function* quick(): Coroutine<string> {
    return 'kept';
  }
  function* main(): Coroutine<void> {
    for (const isTask of [true, false]) {
      const inner = isTask ? loop.createTask(quick()) : quick();
      const waiter = loop.createTask(
        (function* (): Coroutine<void> {
          yield* waitFor(inner, 100_000);
          yield* sleep(1);
          events.push('went on');
        })(),
      );
      yield;
      expect(waiter.isDone).toBe(false);
      waiter.cancel();
      expect(yield* thrownBy(waiter)).toBeInstanceOf(CancelledError);
      expect(waiter.isCancelled).toBe(true);
      if ('result' in inner) expect(inner.result()).toBe('kept');
    }
  }
  run(main());
  expect(events).toEqual([]);
});

behaviour('WF10', () => {
  const { loop, run, events } = rig();
  function* inner(): Coroutine<string> {
    yield* sleep(10);
    events.push(`inner ends`);
    return 'inner';
  }
  function* main(): Coroutine<void> {
    const atOnce = loop.createTask(inner());
    const outer = shield(atOnce);
    expect(yield* thrownBy(waitFor(outer, 0))).toBeInstanceOf(TimeoutError);
    expect([outer.isCancelled, atOnce.isDone]).toEqual([true, false]);
    expect(yield* atOnce).toBe('inner');

    expect(yield* waitFor(shield(inner()), null)).toBe('inner');
    expect(loop.time()).toBe(20);

    const late = loop.createTask(inner());
    expect(yield* thrownBy(waitFor(shield(late), 1))).toBeInstanceOf(TimeoutError);
    expect([late.isDone, loop.time()]).toEqual([false, 21]);
    expect(yield* late).toBe('inner');
  }
  run(main());
  expect(events).toHaveLength(3);
});

test('what holds up its cancellation does not hold up the waiter’s', () => {
  const here = rig();
  const { loop, run, events } = here;
  function* main(): Coroutine<void> {
    const inner = loop.createTask(stubborn(here));
    yield;
    const waiter = loop.createTask(waitFor(inner, 0));
    yield* sleep(50);
    expect(waiter.isDone).toBe(false);
    waiter.cancel();
    expect(yield* thrownBy(waiter)).toBeInstanceOf(CancelledError);
    expect(loop.time()).toBe(50);
    expect(inner.callbackCount).toBe(0);
    yield* inner;
  }
  run(main());
  expect(events).toEqual(['200 stubborn ends']);
});

test('a time-out that is no number, a future of another loop and no loop at all are refused', () => {
  const { run } = rig();
  const elsewhere = rig().loop.createFuture<void>();
  function* main(): Coroutine<void> {
    expect(yield* thrownBy(waitFor(sleep(1), NaN))).toBeInstanceOf(RangeError);
    expect(yield* thrownBy(waitFor(elsewhere, 1))).toBeInstanceOf(MisusedLoop);
  }
  run(main());
  expect(() => waitFor(sleep(1), 1).next()).toThrow(MisusedLoop);
  expect(() => waitFor(sleep(1), 0).next()).toThrow(MisusedLoop);
});
