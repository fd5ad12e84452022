/** One future for many, cancelled: from the inside, from the outside, and too late. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { turns } from './coroutines.ts';
import { rig, type Rig } from './rig.ts';

function threeFutures({ loop }: Rig): [LoopFuture<number>, LoopFuture<number>, LoopFuture<number>] {
  return [loop.createFuture<number>(), loop.createFuture<number>(), loop.createFuture<number>()];
}

behaviour('GA06', () => {
  const here = rig();
  const [a, b, c] = threeFutures(here);
  const all = gather([a, b, c]);
  a.setResult(1);
  b.cancel('gone');
  turns(here);
  expect(all.isDone).toBe(true);
  expect(all.isCancelled).toBe(false);
  const failure = all.exception();
  expect(failure?.thrown).toBeInstanceOf(CancelledError);
  expect((failure?.thrown as CancelledError).reason).toBe('gone');
  expect(c.isDone).toBe(false);
});

behaviour('GA07', () => {
  const here = rig();
  const [a, b, c] = threeFutures(here);
  const all = gather([a, b, c]);
  a.setResult(1);
  expect(all.cancel('enough')).toBe(true);
  expect([a.isCancelled, b.isCancelled, c.isCancelled]).toEqual([false, true, true]);
  expect(all.isDone).toBe(false);
  expect(all.cancel()).toBe(false);
  turns(here);
  expect(all.cancel()).toBe(false);
  expect(() => all.result()).toThrow(CancelledError);
  expect(all.isCancelled).toBe(false);
});

behaviour('GA07 through the task that waits for it', () => {
  const { loop, run, events } = rig();
  function* child(name: string): Coroutine<void> {
    try {
      yield* sleep(1_000);
    } catch (error) {
      events.push(`${name} ${String((error as CancelledError).reason)}`);
      throw error;
    }
  }
  function* main(): Coroutine<void> {
    const waiter = loop.createTask(
      (function* (): Coroutine<void> {
        yield* gather([child('a'), child('b'), gather([child('c')])]);
      })(),
    );
    yield* sleep(1);
    expect(waiter.cancel('stop')).toBe(true);
    yield* gather([waiter], { returnErrors: true });
    expect(waiter.isCancelled).toBe(true);
    expect(loop.time()).toBe(1);
  }
  run(main());
  expect(events).toEqual(['a stop', 'b stop', 'c stop']);
});

behaviour('GA08', () => {
  const { loop, run } = rig();
  const finished = loop.createFuture<string[]>();
  function* quick(): Coroutine<string> {
    return 'value';
  }
  function* main(): Coroutine<void> {
    const [a, b] = [loop.createTask(quick()), loop.createTask(quick())];
    const all = gather([a, b]);
    all.addDoneCallback((done) => finished.setResult(done.result()));
    // Both take their step now; the gathering hears of it one turn later.
    yield;
    expect([a.isDone, b.isDone, all.isDone]).toEqual([true, true, false]);
    expect(all.cancel()).toBe(false);
    expect(yield* finished).toEqual(['value', 'value']);
    expect(all.cancel()).toBe(false);
    expect(all.result()).toEqual(['value', 'value']);
  }
  run(main());
});

behaviour('GA09', () => {
  const { loop, run, faults } = rig();
  function* waiter(cleansUp: boolean): Coroutine<string> {
    try {
      return yield* sleep(1_000, 'slept');
    } catch (error) {
      if (cleansUp) return 'refused';
      throw error;
    }
  }
  function* main(): Coroutine<void> {
    for (const refuses of [false, true]) {
      const all = gather([waiter(refuses), waiter(refuses)], { returnErrors: true });
      yield;
      expect(all.cancel('my message')).toBe(true);
      let seen: unknown;
      try {
        yield* all;
      } catch (error) {
        seen = error;
      }
      expect(seen).toBeInstanceOf(CancelledError);
      expect((seen as CancelledError).reason).toBe('my message');
    }
  }
  run(main());
  loop.close();
  expect(faults).toEqual([]);
});

test('children that fail while a gathering of errors is cancelled count as seen', () => {
  const here = rig();
  function* stubborn(): Coroutine<void> {
    try {
      yield* sleep(1_000);
    } catch {
      throw new Error('in clean-up');
    }
  }
  const all = gather([here.loop.createTask(stubborn())], { returnErrors: true });
  turns(here);
  all.cancel();
  turns(here, 4);
  expect(() => all.result()).toThrow(CancelledError);
  here.loop.close();
  expect(here.faults).toEqual([]);
});
