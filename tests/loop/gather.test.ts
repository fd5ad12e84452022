/** One future for many: order, first error, errors as results, what is refused. */
import { expect, expectTypeOf, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import type { LoopFuture } from '../../src/loop/loop-future.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { turns } from './coroutines.ts';
import { rig, type Rig } from './rig.ts';

function threeFutures({ loop }: Rig): [LoopFuture<number>, LoopFuture<number>, LoopFuture<number>] {
  return [loop.createFuture<number>(), loop.createFuture<number>(), loop.createFuture<number>()];
}

behaviour('GA01', () => {
  const here = rig();
  const [a, b, c] = threeFutures(here);
  const all = gather([a, b, c]);
  let told = 0;
  all.addDoneCallback(() => (told += 1));
  b.setResult(1);
  a.setResult(2);
  turns(here);
  expect(all.isDone).toBe(false);
  c.setResult(3);
  turns(here);
  expect(all.result()).toEqual([2, 1, 3]);
  turns(here, 5);
  expect(told).toBe(1);
});

behaviour('GA02', () => {
  const here = rig();
  const futures = [...threeFutures(here), ...threeFutures(here).slice(0, 2)];
  const [a, b, c, d, e] = futures as [LoopFuture<number>, ...LoopFuture<number>[]];
  const all = gather(futures);
  const first = new Error('first');
  b?.setResult(1);
  c?.setException(first);
  turns(here);
  expect(all.exception()).toEqual({ thrown: first });
  expect([a.isDone, d?.isDone, e?.isDone]).toEqual([false, false, false]);
  a.setResult(1);
  d?.setException(new Error('later'));
  e?.cancel();
  turns(here);
  expect(all.exception()).toEqual({ thrown: first });
  here.loop.close();
  expect(here.faults).toEqual([]);
});

behaviour('GA02 with tasks that go on by themselves', () => {
  const { loop, run, events, faults } = rig();
  function* fail(ms: number): Coroutine<never> {
    yield* sleep(ms);
    events.push(`${loop.time()} fails`);
    throw new Error(`after ${ms}`);
  }
  function* main(): Coroutine<void> {
    const all = gather([fail(20), fail(10), sleep(40, 'value')]);
    try {
      yield* all;
    } catch (error) {
      events.push(`${loop.time()} main sees ${String(error)}`);
    }
    expect(loop.allTasks()).toHaveLength(3);
    yield* sleep(100);
    expect(loop.allTasks()).toHaveLength(1);
  }
  run(main());
  expect(events).toEqual(['10 fails', '10 main sees Error: after 10', '20 fails']);
  loop.close();
  expect(faults).toEqual([]);
});

behaviour('GA03', () => {
  const here = rig();
  const { loop } = here;
  const futures = Array.from({ length: 5 }, () => loop.createFuture<number>());
  const [a, b, c, d, e] = futures as [LoopFuture<number>, ...LoopFuture<number>[]];
  const all = gather(futures, { returnErrors: true });
  const [one, other] = [new Error('one'), new Error('other')];
  b?.setException(one);
  d?.cancel('no more');
  turns(here);
  expect(all.isDone).toBe(false);
  a.setResult(1);
  e?.setException(other);
  turns(here);
  expect(all.isDone).toBe(false);
  c?.setResult(3);
  turns(here);
  const results = all.result();
  expect(results).toEqual([1, one, 3, expect.any(CancelledError), other]);
  expect((results[3] as CancelledError).reason).toBe('no more');
  loop.close();
  expect(here.faults).toEqual([]);
});

test('a thrown undefined and a value of undefined both keep their places', () => {
  const here = rig();
  const [a, b] = [here.loop.createFuture<void>(), here.loop.createFuture<void>()];
  const all = gather([a, b], { returnErrors: true });
  a.setException(undefined);
  b.setResult();
  turns(here);
  expect(all.result()).toEqual([undefined, undefined]);
});

behaviour('GA04', () => {
  const { loop, run, events } = rig();
  function* main(): Coroutine<void> {
    const all = gather([]);
    expect(all.loop).toBe(loop);
    all.addDoneCallback((nothing) => events.push(`told of ${JSON.stringify(nothing.result())}`));
    expect(all.isDone).toBe(true);
    expect(events).toEqual([]);
    yield;
    expect(events).toEqual(['told of []']);
    expect(yield* all).toEqual([]);
    expect(yield* gather([], { returnErrors: true })).toEqual([]);
  }
  run(main());
  expect(() => gather([])).toThrow(MisusedLoop);
});

behaviour('GA05', () => {
  const { run } = rig();
  let runs = 0;
  function* count(name: string): Coroutine<string> {
    runs += 1;
    yield* sleep(1);
    return name;
  }
  function* main(): Coroutine<string[]> {
    const [a, b] = [count('abc'), count('def')];
    return yield* gather([a, a, b, a, b]);
  }
  expect(run(main())).toEqual(['abc', 'abc', 'def', 'abc', 'def']);
  expect(runs).toBe(2);
});

behaviour('GA10', () => {
  const [here, there] = [rig(), rig()];
  const [mine, other] = [here.loop.createFuture<void>(), there.loop.createFuture<void>()];
  let hasStarted = false;
  function* started(): Coroutine<void> {
    hasStarted = true;
  }
  expect(() => gather([mine, other])).toThrow(MisusedLoop);
  function* main(): Coroutine<void> {
    expect(() => gather([started(), mine, other])).toThrow(MisusedLoop);
    expect(() => gather([started(), other])).toThrow(MisusedLoop);
    for (const wrong of [{}, 1, null, undefined, started, Promise.resolve()]) {
      expect(() => gather([started(), wrong as Coroutine<void>])).toThrow(TypeError);
    }
    expect(() => gather(mine as never)).toThrow(TypeError);
    expect(() => gather(started() as never)).toThrow(TypeError);
    yield* sleep(5);
    expect(loopTasks()).toBe(1);
  }
  const loopTasks = (): number => here.loop.allTasks().length;
  here.run(main());
  expect(hasStarted).toBe(false);
  expect([mine.callbackCount, other.callbackCount]).toEqual([0, 0]);
  here.loop.close();
  there.loop.close();
  expect([here.faults, there.faults]).toEqual([[], []]);
});

test('coroutines need a running loop, futures bring theirs', () => {
  const here = rig();
  expect(() => gather([sleep(1)])).toThrow(MisusedLoop);
  expect(() => gather([here.loop.createFuture<void>(), sleep(1)])).toThrow(MisusedLoop);
  expect(gather([here.loop.createFuture<void>()]).loop).toBe(here.loop);
});

test('with eager tasks that end at once it is done when it is made', () => {
  const { run } = rig({ eagerTasks: true });
  function* at(value: number): Coroutine<number> {
    return value;
  }
  function* main(): Coroutine<void> {
    expect(gather([at(1), at(2)]).result()).toEqual([1, 2]);
    const all = gather([at(1), sleep(1, 2)]);
    expect(all.isDone).toBe(false);
    expect(yield* all).toEqual([1, 2]);
  }
  run(main());
});

test('the types of the results stand in their places', () => {
  const { run } = rig();
  function* main(): Coroutine<void> {
    const results = yield* gather([sleep(1, 'text'), sleep(2, 7)]);
    expectTypeOf(results).toEqualTypeOf<[string, number]>();
    expect(results).toEqual(['text', 7]);
  }
  run(main());
});
