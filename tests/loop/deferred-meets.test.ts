/** Deferreds together with others: several at once, coroutines that wait for them, callbacks that wait for tasks. */
import { expect, test } from 'vitest';
import { Deferred, deferLater, fail, fromFuture } from '../../src/loop/deferred.ts';
import { deferredList, gatherResults } from '../../src/loop/deferred-list.ts';
import { FirstError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { chained } from './chained.ts';
import { rig } from './rig.ts';

test('gatherResults gives all values in their order, or fails with the first failure while the others go on', () => {
  const { loop, events, faults, run, pass } = chained();
  const later = (delay: number, text: string): Deferred<string> =>
    deferLater(loop, delay, () => text).addCallback(pass('one'));
  gatherResults(loop, [later(3, 'c'), later(1, 'a'), later(2, 'b')]).addCallback(pass('all'));
  gatherResults(loop, []).addCallback(pass('nothing'));
  run(sleep(5));
  expect(events).toEqual(['0 nothing has ', '1 one has a', '2 one has b', '3 one has c', '3 all has c,a,b']);

  events.length = 0;
  const bad = deferLater(loop, 1, (): string => {
    throw new RangeError('bad');
  });
  gatherResults(loop, [later(2, 'd'), bad], { consumeErrors: true }).addErrback((failure) => {
    failure.trap(FirstError);
    const { index, cause, message } = failure.thrown as FirstError;
    events.push(`${loop.time()} ${message}; ${index} ${String(cause)}`);
  });
  run(sleep(5));
  expect(events).toEqual(['6 number 1 of the list failed: RangeError: bad; 1 RangeError: bad', '7 one has d']);
  loop.close();
  expect(faults).toEqual([]);
});

test('what gatherResults does not consume stays with the Deferred it came from', () => {
  const { loop, faults } = rig();
  gatherResults(loop, [fail(loop, new Error('its own'))]).addErrback(() => null);
  loop.close();
  expect(faults.map(({ error }) => String(error))).toEqual(['Error: its own']);
});

test('deferredList never fails, and cancelling it cancels all', () => {
  const { loop, events, run } = rig();
  const show = (list: Deferred<number>[], consumeErrors: boolean): Deferred<unknown> =>
    deferredList(loop, list, { consumeErrors }).addCallback((outcomes) => {
      const texts = outcomes.map((one) => (one.succeeded ? String(one.value) : String(one.failure.thrown)));
      events.push(`${loop.time()} ${texts.join(', ')}`);
    });
  show([], false);
  show([deferLater(loop, 2, () => 1), fail(loop, new Error('bad'))], true);
  run(sleep(5));
  const list = show([deferLater(loop, 10_000, () => 1), deferLater(loop, 3, () => 2)], true);
  loop.callLater(4, () => list.cancel());
  run(sleep(5));
  expect(events).toEqual(['0 ', '2 1, Error: bad', '9 CancelledError: cancelled, 2']);
});

test('a coroutine waits for one as a future, and cancels it', () => {
  const { loop, events, faults, run } = rig();
  function* main() {
    events.push(yield* deferLater(loop, 5, () => 'value').asFuture());
    try {
      yield* fail(loop, new RangeError('failed')).asFuture();
    } catch (error) {
      events.push(String(error));
    }
    const asleep = deferLater(loop, 10_000, () => 'never');
    const future = asleep.asFuture();
    future.cancel();
    yield* sleep(1);
    events.push(`${loop.time()} ${asleep.isFired} ${future.isCancelled}`);
    const cancelled = deferLater(loop, 10_000, () => 'never');
    loop.callLater(1, () => cancelled.cancel());
    try {
      yield* cancelled.asFuture();
    } catch (error) {
      events.push(`${loop.time()} ${String(error)}`);
    }
  }
  run(main());
  expect(events).toEqual(['value', 'RangeError: failed', '6 true true', '7 CancelledError: cancelled']);
  loop.close();
  expect(faults).toEqual([]);
});

test('a chain of callbacks waits for a task, has its error, and cancels it', () => {
  const { loop, events, faults, run, pass, passFailure } = chained();
  function* task(text: string, ms: number) {
    try {
      yield* sleep(ms);
    } finally {
      events.push(`${loop.time()} ${text} ends`);
    }
    if (text === 'bad') throw new RangeError(text);
    return text;
  }
  fromFuture(loop.createTask(task('good', 5))).addCallback(pass('callback'));
  fromFuture(loop.createTask(task('bad', 6)))
    .addErrback(passFailure('errback'))
    .addErrback(() => null);
  const endless = loop.createTask(task('endless', 10_000));
  const deferred = fromFuture(endless);
  deferred.addErrback(passFailure('cancelled')).addErrback(() => null);
  loop.callLater(7, () => deferred.cancel());
  run(sleep(10));
  expect(endless.isCancelled).toBe(true);
  expect(events).toEqual([
    '5 good ends',
    '5 callback has good',
    '6 bad ends',
    '6 errback has RangeError: bad',
    '7 cancelled has CancelledError: cancelled',
    '7 endless ends',
  ]);
  loop.close();
  expect(faults).toEqual([]);
});
