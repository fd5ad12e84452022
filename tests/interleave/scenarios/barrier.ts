/** Nobody leaves a round before all have come; broken, reset and late rounds end for everybody. */
import { BARRIER } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const arrives = (port: Port, me: number, barrier: number, timeoutMs = Infinity): number =>
  call(port.call, 'waitBarrier', barrier, me, timeoutMs);

/** The leader's action is over. */
const finishes = (port: Port, me: number, barrier: number): number =>
  call(port.call, 'finishBarrier', barrier, me, call(port.call, 'barrierRound', me));

/** Each writes a plain word before a round and reads everybody's after it: a race where the barrier does not order them. */
const rounds = (threads: number, times: number, firstRound = 0) =>
  scenario({
    name: `barrier: ${threads} threads, ${times} rounds${firstRound ? `, from number ${firstRound}` : ''}`,
    threads,
    build(stage) {
      const barrier = stage.place('barrier', BARRIER);
      const words = stage.threads.map((_, thread) => stage.word(`word of t${thread + 1}`));
      return {
        prepare: (calls) => call(calls, 'initBarrier', barrier, threads, 0, firstRound),
        run(port, me) {
          for (let round = 1; round <= times; round++) {
            port.store(words[port.thread] ?? 0, round);
            port.check(arrives(port, me, barrier) === OUTCOME.DONE, 'was not let through');
            for (const word of words) port.check(port.load(word) === round, `left round ${round} before all had come`);
            // A second meeting, so that nobody writes what others still read.
            port.check(arrives(port, me, barrier) === OUTCOME.DONE, 'was not let through');
          }
        },
      };
    },
  });

const action = scenario({
  name: 'barrier: the action runs once a round, before anybody goes on',
  threads: 2,
  build(stage) {
    const barrier = stage.place('barrier', BARRIER);
    const actions = stage.word('actions');
    return {
      prepare: (calls) => call(calls, 'initBarrier', barrier, 2, 1, 0),
      run(port, me) {
        for (let round = 1; round <= 2; round++) {
          const outcome = arrives(port, me, barrier);
          if (outcome === OUTCOME.LEADS) {
            increment(port, actions);
            port.check(finishes(port, me, barrier) === OUTCOME.DONE, 'the round no longer stands');
          } else port.check(outcome === OUTCOME.DONE, `answered ${outcome}`);
          port.check(port.load(actions) === round, `went on with ${port.load(actions)} actions in round ${round}`);
          const second = arrives(port, me, barrier);
          if (second === OUTCOME.LEADS) finishes(port, me, barrier);
        }
      },
    };
  },
});

/** Two make a round with an action; a third comes, may find the leader acting, and may lose patience on the porch or in a round. */
const porch = scenario({
  name: 'barrier: a third comes while the leader acts and may lose patience; nobody stays',
  threads: 3,
  earlyTimeouts: true,
  build(stage) {
    const barrier = stage.place('barrier', BARRIER);
    const once = (port: Port, me: number, timeoutMs: number): void => {
      let outcome = arrives(port, me, barrier, timeoutMs);
      if (outcome === OUTCOME.LEADS) outcome = finishes(port, me, barrier);
      port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.BROKEN_BARRIER, `answered ${outcome}`);
    };
    return {
      prepare: (calls) => call(calls, 'initBarrier', barrier, 2, 1, 0),
      // Somebody is always left over; the third's patience ends that.
      run: [(port, me) => once(port, me, 10), (port, me) => once(port, me, 10), (port, me) => once(port, me, 10)],
    };
  },
});

const aborted = scenario({
  name: 'barrier: two arrive, a third aborts; nobody passes and nobody stays',
  threads: 3,
  build(stage) {
    const barrier = stage.place('barrier', BARRIER);
    const waiter = (port: Port, me: number): void =>
      port.check(arrives(port, me, barrier) === OUTCOME.BROKEN_BARRIER, 'passed an aborted barrier');
    return {
      prepare: (calls) => call(calls, 'initBarrier', barrier, 3, 0, 0),
      run: [waiter, waiter, (port, me) => void call(port.call, 'abortBarrier', barrier, me)],
    };
  },
});

const late = scenario({
  name: 'barrier: one may lose patience, then nobody passes',
  threads: 2,
  earlyTimeouts: true,
  build(stage) {
    const barrier = stage.place('barrier', BARRIER);
    const passed = [stage.word('outcome of t1'), stage.word('outcome of t2')];
    return {
      prepare: (calls) => call(calls, 'initBarrier', barrier, 2, 0, 0),
      run(port, me) {
        const outcome = arrives(port, me, barrier, port.thread === 0 ? 10 : Infinity);
        port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.BROKEN_BARRIER, `answered ${outcome}`);
        port.store(passed[port.thread] ?? 0, outcome);
      },
      ending(check, look) {
        const [one, other] = passed.map(look);
        check(one === other, 'one passed and the other did not');
      },
    };
  },
});

const reset = scenario({
  name: 'barrier: a reset turns a waiter away or finds nobody; the barrier works on',
  threads: 2,
  build(stage) {
    const barrier = stage.place('barrier', BARRIER);
    return {
      prepare: (calls) => call(calls, 'initBarrier', barrier, 2, 0, 0),
      run: [
        (port, me) => {
          let outcome = arrives(port, me, barrier);
          if (outcome === OUTCOME.BROKEN_BARRIER) outcome = arrives(port, me, barrier);
          port.check(outcome === OUTCOME.DONE, `answered ${outcome}`);
        },
        (port, me) => {
          call(port.call, 'resetBarrier', barrier, me);
          port.check(arrives(port, me, barrier) === OUTCOME.DONE, 'was turned away');
        },
      ],
    };
  },
});

export default [rounds(2, 2), rounds(3, 1), rounds(2, 2, 0xffff_ffff), action, porch, aborted, late, reset];
