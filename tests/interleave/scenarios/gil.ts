/** One at a time, nobody for ever, forced switches really switch, requests die with who made them. */
import { GIL } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario, type Stage } from '../../../src/interleave/scenario.ts';

const INTERVAL_MS = 5;
const SWITCH_NUMBER = 24;
const LOCKED = 16;
const BREAKER = 8;
const DROP_REQUEST = 2;
/** In a record: how often its thread gave the GIL up on request. */
const FORCED = 208;
/** How often it went to sleep. */
const PARKS = 192;
/** How often it looked between slices: not 0 once it has had the GIL. */
const CHECKS = 200;

interface Things {
  readonly gil: number;
  readonly counter: number;
}

function things(stage: Stage): Things {
  return { gil: stage.place('gil', GIL), counter: stage.word('counter') };
}

/** A thread of the interpreter: takes the GIL, runs slices with a look between them, gives it up for good. */
function interpret(port: Port, me: number, { gil, counter }: Things, slices: number): number {
  const taken = call(port.call, 'takeGil', gil, me);
  if (taken !== OUTCOME.DONE) return taken;
  for (let slice = 0; slice < slices; slice++) {
    increment(port, counter);
    const [forced, switches] = [port.load(me + FORCED), port.load(gil + SWITCH_NUMBER)];
    const checked = call(port.call, 'checkGil', gil, me);
    if (checked !== OUTCOME.DONE && checked !== OUTCOME.SWITCHED) return checked;
    const switched = (port.load(gil + SWITCH_NUMBER) - switches) >>> 0;
    port.check((checked === OUTCOME.SWITCHED) === port.load(me + FORCED) > forced, 'says otherwise than it counts');
    if (checked === OUTCOME.SWITCHED) {
      port.check(switched >= 2, 'was forced to drop it and had it again before anybody else');
    }
  }
  const parks = port.load(me + PARKS);
  const dropped = call(port.call, 'dropGil', gil, me, 1);
  port.check(port.load(me + PARKS) === parks, 'went to sleep although it ends');
  return dropped;
}

const running = (threads: number, slices: number, firstSwitch = 0) =>
  scenario({
    name: `GIL: ${threads} threads of ${slices} slices${firstSwitch ? `, from switch ${firstSwitch}` : ''}`,
    threads,
    earlyTimeouts: true,
    build(stage) {
      const own = things(stage);
      return {
        prepare: (calls) => call(calls, 'initGil', own.gil, INTERVAL_MS, firstSwitch),
        run: (port, me) => port.check(interpret(port, me, own, slices) === OUTCOME.DONE, 'was not let through'),
        ending(check, look) {
          check(look(own.counter) === threads * slices, `${look(own.counter)} of ${threads * slices} slices counted`);
          check(look(own.gil + LOCKED) === 0, 'the GIL is still held');
          const asked = stage.threads.some((thread) => (look(thread + BREAKER) & DROP_REQUEST) !== 0);
          check(!asked, 'a request to drop the GIL is left behind');
        },
      };
    },
  });

const released = scenario({
  name: 'GIL: one drops it for a wait and takes it back, another runs meanwhile',
  threads: 2,
  earlyTimeouts: true,
  build(stage) {
    const own = things(stage);
    return {
      prepare: (calls) => call(calls, 'initGil', own.gil, INTERVAL_MS, 0),
      run: [
        (port, me) => {
          call(port.call, 'takeGil', own.gil, me);
          increment(port, own.counter);
          port.check(call(port.call, 'dropGil', own.gil, me, 0) === OUTCOME.DONE, 'could not drop it');
          port.check(call(port.call, 'takeGil', own.gil, me) === OUTCOME.DONE, 'could not take it back');
          increment(port, own.counter);
          // A request from before the wait is no longer anybody's.
          port.check(call(port.call, 'checkGil', own.gil, me) > OUTCOME.TIMED_OUT, 'could not go on');
          call(port.call, 'dropGil', own.gil, me, 1);
        },
        (port, me) => port.check(interpret(port, me, own, 1) === OUTCOME.DONE, 'was not let through'),
      ],
      ending: (check, look) => check(look(own.counter) === 3, 'a slice was lost'),
    };
  },
});

const stopped = scenario({
  name: 'GIL: a waiter that has asked for it is stopped; its request goes with it',
  threads: 3,
  page: 1,
  earlyTimeouts: true,
  build(stage) {
    const own = things(stage);
    const [first = 0, second = 0] = stage.threads;
    return {
      prepare: (calls) => call(calls, 'initGil', own.gil, INTERVAL_MS, 0),
      run: [
        (port, me) => port.check(interpret(port, me, own, 2) === OUTCOME.DONE, 'was not let through'),
        (port, me) => {
          const outcome = interpret(port, me, own, 1);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.STOPPED, `answered ${outcome}`);
          if (outcome === OUTCOME.DONE || port.load(me + CHECKS) > 0) return;
          const request = port.point(first + BREAKER) & DROP_REQUEST;
          port.check(request === 0, 'left, and its request to drop the GIL stayed');
        },
        (port) => void call(port.call, 'stopThread', second),
      ],
      ending: (check, look) => check(look(own.gil + LOCKED) === 0, 'the GIL is still held'),
    };
  },
});

const dead = scenario({
  name: 'GIL: the holder dies, nobody waits for ever',
  threads: 3,
  page: 1,
  earlyTimeouts: true,
  slicesMayRunOut: true,
  build(stage) {
    const own = things(stage);
    const [first = 0] = stage.threads;
    const gone = stage.word('gone');
    return {
      prepare: (calls) => call(calls, 'initGil', own.gil, INTERVAL_MS, 0),
      run: [
        (port, me) => {
          call(port.call, 'takeGil', own.gil, me);
          port.atomicStore(gone, 1);
        },
        (port, me) => {
          const outcome = interpret(port, me, own, 1);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.BROKEN, `answered ${outcome}`);
        },
        (port) => {
          while (port.point(gone) === 0) port.yield();
          call(port.call, 'markDead', first);
        },
      ],
    };
  },
});

export default [running(2, 2), running(2, 2, 0xffff_ffff), running(3, 1), released, stopped, dead];
