/** Units are neither lost nor made; who gives up leaves none behind. */
import { SEMAPHORE } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const VALUE = 16;
const UNBOUNDED = 2 ** 31 - 1;

function take(port: Port, me: number, semaphore: number, timeoutMs = Infinity): boolean {
  const outcome = call(port.call, 'acquireSemaphore', semaphore, me, timeoutMs);
  port.check(
    outcome === OUTCOME.DONE || (outcome === OUTCOME.TIMED_OUT && timeoutMs < Infinity),
    `answered ${outcome}`,
  );
  return outcome === OUTCOME.DONE;
}

function give(port: Port, me: number, semaphore: number, count = 1): void {
  port.check(call(port.call, 'releaseSemaphore', semaphore, me, count) === OUTCOME.DONE, 'could not give back');
}

const asLock = (threads: number, times: number) =>
  scenario({
    name: `semaphore of 1: ${threads} threads, ${times} × take and give back`,
    threads,
    build(stage) {
      const semaphore = stage.place('semaphore', SEMAPHORE);
      const counter = stage.word('counter');
      return {
        prepare: (calls) => call(calls, 'initSemaphore', semaphore, 1, 1),
        run(port, me) {
          for (let time = 0; time < times; time++) {
            take(port, me, semaphore);
            increment(port, counter);
            give(port, me, semaphore);
          }
        },
        ending(check, look) {
          check(look(counter) === threads * times, `${look(counter)} of ${threads * times} increments were kept`);
          check(look(semaphore + VALUE) === 1, `${look(semaphore + VALUE)} units are left of 1`);
        },
      };
    },
  });

const many = scenario({
  name: 'semaphore of 0: two take, one gives two at once',
  threads: 3,
  build(stage) {
    const semaphore = stage.place('semaphore', SEMAPHORE);
    return {
      prepare: (calls) => call(calls, 'initSemaphore', semaphore, 0, UNBOUNDED),
      run: [
        (port, me) => void take(port, me, semaphore),
        (port, me) => void take(port, me, semaphore),
        (port, me) => give(port, me, semaphore, 2),
      ],
      ending: (check, look) => check(look(semaphore + VALUE) === 0, 'a unit is left over'),
    };
  },
});

const givesUp = scenario({
  name: 'semaphore of 0: one may give up, one waits, one gives a unit',
  threads: 3,
  earlyTimeouts: true,
  build(stage) {
    const semaphore = stage.place('semaphore', SEMAPHORE);
    return {
      prepare: (calls) => call(calls, 'initSemaphore', semaphore, 0, UNBOUNDED),
      run: [
        (port, me) => {
          if (take(port, me, semaphore, 10)) give(port, me, semaphore);
        },
        (port, me) => void take(port, me, semaphore),
        (port, me) => give(port, me, semaphore),
      ],
      ending: (check, look) => check(look(semaphore + VALUE) === 0, `${look(semaphore + VALUE)} units are left of 0`),
    };
  },
});

export default [asLock(2, 2), asLock(3, 1), many, givesUp];
