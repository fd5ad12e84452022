/** The loop's barrier: rounds, places, its text, and waiters that are cancelled. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop } from '../../../src/loop/errors.ts';
import { gather } from '../../../src/loop/gather.ts';
import { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { BadArgument } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { expectFresh, inOrder, inTasks, placeOrBroken } from './rounds.ts';
import { thrownBy } from './thrown-by.ts';

const N = 5;
const HALF = 2;

behaviour('AB01', () => {
  const { loop, run } = rig();
  for (const parties of [0, -4, 1.5, NaN]) expect(() => new LoopBarrier(parties)).toThrow(BadArgument);
  const barrier = new LoopBarrier(N);
  expect(String(barrier)).toBe('barrier (filling, waiters:0/5)');
  const unlike: unknown = barrier;
  expect(() => loop.ensureFuture(unlike as Coroutine<number>)).toThrow(TypeError);

  function* main(): Coroutine<void> {
    const start = (count: number): void => {
      for (let made = 0; made < count; made++) loop.createTask(placeOrBroken(barrier));
    };
    start(HALF);
    yield;
    expect(String(barrier)).toBe('barrier (filling, waiters:2/5)');
    start(N - HALF);
    yield;
    expect(String(barrier)).toBe('barrier (draining, waiters:0/5)');
    barrier.reset();
    expect(String(barrier)).toBe('barrier (resetting, waiters:0/5)');
    start(HALF);
    yield;
    yield;
    expect(String(barrier)).toBe('barrier (filling, waiters:2/5)');
    barrier.abort();
    expect(String(barrier)).toBe('barrier (broken)');
    expect(barrier.broken).toBe(true);
  }
  run(main());
});

behaviour('AB02', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(3);
  const places: number[] = [];
  function* body(place: number): Coroutine<string> {
    places.push(place);
    return `at ${place}`;
  }
  function* main(): Coroutine<readonly string[]> {
    return yield* inTasks(3, () => barrier.holding(body));
  }
  expect(run(main())).toEqual(['at 0', 'at 1', 'at 2']);
  expect(inOrder(places)).toEqual([0, 1, 2]);
  expectFresh(barrier);
});

behaviour('AB02 in the second round too', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(N);
  const inner = (): Coroutine<number> =>
    barrier.holding(function* (place): Coroutine<number> {
      return place;
    });
  function* main(): Coroutine<void> {
    const places = yield* inTasks(N, () => barrier.holding(inner));
    expect(inOrder(places)).toEqual([0, 1, 2, 3, 4]);
  }
  run(main());
  expectFresh(barrier);
});

behaviour('AB03 one party', () => {
  const { loop, run } = rig();
  const barrier = new LoopBarrier(1);
  function* main(): Coroutine<void> {
    const before = loop.turns;
    expect(yield* barrier.wait()).toBe(0);
    expect(loop.turns).toBe(before);
    expectFresh(barrier);
    const first = loop.createTask(barrier.wait());
    yield;
    expect(barrier.waiting).toBe(0);
    const second = loop.createTask(barrier.wait());
    yield;
    expect([first.result(), second.result()]).toEqual([0, 0]);
    expectFresh(barrier);
  }
  run(main());
});

behaviour('AB03 task by task', () => {
  const { loop, run } = rig();
  const barrier = new LoopBarrier(3);
  function* main(): Coroutine<void> {
    const tasks = [];
    for (const waiting of [1, 2]) {
      tasks.push(loop.createTask(barrier.wait()));
      yield;
      expect(barrier.waiting).toBe(waiting);
      expect(String(barrier)).toBe(`barrier (filling, waiters:${waiting}/3)`);
    }
    tasks.push(loop.createTask(barrier.wait()));
    yield;
    yield* gather(tasks);
    expectFresh(barrier);
  }
  run(main());
});

behaviour('AB03 two rounds', () => {
  const { events, run } = rig();
  const barrier = new LoopBarrier(N);
  function* twice(): Coroutine<void> {
    yield* barrier.wait();
    events.push('first');
    yield* barrier.wait();
    events.push('second');
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, twice);
  }
  run(main());
  expect(events).toEqual([...Array<string>(N).fill('first'), ...Array<string>(N).fill('second')]);
  expectFresh(barrier);
});

behaviour('AB04', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(N);
  const texts: string[] = [];
  function* passes(): Coroutine<void> {
    yield* barrier.wait();
    texts.push(String(barrier));
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, passes);
  }
  run(main());
  expect(texts).toEqual([
    ...Array<string>(N - 1).fill('barrier (draining, waiters:0/5)'),
    'barrier (filling, waiters:0/5)',
  ]);
  expectFresh(barrier);
});

behaviour('AB05', () => {
  const { events, run } = rig();
  const barrier = new LoopBarrier(N);
  const drained = new LoopBarrier(N - HALF);
  let again = HALF;
  function* passes(): Coroutine<void> {
    yield* barrier.wait();
    if (again > 0) {
      again -= 1;
      events.push(`comes again: ${String(barrier)}`);
      yield* barrier.wait();
      return;
    }
    yield* drained.wait();
    events.push(`drained: ${String(barrier)}`);
    yield* barrier.wait();
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, passes);
  }
  run(main());
  expect(events).toEqual([
    'comes again: barrier (draining, waiters:0/5)',
    'comes again: barrier (draining, waiters:0/5)',
    // The last to leave runs on; the two outside are let in on the turn after.
    'drained: barrier (filling, waiters:0/5)',
    'drained: barrier (filling, waiters:3/5)',
    'drained: barrier (filling, waiters:4/5)',
  ]);
  expectFresh(barrier);
  expectFresh(drained);
});

behaviour('AB06', () => {
  const { loop, run } = rig();
  const barrier = new LoopBarrier(3);
  function* main(): Coroutine<void> {
    const first = loop.createTask(barrier.wait());
    yield;
    expect(barrier.waiting).toBe(1);
    const second = loop.createTask(barrier.wait());
    yield;
    expect(barrier.waiting).toBe(2);
    first.cancel();
    yield;
    expect(barrier.waiting).toBe(1);
    expect(yield* thrownBy(first)).toBeInstanceOf(CancelledError);
    const third = loop.createTask(barrier.wait());
    yield;
    expect(barrier.waiting).toBe(2);
    const fourth = loop.createTask(barrier.wait());
    const places = yield* gather([second, third, fourth]);
    // Python gives two of them the same place here.
    expect(inOrder(places)).toEqual([0, 1, 2]);
    expectFresh(barrier);
  }
  run(main());
});

behaviour('AB06 also one that has been let go and has not run', () => {
  const { loop, run } = rig();
  const barrier = new LoopBarrier(3);
  function* main(): Coroutine<void> {
    const [first, second, third] = [
      loop.createTask(barrier.wait()),
      loop.createTask(barrier.wait()),
      loop.createTask(barrier.wait()),
    ];
    yield;
    second.cancel();
    const next = loop.createTask(barrier.wait());
    yield;
    expect([first.result(), second.isCancelled, third.result()]).toEqual([0, true, 2]);
    yield;
    expect([next.isDone, barrier.waiting]).toEqual([false, 1]);
  }
  run(main());
});

behaviour('AB03 on a second loop it fails where it must wait, and nobody is counted', () => {
  const [first, second] = [rig(), rig()];
  const barrier = new LoopBarrier(2);
  function* round(): Coroutine<void> {
    yield* inTasks(2, () => barrier.wait());
  }
  first.run(round());
  expect(() => second.run(barrier.wait())).toThrow(MisusedLoop);
  expectFresh(barrier);
});
