/** Notifications are neither lost nor stored nor doubled; a waiter that gave up takes none. */
import { CONDITION, MUTEX, RECURSIVE_MUTEX } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Calls, Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario, type Stage } from '../../../src/interleave/scenario.ts';

interface Things {
  readonly lock: number;
  readonly condition: number;
  readonly ready: number;
  readonly waiting: number;
  prepare(calls: Calls): void;
}

function things(stage: Stage): Things {
  const lock = stage.place('lock', MUTEX);
  const condition = stage.place('condition', CONDITION);
  return {
    lock,
    condition,
    ready: stage.word('ready'),
    waiting: stage.word('waiting'),
    prepare(calls) {
      call(calls, 'initMutex', lock);
      call(calls, 'initCondition', condition);
    },
  };
}

function locked(port: Port, me: number, lock: number, body: () => void): void {
  port.check(call(port.call, 'lockMutex', lock, me, Infinity) === OUTCOME.DONE, 'could not lock');
  body();
  port.check(call(port.call, 'unlockMutex', lock, me) === OUTCOME.DONE, 'does not hold its lock after the wait');
}

function notify(port: Port, me: number, { condition, lock }: Things, count: number): void {
  port.check(call(port.call, 'notifyCondition', condition, lock, me, count) === OUTCOME.DONE, 'could not notify');
}

/** Waits until the plain word says yes, as a program does. */
function awaitReady(port: Port, me: number, { condition, lock, ready }: Things, recursive = 0): void {
  while (port.load(ready) === 0) {
    const outcome = call(port.call, 'waitCondition', condition, lock, recursive, me, Infinity);
    port.check(outcome === OUTCOME.DONE, `a wait without end answered ${outcome}`);
  }
}

const oneForOne = scenario({
  name: 'condition: one waits for a word, another sets it and notifies',
  threads: 2,
  build(stage) {
    const own = things(stage);
    return {
      prepare: own.prepare,
      run: [
        (port, me) => locked(port, me, own.lock, () => awaitReady(port, me, own)),
        (port, me) =>
          locked(port, me, own.lock, () => {
            port.store(own.ready, 1);
            notify(port, me, own, 1);
          }),
      ],
    };
  },
});

const all = scenario({
  name: 'condition: two wait, notify all lets both go',
  threads: 3,
  build(stage) {
    const own = things(stage);
    const waiter = (port: Port, me: number): void => locked(port, me, own.lock, () => awaitReady(port, me, own));
    return {
      prepare: own.prepare,
      run: [
        waiter,
        waiter,
        (port, me) =>
          locked(port, me, own.lock, () => {
            port.store(own.ready, 1);
            notify(port, me, own, 0xffff_ffff);
          }),
      ],
    };
  },
});

/** Waits once, without a loop: a spurious wake-up would show. */
function waitOnce(port: Port, me: number, own: Things, woken: number): void {
  locked(port, me, own.lock, () => {
    increment(port, own.waiting);
    const outcome = call(port.call, 'waitCondition', own.condition, own.lock, 0, me, Infinity);
    port.check(outcome === OUTCOME.DONE, `a wait without end answered ${outcome}`);
    increment(port, woken);
  });
}

const exactly = scenario({
  name: 'condition: notify(1) with two waiters lets exactly one go, the next notify the other',
  threads: 3,
  build(stage) {
    const own = things(stage);
    const woken = stage.word('woken');
    return {
      prepare: own.prepare,
      run: [
        (port, me) => waitOnce(port, me, own, woken),
        (port, me) => waitOnce(port, me, own, woken),
        (port, me) => {
          for (let expected = 0; expected < 2; expected++) {
            let notified = false;
            // Only when both wait, and then only when the first has come back.
            while (!notified) {
              locked(port, me, own.lock, () => {
                port.check(port.load(woken) <= expected, 'one notification has let two go');
                notified = port.load(own.waiting) === 2 && port.load(woken) === expected;
                if (notified) notify(port, me, own, 1);
              });
              if (!notified) port.yield();
            }
          }
        },
      ],
      ending: (check, look) => check(look(woken) === 2, `${look(woken)} of 2 were let go`),
    };
  },
});

const givesUp = scenario({
  name: 'condition: the first waiter may give up; the notification then reaches the second',
  threads: 3,
  earlyTimeouts: true,
  build(stage) {
    const own = things(stage);
    return {
      prepare: own.prepare,
      run: [
        (port, me) =>
          locked(port, me, own.lock, () => {
            increment(port, own.waiting);
            const outcome = call(port.call, 'waitCondition', own.condition, own.lock, 0, me, 10);
            port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.TIMED_OUT, `answered ${outcome}`);
            // Who was notified passes it on; who gave up must not have taken it.
            if (outcome === OUTCOME.DONE) notify(port, me, own, 1);
          }),
        (port, me) =>
          locked(port, me, own.lock, () => {
            increment(port, own.waiting);
            const outcome = call(port.call, 'waitCondition', own.condition, own.lock, 0, me, Infinity);
            port.check(outcome === OUTCOME.DONE, `a wait without end answered ${outcome}`);
          }),
        (port, me) => {
          let notified = false;
          while (!notified) {
            locked(port, me, own.lock, () => {
              notified = port.load(own.waiting) === 2;
              if (notified) notify(port, me, own, 1);
            });
            if (!notified) port.yield();
          }
        },
      ],
    };
  },
});

const deep = scenario({
  name: 'condition: a wait two deep in a recursive lock frees it wholly and comes back two deep',
  threads: 2,
  build(stage) {
    const lock = stage.place('lock', RECURSIVE_MUTEX);
    const condition = stage.place('condition', CONDITION);
    const own = { ...things(stage), lock, condition };
    return {
      prepare(calls) {
        call(calls, 'initRecursiveMutex', lock);
        call(calls, 'initCondition', condition);
      },
      run: [
        (port, me) => {
          for (let level = 0; level < 2; level++) call(port.call, 'lockRecursive', lock, me, Infinity);
          awaitReady(port, me, own, 1);
          port.check(call(port.call, 'recursionDepth', lock, me) === 2, 'came back at another depth');
          for (let level = 0; level < 2; level++) call(port.call, 'unlockRecursive', lock, me);
        },
        (port, me) => {
          call(port.call, 'lockRecursive', lock, me, Infinity);
          port.store(own.ready, 1);
          notify(port, me, own, 1);
          call(port.call, 'unlockRecursive', lock, me);
        },
      ],
      ending: (check, look) => check(look(lock) === 0, 'the lock is not free'),
    };
  },
});

export default [oneForOne, all, exactly, givesUp, deep];
