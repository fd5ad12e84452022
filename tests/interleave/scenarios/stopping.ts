/** The page ends the waits of threads at any moment: they leave, and what they would have been given goes to others. */
import { EVENT, SEMAPHORE } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import { call, scenario } from '../scenario.ts';

const UNBOUNDED = 2 ** 31 - 1;

const alone = scenario({
  name: 'stop: a thread waits for an event that nobody sets; the page’s stop ends the wait, whenever it comes',
  threads: 2,
  page: 1,
  build(stage) {
    const event = stage.place('event', EVENT);
    const [waiter = 0] = stage.threads;
    return {
      prepare: (calls) => call(calls, 'initEvent', event),
      run: [
        (port, me) => {
          const outcome = call(port.call, 'waitEvent', event, me, Infinity);
          port.check(outcome === OUTCOME.STOPPED, `answered ${outcome}`);
        },
        (port) => void call(port.call, 'stopThread', waiter),
      ],
    };
  },
});

const unitNotLost = scenario({
  name: 'stop: of two waiters at a semaphore one is stopped; the unit given goes to one that takes it',
  threads: 3,
  page: 1,
  build(stage) {
    const semaphore = stage.place('semaphore', SEMAPHORE);
    const [first = 0] = stage.threads;
    const VALUE = 16;
    const taken = stage.word('taken');
    return {
      prepare: (calls) => call(calls, 'initSemaphore', semaphore, 0, UNBOUNDED),
      run: [
        (port, me) => {
          const outcome = call(port.call, 'acquireSemaphore', semaphore, me, Infinity);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.STOPPED, `answered ${outcome}`);
          if (outcome === OUTCOME.DONE) port.atomicAdd(taken, 1);
        },
        (port, me) => void call(port.call, 'releaseSemaphore', semaphore, me, 1),
        (port) => void call(port.call, 'stopThread', first),
      ],
      ending: (check, look) => check(look(taken) + look(semaphore + VALUE) === 1, 'the unit is lost or doubled'),
    };
  },
});

export default [alone, unitNotLost];
