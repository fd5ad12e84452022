/** The loop's condition: no notification and no lock is lost in a cancellation. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError } from '../../../src/loop/errors.ts';
import { LoopCondition } from '../../../src/loop/locks/condition.ts';
import { sleep } from '../../../src/loop/sleep.ts';
import type { Task } from '../../../src/loop/task.ts';
import { timeout } from '../../../src/loop/timeout.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { thrownBy } from './thrown-by.ts';

behaviour('AN02', () => {
  const { loop, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    yield* condition.acquire();
    const waits = loop.createTask(condition.wait());
    loop.callSoon(() => {
      expect(String(condition)).toBe('condition (unlocked, waiters:1)');
      waits.cancel();
    });
    expect(yield* thrownBy(waits)).toBeInstanceOf(CancelledError);
    expect(String(condition)).toBe('condition (locked)');
  }
  run(main());
});

behaviour('AN02 with the lock contested', () => {
  const { loop, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    yield* condition.acquire();
    const waits = loop.createTask(condition.wait());
    yield;
    expect(condition.locked).toBe(false);
    yield* condition.acquire();
    condition.notify();
    loop.callSoon(() => waits.cancel());
    loop.callSoon(() => condition.release());
    try {
      expect(yield* waits).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
    }
    expect(String(condition)).toBe('condition (locked)');
  }
  run(main());
});

behaviour('AN03', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  function* waits(): Coroutine<void> {
    yield* condition.acquire();
    try {
      events.push('waits');
      yield* condition.wait();
      events.push('goes on');
    } catch (error) {
      events.push(`gets ${String(error)}, ${String(condition)}`);
      throw error;
    } finally {
      condition.release();
    }
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(waits());
    yield;
    yield* condition.acquire();
    condition.notify();
    yield;
    // It waits for the lock now.
    expect(condition.lock.waiting).toBe(1);
    task.cancel();
    yield;
    expect(task.isDone).toBe(false);
    expect(condition.lock.waiting).toBe(1);
    condition.release();
    yield;
    expect(task.isCancelled).toBe(true);
    expect(String(condition)).toBe('condition (unlocked)');
  }
  run(main());
  expect(events).toEqual(['waits', 'gets CancelledError: cancelled, condition (locked)']);
});

behaviour('AN03 cancelled again and again', () => {
  const { loop, run } = rig();
  const condition = new LoopCondition();
  function* main(): Coroutine<void> {
    const task = loop.createTask(condition.holding(() => condition.wait()));
    yield;
    yield* condition.acquire();
    for (const reason of ['first', 'second', 'third']) {
      task.cancel(reason);
      yield;
      expect(task.isDone).toBe(false);
    }
    condition.release();
    expect(yield* thrownBy(task)).toMatchObject({ reason: 'third' });
    expect(String(condition)).toBe('condition (unlocked)');
  }
  run(main());
});

for (const where of ['waiting to be notified', 'waiting for the lock']) {
  behaviour(`AN06 ${where}`, () => {
    const { loop, run } = rig();
    const condition = new LoopCondition();
    let holds = false;
    let raised: unknown = null;
    function* waits(): Coroutine<void> {
      raised = yield* thrownBy(condition.waitFor(() => holds));
      expect(condition.locked).toBe(true);
      throw raised;
    }
    function* main(): Coroutine<void> {
      const task = loop.createTask(condition.holding(waits));
      yield;
      if (where === 'waiting for the lock') {
        yield* condition.acquire();
        holds = true;
        condition.notify();
        yield;
        task.cancel('foo');
        condition.release();
      } else {
        task.cancel('foo');
      }
      const seen = yield* thrownBy(task);
      expect(seen).toBeInstanceOf(CancelledError);
      expect(seen).toMatchObject({ reason: 'foo', message: 'cancelled: foo' });
      expect(seen).toBe(raised);
      expect(condition.locked).toBe(false);
    }
    run(main());
  });
}

for (const when of ['before it runs', 'while it waits for the lock']) {
  behaviour(`AN07 ${when}`, () => {
    const { loop, run } = rig();
    const condition = new LoopCondition();
    let items = 0;
    function* consume(): Coroutine<void> {
      while (yield* condition.waitFor(() => items !== 0)) {
        if (items < 0) return;
        items -= 1;
        condition.notify();
      }
    }
    function* produce(consumers: readonly Task<void>[]): Coroutine<void> {
      items = 1;
      condition.notify(1);
      if (when === 'while it waits for the lock') yield;
      expect(condition.lock.waiting).toBe(when === 'before it runs' ? 0 : 1);
      consumers[0]?.cancel();
      yield* timeout(10).run(() => condition.waitFor(() => items === 0));
      items = -1;
      condition.notifyAll();
    }
    function* main(): Coroutine<void> {
      const consumers = [1, 2].map(() => loop.createTask(condition.holding(consume)));
      yield* sleep(100);
      expect(condition.waiting).toBe(2);
      yield* condition.holding(() => produce(consumers));
      yield* consumers[1] as Task<void>;
      expect(consumers.map((task) => task.state)).toEqual(['cancelled', 'finished']);
      expect(String(condition)).toBe('condition (unlocked)');
    }
    run(main());
    expect(loop.time()).toBe(100);
  });
}

behaviour('AN07 but one that was not notified hands nothing on', () => {
  const { loop, events, run } = rig();
  const condition = new LoopCondition();
  function* waits(): Coroutine<void> {
    yield* condition.wait();
    events.push('goes on');
  }
  function* main(): Coroutine<void> {
    const [first, second] = [loop.createTask(condition.holding(waits)), loop.createTask(condition.holding(waits))];
    yield;
    first.cancel();
    yield;
    yield;
    expect(first.isCancelled).toBe(true);
    expect(second.isDone).toBe(false);
    expect(condition.waiting).toBe(1);
  }
  run(main());
  expect(events).toEqual([]);
});
