/** An executor's future as one of a loop's. */
import { expect } from 'vitest';
import { CancelledError, MisusedLoop } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { Future } from '../../src/pool/future.ts';
import { wrapFuture } from '../../src/pool/wrap-future.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from '../loop/rig.ts';

behaviour('AF08', async () => {
  const { loop, run } = rig();
  const own = loop.createFuture<number>();
  expect(wrapFuture(own) === own).toBe(true);

  const cancelledHere = new Future<number>();
  const wrapper = wrapFuture(cancelledHere, loop);
  wrapper.cancel();
  run(sleep(1));
  expect(cancelledHere.isCancelled).toBe(true);
  expect(wrapper.isCancelled).toBe(true);

  const cancelledThere = new Future<number>();
  const hears = wrapFuture(cancelledThere, loop);
  cancelledThere.cancel();
  expect(() => run(hears)).toThrow(CancelledError);
  expect(hears.isCancelled).toBe(true);

  const finished = new Future<number>();
  const late = wrapFuture(finished, loop);
  finished.setResult(42);
  late.cancel();
  run(sleep(1));
  expect(finished.isCancelled).toBe(false);
  expect(await finished.result()).toBe(42);
  expect(late.isCancelled).toBe(true);
});

behaviour('AF08 values and errors', () => {
  const { loop, events, run } = rig();
  const error = new RangeError('a fault');
  const before = new Future<string>();
  before.setResult('was there before');
  const during = new Future<string>();
  const failing = new Future<string>();
  failing.setException(error);
  loop.callLater(5, () => during.setResult('came meanwhile'));
  function* main() {
    events.push(yield* wrapFuture(before), yield* wrapFuture(during));
    try {
      yield* wrapFuture(failing);
    } catch (thrown) {
      expect(thrown).toBe(error);
      events.push('failed');
    }
  }
  run(main());
  expect(events).toEqual(['was there before', 'came meanwhile', 'failed']);
  expect(loop.time()).toBe(5);
  expect(() => wrapFuture(during)).toThrow(MisusedLoop);
});

behaviour('AF08 between turns it wakes the loop, and a closed loop is left alone', () => {
  const { loop, faults } = rig({ debug: true });
  loop.begin();
  let woken = 0;
  loop.onWake = () => (woken += 1);
  const future = new Future<string>();
  const wrapper = wrapFuture(future, loop);
  future.setResult('from outside');
  expect(woken).toBeGreaterThan(0);
  loop.turn();
  expect(wrapper.result()).toBe('from outside');
  const tooLate = new Future<string>();
  wrapFuture(tooLate, loop);
  loop.end();
  loop.close();
  tooLate.setResult('nobody is there');
  expect(faults).toEqual([]);
});
