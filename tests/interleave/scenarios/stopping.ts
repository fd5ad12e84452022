/** The page ends the waits of threads at any moment: they leave, and what they would have been given goes to others. */
import { CONDITION, EVENT, MUTEX, queueStructure, SEMAPHORE } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, scenario } from '../../../src/interleave/scenario.ts';

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

const itemNotLost = scenario({
  name: 'stop: of two getters at a queue one is stopped; the item put goes to one that takes it, or stays',
  threads: 3,
  page: 1,
  build(stage) {
    const queue = stage.place('queue', queueStructure(1));
    const [first = 0] = stage.threads;
    const COUNT = 44;
    const taken = stage.word('taken');
    return {
      prepare: (calls) => call(calls, 'initQueue', queue, 0, 1, 1),
      run: [
        (port, me) => {
          const outcome = call(port.call, 'getQueue', queue, me, Infinity);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.STOPPED, `answered ${outcome}`);
          if (outcome === OUTCOME.DONE) port.atomicAdd(taken, 1);
        },
        (port, me) => void call(port.call, 'putQueue', queue, me, 7, Infinity),
        (port) => void call(port.call, 'stopThread', first),
      ],
      ending: (check, look) => check(look(taken) + look(queue + COUNT) === 1, 'the item is lost or doubled'),
    };
  },
});

const noStolenNotification = scenario({
  name: 'stop: of two that wait at a condition one is stopped; the other is notified once, and neither keeps the lock',
  threads: 3,
  build(stage) {
    const condition = stage.place('condition', CONDITION);
    const lock = stage.place('lock', MUTEX);
    const [first = 0] = stage.threads;
    const ready = stage.word('ready');
    const wait = (port: Port, me: number): number => {
      call(port.call, 'lockMutex', lock, me, Infinity);
      port.store(ready, port.load(ready) + 1);
      return call(port.call, 'waitCondition', condition, lock, 0, me, Infinity);
    };
    return {
      prepare(calls) {
        call(calls, 'initMutex', lock);
        call(calls, 'initCondition', condition);
      },
      run: [
        (port, me) => {
          const outcome = wait(port, me);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.STOPPED, `answered ${outcome}`);
          // Stopped it holds nothing; notified before the stop it holds the lock as ever.
          if (outcome === OUTCOME.DONE) call(port.call, 'unlockMutex', lock, me);
        },
        (port, me) => {
          port.check(wait(port, me) === OUTCOME.DONE, 'was not notified');
          call(port.call, 'unlockMutex', lock, me);
        },
        (port, me) => {
          let both = false;
          while (!both) {
            call(port.call, 'lockMutex', lock, me, Infinity);
            both = port.load(ready) === 2;
            if (both) {
              call(port.call, 'stopThread', first);
              call(port.call, 'notifyCondition', condition, lock, me, 2);
            }
            call(port.call, 'unlockMutex', lock, me);
            if (!both) port.yield();
          }
        },
      ],
      ending: (check, look) => check(look(lock) === 0, 'the lock is still held'),
    };
  },
});

export default [alone, unitNotLost, itemNotLost, noStolenNotification];
