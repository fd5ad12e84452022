/** The loop's barrier, reset or aborted: who is turned away, and who is not. */
import { expect } from 'vitest';
import type { Coroutine } from '../../../src/loop/coroutine.ts';
import { gather } from '../../../src/loop/gather.ts';
import { LoopBarrier } from '../../../src/loop/locks/barrier.ts';
import { BrokenBarrier } from '../../../src/sync/errors.ts';
import { behaviour } from '../../conformance/repeated.ts';
import { rig } from '../rig.ts';
import { expectFresh, inOrder, inTasks, placeOrBroken } from './rounds.ts';

const N = 5;
const HALF = 2;

behaviour('AB07', () => {
  const { loop, run } = rig();
  const one = new LoopBarrier(1);
  one.reset();
  expectFresh(one);
  const barrier = new LoopBarrier(N);
  function* main(): Coroutine<void> {
    const tasks = Array.from({ length: N - 1 }, () => loop.createTask(placeOrBroken(barrier)));
    yield;
    barrier.reset();
    expect(yield* gather(tasks)).toEqual(Array<string>(N - 1).fill('broken'));
    expectFresh(barrier);
    expect(inOrder(yield* inTasks(N, () => barrier.wait()))).toEqual([0, 1, 2, 3, 4]);
  }
  run(main());
  expectFresh(barrier);
});

behaviour('AB08', () => {
  const { events, run } = rig();
  const barrier = new LoopBarrier(N);
  function* passes(): Coroutine<void> {
    const place = yield* placeOrBroken(barrier);
    events.push(String(place));
    if (place !== 'broken' && barrier.inside === HALF) barrier.reset();
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, passes);
  }
  run(main());
  // The last to come leaves first.
  expect(events).toEqual(['4', '0', '1', 'broken', 'broken']);
  expectFresh(barrier);
});

behaviour('AB08 and those outside', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(N);
  const turnedAway = { inside: 0, outside: 0 };
  let out = 0;
  function* passes(): Coroutine<number> {
    if ((yield* placeOrBroken(barrier)) === 'broken') {
      turnedAway.inside += 1;
      return yield* barrier.wait();
    }
    out += 1;
    if (out > HALF) barrier.reset();
    const place = yield* placeOrBroken(barrier);
    if (place !== 'broken') return place;
    turnedAway.outside += 1;
    return -1;
  }
  function* main(): Coroutine<void> {
    expect(inOrder(yield* inTasks(N, passes))).toEqual([0, 1, 2, 3, 4]);
  }
  run(main());
  expect(turnedAway).toEqual({ inside: HALF, outside: 0 });
  expectFresh(barrier);
});

behaviour('AB09 while they clean up', () => {
  const { loop, run } = rig();
  const barrier = new LoopBarrier(N);
  let turnedAway = 0;
  let passed = 0;
  function* comesBack(): Coroutine<void> {
    try {
      yield* barrier.wait();
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenBarrier);
      turnedAway += 1;
    } finally {
      yield* barrier.wait();
      passed += 1;
    }
  }
  function* main(): Coroutine<void> {
    const tasks = Array.from({ length: N - 1 }, () => loop.createTask(comesBack()));
    loop.callSoon(() => barrier.reset());
    yield;
    tasks.push(
      loop.createTask(
        barrier.holding(function* (): Coroutine<void> {
          passed += 1;
        }),
      ),
    );
    yield* gather(tasks);
    expect([turnedAway, passed]).toEqual([N - 1, N]);
    expectFresh(barrier);
  }
  run(main());
});

behaviour('AB09 by the last to leave', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(N);
  let out = 0;
  const second: (number | 'broken')[] = [];
  function* passes(): Coroutine<number> {
    yield* barrier.wait();
    out += 1;
    if (out === N) barrier.reset();
    second.push(yield* placeOrBroken(barrier));
    return yield* barrier.wait();
  }
  function* main(): Coroutine<void> {
    expect(inOrder(yield* inTasks(N, passes))).toEqual([0, 1, 2, 3, 4]);
  }
  run(main());
  expect([...second].sort()).toEqual([0, 1, 2, 3, 4]);
  expectFresh(barrier);
});

behaviour('AB10 with nobody in it', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(1);
  barrier.abort();
  expect([barrier.broken, barrier.waiting]).toEqual([true, 0]);
  expect(() => run(barrier.wait())).toThrow(BrokenBarrier);
});

behaviour('AB10 with half inside and half outside', () => {
  const { run } = rig();
  const barrier = new LoopBarrier(N);
  const turnedAway = { inside: 0, outside: 0 };
  let out = 0;
  function* passes(): Coroutine<void> {
    if ((yield* placeOrBroken(barrier)) === 'broken') {
      turnedAway.inside += 1;
      return;
    }
    out += 1;
    if (out > HALF) barrier.abort();
    else if ((yield* placeOrBroken(barrier)) === 'broken') turnedAway.outside += 1;
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, passes);
  }
  run(main());
  expect(turnedAway).toEqual({ inside: 2, outside: 2 });
  expect(String(barrier)).toBe('barrier (broken)');
  expect(barrier.inside).toBe(0);
});

behaviour('AB10 by way of an error, then reset', () => {
  const { run } = rig();
  const [barrier, meeting] = [new LoopBarrier(N), new LoopBarrier(N)];
  const counts = { passed: 0, turnedAway: 0, usable: 0 };
  function* aborted(): Coroutine<void> {
    try {
      if ((yield* barrier.wait()) === HALF) throw new Error('mine');
      yield* barrier.wait();
      counts.passed += 1;
    } catch (error) {
      if (error instanceof BrokenBarrier) counts.turnedAway += 1;
      else barrier.abort();
    }
  }
  function* passes(): Coroutine<void> {
    yield* aborted();
    if ((yield* meeting.wait()) === HALF) {
      expect([barrier.broken, barrier.inside]).toEqual([true, 0]);
      barrier.reset();
    }
    yield* meeting.wait();
    yield* barrier.wait();
    counts.usable += 1;
  }
  function* main(): Coroutine<void> {
    yield* inTasks(N, passes);
  }
  run(main());
  expect(counts).toEqual({ passed: 0, turnedAway: N - 1, usable: N });
  expectFresh(barrier);
});
