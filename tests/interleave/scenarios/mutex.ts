/** Mutual exclusion, no lost wake-up, hand-over, time-outs, a stop, a dead holder, and the page among the waiters. */
import { MUTEX } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, pageWait, scenario, unlessBusy, type Stage } from '../../../src/interleave/scenario.ts';

const FOREVER = Infinity;
/** Shorter than a slice: a time-out the program asked for. */
const SOON = 10;

function things(stage: Stage): { mutex: number; counter: number } {
  return { mutex: stage.place('mutex', MUTEX), counter: stage.word('counter') };
}

function lock(port: Port, me: number, mutex: number): void {
  port.check(call(port.call, 'lockMutex', mutex, me, FOREVER) === OUTCOME.DONE, 'a wait without end has ended');
}

function unlock(port: Port, me: number, mutex: number): void {
  port.check(call(port.call, 'unlockMutex', mutex, me) === OUTCOME.DONE, 'the holder could not unlock');
}

const rounds = (threads: number, times: number, heldMs = 0) =>
  scenario({
    name: `mutex: ${threads} threads, ${times} × lock and unlock${heldMs ? `, held for ${heldMs} ms` : ''}`,
    threads,
    build(stage) {
      const { mutex, counter } = things(stage);
      return {
        prepare: (calls) => call(calls, 'initMutex', mutex),
        run(port, me) {
          for (let time = 0; time < times; time++) {
            lock(port, me, mutex);
            increment(port, counter);
            if (heldMs > 0) port.pass(heldMs);
            unlock(port, me, mutex);
          }
        },
        ending(check, look) {
          check(look(counter) === threads * times, `${look(counter)} of ${threads * times} increments were kept`);
          check(look(mutex) === 0, 'the mutex is not free');
        },
      };
    },
  });

const compiledLoop = scenario({
  name: 'mutex: 2 threads in the compiled loop of incrementLocked',
  threads: 2,
  build(stage) {
    const { mutex, counter } = things(stage);
    return {
      prepare: (calls) => call(calls, 'initMutex', mutex),
      run: (port, me) => void call(port.call, 'incrementLocked', counter, 2, mutex, me),
      ending: (check, look) => check(look(counter) === 4, `${look(counter)} of 4 increments were kept`),
    };
  },
});

const timed = (threads: number) =>
  scenario({
    name: `mutex: ${threads} threads, the last may give up`,
    threads,
    earlyTimeouts: true,
    build(stage) {
      const { mutex, counter } = things(stage);
      const expected = stage.word('successes');
      const patient = (port: Port, me: number): void => {
        lock(port, me, mutex);
        increment(port, counter);
        increment(port, expected);
        unlock(port, me, mutex);
      };
      const impatient = (port: Port, me: number): void => {
        const outcome = call(port.call, 'lockMutex', mutex, me, SOON);
        port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.TIMED_OUT, `answered ${outcome}`);
        if (outcome !== OUTCOME.DONE) return;
        increment(port, counter);
        increment(port, expected);
        unlock(port, me, mutex);
      };
      return {
        prepare: (calls) => call(calls, 'initMutex', mutex),
        run: Array.from({ length: threads }, (_, thread) => (thread === threads - 1 ? impatient : patient)),
        ending(check, look) {
          check(look(counter) === look(expected) && look(counter) >= threads - 1, 'an increment was lost');
          check(look(mutex) === 0, 'the mutex is not free: a waiter that left is still counted');
        },
      };
    },
  });

const stopped = scenario({
  name: 'mutex: a waiter is stopped by the page while it waits, is woken or is handed the lock',
  threads: 3,
  page: 1,
  build(stage) {
    const { mutex, counter } = things(stage);
    const [, second = 0] = stage.threads;
    return {
      prepare: (calls) => call(calls, 'initMutex', mutex),
      run: [
        (port, me) => {
          lock(port, me, mutex);
          increment(port, counter);
          port.pass(2);
          unlock(port, me, mutex);
        },
        (port, me) => {
          const outcome = call(port.call, 'lockMutex', mutex, me, FOREVER);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.STOPPED, `answered ${outcome}`);
          if (outcome !== OUTCOME.DONE) return;
          increment(port, counter);
          unlock(port, me, mutex);
        },
        (port) => void call(port.call, 'stopThread', second),
      ],
      ending: (check, look) => check(look(mutex) === 0, 'the mutex is not free'),
    };
  },
});

const dead = scenario({
  name: 'mutex: the holder dies, nobody waits for ever',
  threads: 3,
  page: 1,
  slicesMayRunOut: true,
  build(stage) {
    const { mutex } = things(stage);
    const [first = 0] = stage.threads;
    const gone = stage.word('gone');
    return {
      prepare: (calls) => call(calls, 'initMutex', mutex),
      run: [
        (port, me) => {
          lock(port, me, mutex);
          port.atomicStore(gone, 1);
        },
        (port, me) => {
          const outcome = call(port.call, 'lockMutex', mutex, me, FOREVER);
          if (outcome === OUTCOME.DONE) unlock(port, me, mutex);
          else port.check(outcome === OUTCOME.BROKEN, `answered ${outcome}`);
        },
        (port) => {
          while (port.point(gone) === 0) port.yield();
          call(port.call, 'markDead', first);
        },
      ],
    };
  },
});

const withPage = scenario({
  name: 'mutex: two threads and the page, which waits without blocking',
  threads: 3,
  page: 1,
  build(stage) {
    const { mutex, counter } = things(stage);
    const worker = (port: Port, me: number): void => {
      lock(port, me, mutex);
      increment(port, counter);
      unlock(port, me, mutex);
    };
    const page = (port: Port, me: number): void => {
      const begin = (): number => call(port.call, 'beginLock', mutex, me);
      const resume = (reason: number): number => call(port.call, 'resumeLock', mutex, me, reason);
      port.check(pageWait(port, me, begin, resume) === OUTCOME.DONE, 'a wait without end has ended');
      increment(port, counter);
      const unlocked = unlessBusy(port, () => call(port.call, 'unlockMutex', mutex, me));
      port.check(unlocked === OUTCOME.DONE, 'the holder could not unlock');
    };
    return {
      prepare: (calls) => call(calls, 'initMutex', mutex),
      run: [worker, worker, page],
      ending(check, look) {
        check(look(counter) === 3, `${look(counter)} of 3 increments were kept`);
        check(look(mutex) === 0, 'the mutex is not free');
      },
    };
  },
});

const foreign = scenario({
  name: 'mutex: somebody else unlocks, so that the holder’s second lock gets through',
  threads: 2,
  build(stage) {
    const { mutex } = things(stage);
    const held = stage.word('held');
    return {
      prepare: (calls) => call(calls, 'initMutex', mutex),
      run: [
        (port, me) => {
          lock(port, me, mutex);
          port.atomicStore(held, 1);
          lock(port, me, mutex);
          unlock(port, me, mutex);
        },
        (port, me) => {
          while (port.point(held) === 0) port.yield();
          unlock(port, me, mutex);
        },
      ],
      ending: (check, look) => check(look(mutex) === 0, 'the mutex is not free'),
    };
  },
});

export default [
  rounds(2, 2),
  rounds(2, 2, 2),
  rounds(3, 1),
  rounds(3, 1, 2),
  rounds(3, 2, 2),
  compiledLoop,
  timed(2),
  timed(3),
  stopped,
  dead,
  withPage,
  foreign,
];
