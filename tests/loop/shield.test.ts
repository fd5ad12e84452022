/** A future that keeps cancellations away from another. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, MisusedLoop } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import { shield } from '../../src/loop/shield.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { turns } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('SH01', () => {
  const here = rig();
  const [value, failing, cancelled] = [1, 2, 3].map(() => here.loop.createFuture<number>());
  if (!value || !failing || !cancelled) throw new Error('three were made');
  const outers = [value, failing, cancelled].map((inner) => shield(inner));
  const crash = new Error('of the inner one');
  value.setResult(42);
  failing.setException(crash);
  cancelled.cancel('gone');
  turns(here);
  expect(outers[0]?.result()).toBe(42);
  expect(outers[1]?.exception()).toEqual({ thrown: crash });
  expect(outers[2]?.isCancelled).toBe(true);
  let reason: unknown;
  try {
    outers[2]?.result();
  } catch (error) {
    reason = (error as CancelledError).reason;
  }
  expect(reason).toBe('gone');
  here.loop.close();
  expect(here.faults).toEqual([]);
});

behaviour('SH02', () => {
  const { loop, run, events, faults } = rig();
  function* inner(): Coroutine<number> {
    yield* sleep(100);
    events.push(`${loop.time()} inner ends`);
    return 7;
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(inner());
    const outer = shield(task);
    const waiter = loop.createTask(
      (function* (): Coroutine<void> {
        yield* outer;
      })(),
    );
    yield* sleep(1);
    waiter.cancel();
    yield;
    yield;
    expect([outer.isCancelled, waiter.isCancelled, task.isDone]).toEqual([true, true, false]);
    expect(outer.callbackCount).toBe(0);
    expect(task.callbackCount).toBe(0);
    expect(yield* task).toBe(7);
  }
  run(main());
  expect(events).toEqual(['100 inner ends']);
  loop.close();
  expect(faults).toEqual([]);
});

behaviour('SH03', () => {
  const here = rig();
  const done = here.loop.createFuture<number>();
  done.setResult(42);
  expect(shield(done)).toBe(done);
  const cancelled = here.loop.createFuture<number>();
  cancelled.cancel();
  expect(shield(cancelled)).toBe(cancelled);
});

behaviour('SH04', () => {
  const here = rig();
  const { loop } = here;
  const [a, b] = [loop.createFuture<number>(), loop.createFuture<number>()];
  const outer = shield(gather([a, b]));
  turns(here);
  outer.cancel();
  turns(here);
  expect([outer.isCancelled, a.isDone, b.isDone]).toEqual([true, false, false]);
  a.setResult(0);
  b.setResult(0);
  turns(here);
  expect([a.result(), b.result()]).toEqual([0, 0]);

  const [c, d] = [loop.createFuture<number>(), loop.createFuture<number>()];
  const [shieldOfC, shieldOfD] = [shield(c), shield(d)];
  const both = gather([shieldOfC, shieldOfD]);
  turns(here);
  expect(both.cancel()).toBe(true);
  turns(here);
  expect(() => both.result()).toThrow(CancelledError);
  expect([shieldOfC.isCancelled, shieldOfD.isCancelled]).toEqual([true, true]);
  expect([c.isDone, d.isDone]).toEqual([false, false]);
  loop.close();
  expect(here.faults).toEqual([]);
});

behaviour('SH05', () => {
  const here = rig();
  expect(() => shield(sleep(1))).toThrow(MisusedLoop);
  expect(here.loop.allTasks()).toEqual([]);
});

test('an error that comes in the turn the shield was cancelled in counts as seen, a later one is reported', () => {
  for (const isLater of [false, true]) {
    const here = rig();
    const inner = here.loop.createFuture<void>();
    shield(inner).cancel();
    if (isLater) turns(here);
    inner.setException(new Error('unseen'));
    turns(here);
    here.loop.close();
    expect(here.faults.map(({ message }) => message)).toEqual(isLater ? ['Future exception was never retrieved'] : []);
  }
});

test('a coroutine becomes a task of the running loop', () => {
  const { loop, run } = rig();
  function* main(): Coroutine<number> {
    const outer = shield(sleep(5, 9));
    expect(loop.allTasks()).toHaveLength(2);
    return yield* outer;
  }
  expect(run(main())).toBe(9);
});
