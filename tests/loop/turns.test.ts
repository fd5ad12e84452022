/** The loop's turns: callbacks, timers, stopping, faults. Driven by hand where a turn has to be looked at by itself. */
import { expect, vi } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { LoopExit, MisusedLoop } from '../../src/loop/errors.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { VirtualClock } from '../../src/loop/virtual-time.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

behaviour('LP01', () => {
  const { loop, events } = rig();
  const say = (text: string) => (): void => void events.push(`${loop.turns} ${text}`);
  loop.callSoon(() => {
    say('a')();
    loop.callSoon(() => {
      say('added by a')();
      loop.callSoon(say('added by what a added'));
    });
  });
  loop.callSoon(say('b'));
  const dropped = loop.callSoon(say('cancelled'));
  loop.callSoon(say('c'));
  dropped.cancel();
  for (let turn = 0; turn < 4; turn++) loop.turn();
  expect(events).toEqual(['1 a', '1 b', '1 c', '2 added by a', '3 added by what a added']);
});

behaviour('LP01 also where a driver breaks a turn off', () => {
  const { loop, events } = rig();
  for (const name of ['a', 'b', 'c']) {
    loop.callSoon(() => {
      events.push(`${loop.turns} ${name}`);
      loop.callSoon(() => events.push(`${loop.turns} added by ${name}`));
    });
  }
  expect(loop.turn(2)).toBe(2);
  expect(loop.isMidTurn).toBe(true);
  loop.callSoonThreadsafe(() => events.push(`${loop.turns} from outside`));
  expect(loop.turn(2)).toBe(1);
  expect(loop.isMidTurn).toBe(false);
  loop.turn();
  expect(events).toEqual(['1 a', '1 b', '1 c', '2 added by a', '2 added by b', '2 from outside', '2 added by c']);
});

behaviour('LP02', () => {
  const { loop, events, run } = rig();
  const say = (text: string) => (): void => void events.push(`${loop.time()} ${text}`);
  loop.callLater(20, say('late'));
  loop.callLater(10, say('first of two'));
  loop.callAt(10, say('second of two'));
  loop.callLater(5, say('early'));
  loop.callLater(-3, say('due before'));
  loop.callLater(0, say('due now'));
  run(sleep(30));
  expect(events).toEqual(['0 due before', '0 due now', '5 early', '10 first of two', '10 second of two', '20 late']);
  for (const delay of [undefined, null, '10', NaN]) {
    expect(() => loop.callLater(delay as number, () => {})).toThrow(TypeError);
    expect(() => loop.callAt(delay as number, () => {})).toThrow(TypeError);
  }
});

behaviour('LP02 in any order of asking', () => {
  const { loop, run } = rig();
  const called: number[] = [];
  // Every residue once, in an order that is neither sorted nor its reverse.
  for (let at = 0; at < 1_009; at++) loop.callAt((at * 409) % 1_009, () => called.push(loop.time()));
  run(sleep(2_000));
  expect(called).toEqual(Array.from({ length: 1_009 }, (_, at) => at));
});

behaviour('LP03 at the head of the heap', () => {
  const { loop } = rig();
  let called = 0;
  const first = loop.callAt(0, () => (called += 1));
  const behind = loop.callAt(0, () => (called += 1));
  loop.callAt(5, () => {});
  first.cancel();
  expect(loop.timerCount).toBe(3);
  expect(loop.nextDue()).toBe(0);
  expect(loop.timerCount).toBe(2);
  behind.cancel();
  loop.turn();
  expect(called).toBe(0);
  expect(loop.timerCount).toBe(1);
  expect(loop.nextDue()).toBe(5);
});

behaviour('LP03 when more than half of more than a hundred are cancelled', () => {
  const { loop, run } = rig();
  const called: number[] = [];
  const timers = Array.from({ length: 101 }, (_, at) => loop.callAt(100 + at, () => called.push(at)));
  // From the back, so that the head is never one of them.
  for (const timer of timers.slice(-50)) timer.cancel();
  loop.nextDue();
  expect(loop.timerCount).toBe(101);
  timers[50]?.cancel();
  timers[50]?.cancel();
  loop.nextDue();
  expect(loop.timerCount).toBe(50);
  run(sleep(1_000));
  expect(called).toEqual(Array.from({ length: 50 }, (_, at) => at));
});

behaviour('LP03 but not of a hundred', () => {
  const { loop } = rig();
  const timers = Array.from({ length: 100 }, (_, at) => loop.callAt(100 + at, () => {}));
  for (const timer of timers.slice(1)) timer.cancel();
  loop.nextDue();
  expect(loop.timerCount).toBe(100);
});

behaviour('LP04', () => {
  const { loop, events, run } = rig();
  function* main(): Coroutine<string> {
    events.push('begins');
    loop.stop();
    loop.callSoon(() => events.push('in the turn after the stop'));
    yield* sleep(10);
    events.push(`ends at ${loop.time()}`);
    return 'over';
  }
  const task = loop.createTask(main());
  expect(() => run(task)).toThrow(new MisusedLoop('Event loop stopped before Future completed.'));
  expect(events).toEqual(['begins']);
  expect(loop.isRunning).toBe(false);
  expect(task.isDone).toBe(false);
  expect(run(task)).toBe('over');
  expect(events).toEqual(['begins', 'in the turn after the stop', 'ends at 10']);
});

behaviour('LP04 stopped before it runs it has one turn', () => {
  const { loop, events, run } = rig();
  loop.callSoon(() => {
    events.push('first turn');
    loop.callSoon(() => events.push('second turn'));
  });
  loop.stop();
  const main = loop.createTask(sleep(10));
  expect(() => run(main)).toThrow(MisusedLoop);
  expect(events).toEqual(['first turn']);
  run(main);
  expect(events).toEqual(['first turn', 'second turn']);
});

behaviour('LP05', () => {
  for (const debug of [true, false]) {
    const { loop, events } = rig({ debug });
    const outside: (() => void)[] = [
      () => loop.callSoon(() => events.push('soon')),
      () => loop.callLater(0, () => events.push('later')),
      () => loop.callAt(0, () => events.push('at')),
    ];
    for (const call of outside) expect(call).not.toThrow();
    loop.begin();
    let woken = 0;
    loop.onWake = () => (woken += 1);
    for (const call of outside) {
      if (debug) expect(call).toThrow(MisusedLoop);
      else expect(call).not.toThrow();
    }
    woken = 0;
    loop.callSoonThreadsafe(() => {
      events.push('thread-safe');
      for (const call of outside) call();
    });
    expect(woken).toBeGreaterThan(0);
    loop.turn();
    loop.turn();
    loop.end();
    const calls = debug ? ['soon'] : ['soon', 'soon'];
    const timed = debug ? ['later', 'at'] : ['later', 'at', 'later', 'at'];
    expect(events).toEqual([...calls, 'thread-safe', ...timed, 'soon', 'later', 'at']);
  }
});

behaviour('LP06', () => {
  const { loop, events, faults, run } = rig();
  const fault = new RangeError('a fault');
  const handle = loop.callSoon(() => {
    throw fault;
  });
  const timer = loop.callLater(5, () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- a callback may throw anything
    throw 'a text';
  });
  loop.callSoon(() => events.push('the one behind it'));
  run(sleep(10));
  expect(events).toEqual(['the one behind it']);
  expect(faults).toEqual([
    { message: 'a callback failed', error: fault, source: handle },
    { message: 'a callback failed', error: 'a text', source: timer },
  ]);
});

behaviour('LP06 for LoopExit of a callback', () => {
  const { loop, events, faults, run } = rig();
  const exit = new LoopExit('enough');
  loop.callSoon(() => {
    throw exit;
  });
  loop.callSoon(() => events.push('the one behind it'));
  const main: Task<void> = loop.createTask(sleep(1));
  expect(() => run(main)).toThrow(exit);
  expect(events).toEqual([]);
  expect(loop.isRunning).toBe(false);
  run(main);
  expect(events).toEqual(['the one behind it']);
  expect(faults).toEqual([]);
});

behaviour('LP06 for LoopExit of a task and of the main task', () => {
  const { loop, events, faults, run } = rig();
  const exit = new LoopExit('enough');
  function* leaves(): Coroutine<void> {
    yield;
    throw exit;
  }
  const task = loop.createTask(leaves());
  const main = loop.createTask(sleep(1));
  expect(() => run(main)).toThrow(exit);
  expect(task.exception()).toEqual({ thrown: exit });
  loop.callSoon(() => events.push('it can go on'));
  run(main);
  expect(events).toEqual(['it can go on']);
  expect(() => run(leaves())).toThrow(exit);
  loop.close();
  expect(faults).toEqual([]);
});

behaviour('LP06 for LoopExit of the exception handler', () => {
  const { loop, run } = rig();
  const exit = new LoopExit('the handler has had enough');
  loop.setExceptionHandler(() => {
    throw exit;
  });
  loop.callSoon(() => {
    throw new Error('a fault');
  });
  expect(() => run(sleep(1))).toThrow(exit);
});

behaviour('LP06 without a handler, or with one that fails, for uncaught errors of the page', () => {
  const { loop, run } = rig();
  const uncaught: unknown[] = [];
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((thrower) => {
    try {
      thrower();
    } catch (error) {
      uncaught.push(error);
    }
  });
  const first = new Error('nobody handles it');
  const ofHandler = new Error('the handler is at fault');
  loop.setExceptionHandler(null);
  loop.callSoon(() => {
    throw first;
  });
  loop.callSoon(() =>
    loop.setExceptionHandler(() => {
      throw ofHandler;
    }),
  );
  loop.callSoon(() => {
    throw new Error('the handler gets it');
  });
  run(sleep(1));
  vi.restoreAllMocks();
  expect(uncaught).toEqual([first, ofHandler]);
});

behaviour('LP06 a closed or running loop says what it cannot do', () => {
  const clock = new VirtualClock();
  const loop = new EventLoop({ clock });
  loop.begin();
  expect(() => loop.begin()).toThrow(MisusedLoop);
  expect(() => loop.close()).toThrow(MisusedLoop);
  loop.callSoon(() => expect(() => loop.turn()).toThrow(MisusedLoop));
  loop.turn();
  loop.end();
  loop.close();
  loop.close();
  expect(loop.isClosed).toBe(true);
  expect(() => loop.begin()).toThrow(MisusedLoop);
  expect(() => loop.callSoon(() => {})).toThrow(MisusedLoop);
  expect(() => loop.callSoonThreadsafe(() => {})).toThrow(MisusedLoop);
  expect(() => loop.callLater(1, () => {})).toThrow(MisusedLoop);
  expect(() => loop.createTask(sleep(1))).toThrow(MisusedLoop);
});
