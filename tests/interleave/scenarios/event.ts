/** A set lets everybody go who waits, even if it is taken back at once. */
import { EVENT } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, scenario } from '../../../src/interleave/scenario.ts';

const waits = (port: Port, me: number, event: number, timeoutMs = Infinity): number =>
  call(port.call, 'waitEvent', event, me, timeoutMs);

const set = scenario({
  name: 'event: two wait, one sets; what was written before is seen after',
  threads: 3,
  build(stage) {
    const event = stage.place('event', EVENT);
    const data = stage.word('data');
    const waiter = (port: Port, me: number): void => {
      port.check(waits(port, me, event) === OUTCOME.DONE, 'a wait without end has ended');
      port.check(port.load(data) === 42, 'what was written before the set is not there');
    };
    return {
      prepare: (calls) => call(calls, 'initEvent', event),
      run: [
        waiter,
        waiter,
        (port, me) => {
          port.store(data, 42);
          call(port.call, 'setEvent', event, me);
        },
      ],
    };
  },
});

const setAndClear = scenario({
  name: 'event: set and clear at once still let a waiter go, or it comes after both and gives up',
  threads: 2,
  earlyTimeouts: true,
  build(stage) {
    const event = stage.place('event', EVENT);
    // In the record, as in assembly/sync/thread.ts: 1 while it stands in a list.
    const [waiter = 0] = stage.threads;
    return {
      prepare: (calls) => call(calls, 'initEvent', event),
      run: [
        (port, me) => {
          const outcome = waits(port, me, event, 10);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.TIMED_OUT, `answered ${outcome}`);
        },
        (port, me) => {
          const queued = port.point(waiter) === 1;
          call(port.call, 'setEvent', event, me);
          call(port.call, 'clearEvent', event);
          if (queued) port.check(port.point(waiter) !== 1, 'a waiter from before the set still waits after it');
        },
      ],
    };
  },
});

export default [set, setAndClear];
