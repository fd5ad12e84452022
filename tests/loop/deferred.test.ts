/** Deferreds: chains of callbacks and errbacks over the loop. */
import { expect, test } from 'vitest';
import { Deferred, deferLater, fail, succeed } from '../../src/loop/deferred.ts';
import { CancelledError, InvalidState, LoopExit, MisusedLoop, TimeoutError } from '../../src/loop/errors.ts';
import { Failure } from '../../src/loop/failure.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { chained } from './chained.ts';
import { rig } from './rig.ts';

test('each stage is given what the one before made of the result, at once and in order', () => {
  const { loop, events, pass } = chained();
  const deferred = new Deferred<number>(loop);
  deferred
    .addCallback(pass('first'))
    .addCallback((value) => value + 1)
    .addCallback((value) => `the text ${value}`)
    .addCallback(pass('last'));
  expect(events).toEqual([]);
  deferred.callback(41);
  expect(events).toEqual(['0 first has 41', '0 last has the text 42']);
  deferred.addCallback(pass('added when fired'));
  expect(events.at(-1)).toBe('0 added when fired has the text 42');
});

test('a failure goes past callbacks to the next errback, and what that gives is a value again', () => {
  const { loop, events, pass, passFailure } = chained();
  const deferred = new Deferred<string>(loop);
  deferred
    .addErrback(passFailure('not this errback'))
    .addCallback((): string => {
      throw new RangeError('thrown');
    })
    .addCallback(pass('not this callback'))
    .addErrback(passFailure('an errback that passes it on'))
    .addBoth((result) => {
      events.push(`0 both have ${(result as Failure).thrown === fault}`);
      return result;
    })
    .addErrback(() => 'all well again')
    .addErrback(passFailure('nor this errback'))
    .addCallback(pass('a callback'));
  const fault = new RangeError('given');
  deferred.addCallback(() => new Failure(fault)).addErrback(passFailure('given back'));
  deferred.callback('a value');
  expect(events).toEqual([
    '0 an errback that passes it on has RangeError: thrown',
    '0 both have false',
    '0 a callback has all well again',
    '0 given back has RangeError: given',
  ]);
});

test('of a pair of stages the errback does not get what its callback throws', () => {
  const { loop, events, passFailure } = chained();
  succeed(loop, 1)
    .addCallbacks(() => {
      throw new Error('of the callback');
    }, passFailure('its own errback'))
    .addErrback(passFailure('the next errback'))
    .addErrback(() => null);
  expect(events).toEqual(['0 the next errback has Error: of the callback']);
});

test('trap lets the errors through that are not asked for', () => {
  const { loop, events, passFailure } = chained();
  fail(loop, new RangeError('mine'))
    .addErrback((failure) => void events.push(`trapped ${failure.trap(TypeError, RangeError) === RangeError}`))
    .addCallback(() => {
      throw new TypeError('not mine');
    })
    .addErrback((failure) => void failure.trap(RangeError))
    .addErrback(passFailure('the next'))
    .addErrback((failure) => expect(failure.check(RangeError)).toBe(null));
  expect(events).toEqual(['trapped true', '0 the next has TypeError: not mine']);
});

test('it is fired once, and never with a Deferred', () => {
  const { loop } = rig();
  const deferred = new Deferred<unknown>(loop);
  expect(() => deferred.callback(new Deferred(loop))).toThrow(TypeError);
  expect(deferred.isFired).toBe(false);
  deferred.callback(1);
  expect(() => deferred.callback(2)).toThrow(InvalidState);
  expect(() => deferred.errback(new Error('late'))).toThrow(InvalidState);
});

test('a callback that gives a Deferred pauses the chain until that one has its result', () => {
  const { loop, events, run, pass } = chained();
  const inner = deferLater(loop, 10, () => 'inner value').addCallback(pass('inner before'));
  const outer = succeed(loop, 'outer value')
    .addCallback(pass('outer before'))
    .addCallback(() => inner)
    .addCallback(pass('outer after'));
  inner.addCallback(pass('inner after'));
  outer.addCallback(pass('outer last'));
  run(sleep(20));
  expect(events).toEqual([
    '0 outer before has outer value',
    '10 inner before has inner value',
    '10 outer after has inner value',
    '10 outer last has inner value',
    // Its result has gone to the outer one.
    '10 inner after has undefined',
  ]);
});

test('one that has its result already pauses nothing, and a failing one fails the chain', () => {
  const { loop, events, faults, pass, passFailure } = chained();
  const failed = fail(loop, new Error('inner'));
  succeed(loop, 0)
    .addCallback(() => succeed(loop, 'at once'))
    .addCallback(pass('outer'))
    .addCallback(() => failed)
    .addErrback(passFailure('outer'))
    .addErrback(() => null);
  expect(events).toEqual(['0 outer has at once', '0 outer has Error: inner']);
  loop.close();
  expect(faults).toEqual([]);
});

test('a stage that adds another to its own chain has it run behind itself', () => {
  const { loop, events, pass } = chained();
  const deferred = new Deferred<number>(loop);
  deferred.addCallback((value) => {
    deferred.addCallback(pass('added inside'));
    events.push('adding');
    return value + 1;
  });
  deferred.addCallback(pass('added before'));
  deferred.callback(1);
  expect(events).toEqual(['adding', '0 added before has 2', '0 added inside has 2']);
});

test('one that would wait for itself fails instead', () => {
  const { loop, events, passFailure } = chained();
  const deferred: Deferred<unknown> = succeed<unknown>(loop, 0);
  deferred.addCallback(() => deferred);
  deferred.addErrback(passFailure('errback')).addErrback((failure) => void failure.trap(MisusedLoop));
  expect(events).toHaveLength(1);
});

test('a hundred thousand that wait for each other in a row do not use up the stack', () => {
  const { loop } = rig();
  const first = new Deferred<number>(loop);
  let last: Deferred<number> = first;
  for (let at = 0; at < 100_000; at++) {
    const inner = last;
    last = succeed(loop, 0)
      .addCallback(() => inner)
      .addCallback((value) => value + 1);
  }
  let result = 0;
  last.addCallback((value) => void (result = value));
  first.callback(0);
  expect(result).toBe(100_000);
});

test('cancelling fires it with CancelledError, and one late result is let pass', () => {
  const { loop, events, passFailure } = chained();
  const deferred = new Deferred<string>(loop);
  deferred.addErrback(passFailure('errback')).addErrback((failure) => void failure.trap(CancelledError));
  deferred.cancel();
  deferred.cancel();
  expect(events).toEqual(['0 errback has CancelledError: cancelled']);
  expect(() => deferred.callback('late')).not.toThrow();
  expect(() => deferred.callback('later')).toThrow(InvalidState);
});

test('a canceller stops the work, and may fire it as it likes; then nothing late is let pass', () => {
  const { loop, events, run, pass } = chained();
  const partial = new Deferred<string>(loop, (deferred) => deferred.callback('half of it'));
  partial.addCallback(pass('partial'));
  partial.cancel();
  expect(() => partial.callback('late')).toThrow(InvalidState);

  const later = deferLater(loop, 10, () => void events.push('never called'));
  later.addErrback((failure) => void events.push(`cancelled ${failure.check(CancelledError) !== null}`));
  later.cancel();
  run(sleep(20));
  expect(events).toEqual(['0 partial has half of it', 'cancelled true']);
});

test('cancelling one that waits for another cancels that one', () => {
  const { loop, events, run, passFailure } = chained();
  const inner = deferLater(loop, 10_000, () => 'never');
  inner.addErrback(passFailure('inner'));
  const outer = succeed(loop, 0).addCallback(() => inner);
  outer.addErrback(passFailure('outer')).addErrback(() => null);
  loop.callLater(5, () => outer.cancel());
  run(sleep(6));
  expect(events).toEqual(['5 inner has CancelledError: cancelled', '5 outer has CancelledError: cancelled']);
  expect(loop.nextDue()).toBe(Infinity);
});

test('deferLater fires with what the call gives, a Deferred too, or throws', () => {
  const { loop, events, run, pass, passFailure } = chained();
  deferLater(loop, 3, () => 'given').addCallback(pass('a'));
  deferLater(loop, 3, () => deferLater(loop, 4, () => 'given later')).addCallback(pass('b'));
  deferLater(loop, 0, (): string => {
    throw new Error('thrown');
  })
    .addErrback(passFailure('c'))
    .addErrback(() => null);
  run(sleep(10));
  expect(events).toEqual(['0 c has Error: thrown', '3 a has given', '7 b has given later']);
});

test('a time-out cancels what is not there in time, under its own name, and leaves the rest alone', () => {
  const { loop, events, faults, run, pass, passFailure } = chained();
  deferLater(loop, 10_000, () => 'never')
    .addTimeout(5)
    .addErrback(passFailure('late'))
    .addErrback((failure) => void failure.trap(TimeoutError));
  deferLater(loop, 3, () => 'in time')
    .addTimeout(5)
    .addCallback(pass('timely'));
  const cancelled = deferLater(loop, 10_000, () => 'never').addTimeout(5);
  cancelled.addErrback(passFailure('cancelled before')).addErrback(() => null);
  loop.callLater(1, () => cancelled.cancel());
  run(sleep(20));
  expect(events).toEqual([
    '1 cancelled before has CancelledError: cancelled',
    '3 timely has in time',
    '5 late has TimeoutError: the Deferred had no result within 5 ms',
  ]);
  expect(loop.timerCount).toBe(0);
  expect(faults).toEqual([]);
});

test('a failure that nobody handled is told of when the loop is closed, and only such a one', () => {
  const { loop, faults } = rig();
  fail(loop, new Error('handled')).addErrback(() => null);
  fail(loop, new Error('handled late'))
    .addCallback(() => 'no')
    .addErrback(() => null);
  succeed(loop, 'a value');
  new Deferred(loop);
  const unhandled = fail(loop, new Error('unhandled')).addCallback(() => 'no');
  const error = new Error('thrown by the last errback');
  const again = fail(loop, new Error('replaced')).addErrback(() => {
    throw error;
  });
  expect(faults).toEqual([]);
  loop.close();
  expect(faults.map((fault) => [fault.message, String(fault.error)])).toEqual([
    ['Unhandled error in Deferred', 'Error: unhandled'],
    ['Unhandled error in Deferred', 'Error: thrown by the last errback'],
  ]);
  expect([faults[0]?.source, faults[1]?.source]).toEqual([unhandled, again]);
});

test('LoopExit of a callback leaves the loop', () => {
  const { loop, run } = rig();
  const exit = new LoopExit('enough');
  deferLater(loop, 1, () => {
    throw exit;
  });
  expect(() => run(sleep(5))).toThrow(exit);
});
