/** Tasks that take their first step when they are made. */
import { expect } from 'vitest';
import { ContextVariable } from '../../src/loop/context.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { gather } from '../../src/loop/gather.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup } from '../../src/loop/task-group.ts';
import type { Task, TaskOptions } from '../../src/loop/task.ts';
import { runVirtually, VirtualClock } from '../../src/loop/virtual-time.ts';
import { behaviour } from '../conformance/repeated.ts';
import { rig } from './rig.ts';

function* immediate<T>(value: T): Coroutine<T> {
  return value;
}

behaviour('EG01', () => {
  const { loop, run } = rig({ eagerTasks: true });
  function* main(): Coroutine<void> {
    const turn = loop.turns;
    const task = loop.createTask(immediate('at once'));
    expect(task.isDone).toBe(true);
    expect(task.result()).toBe('at once');
    expect(yield* task).toBe('at once');
    expect(loop.turns).toBe(turn);
    expect(loop.nextDue()).toBe(Infinity);

    const failed = loop.createTask(
      (function* () {
        throw new RangeError('at once');
      })(),
    );
    expect(failed.exception()?.thrown).toBeInstanceOf(RangeError);
  }
  run(main());
});

behaviour('EG01 for one task of a loop that is not eager, and not outside of a turn', () => {
  const { loop, run } = rig();
  const outside = loop.createTask(immediate('later'), { eager: true });
  expect(outside.isDone).toBe(false);
  function* main(): Coroutine<void> {
    expect(loop.createTask(immediate('at once'), { eager: true }).isDone).toBe(true);
    expect(loop.createTask(immediate('later')).isDone).toBe(false);
    yield;
  }
  run(main());
  expect(outside.result()).toBe('later');
});

behaviour('EG02', () => {
  const { loop, events, run } = rig({ eagerTasks: true });
  const say = (text: string): void => void events.push(`${loop.time()} ${text} in ${loop.currentTask?.name}`);
  function* child(): Coroutine<string> {
    say('eager step');
    yield* sleep(10);
    say('after its wait');
    yield;
    return 'child’s value';
  }
  function* main(): Coroutine<void> {
    const task = loop.createTask(child(), { name: 'child' });
    say('goes on');
    expect(task.isDone).toBe(false);
    expect(yield* task).toBe('child’s value');
    say('ends');
  }
  run(loop.createTask(main(), { name: 'main' }));
  expect(events).toEqual([
    '0 eager step in child',
    '0 goes on in main',
    '10 after its wait in child',
    '10 ends in main',
  ]);
});

behaviour('EG03', () => {
  const { loop, run } = rig({ eagerTasks: true });
  function* main(): Coroutine<void> {
    const done = loop.createTask(immediate(42));
    expect(done.cancel()).toBe(false);
    expect(yield* done).toBe(42);
    expect(done.isCancelled).toBe(false);

    const asleep = loop.createTask(sleep(10_000));
    expect(asleep.cancel('after its wait')).toBe(true);
    let reason: unknown;
    try {
      yield* asleep;
    } catch (error) {
      reason = (error as CancelledError).reason;
    }
    expect(reason).toBe('after its wait');
    expect(asleep.isCancelled).toBe(true);
  }
  run(main());
  expect(loop.time()).toBe(0);
});

behaviour('EG04', () => {
  const { loop, run } = rig({ eagerTasks: true });
  const variable = new ContextVariable('main’s');
  const names = (): string[] => loop.allTasks().map((task) => task.name);
  function* seesItself(): Coroutine<string[]> {
    yield* immediate(0);
    return names();
  }
  function* sets(wait: boolean): Coroutine<string> {
    variable.set('the child’s');
    if (wait) yield;
    return variable.get();
  }
  function* main(): Coroutine<void> {
    loop.createTask(immediate(0));
    expect(names()).toEqual(['main']);
    const inside = loop.createTask(seesItself(), { name: 'inside' });
    expect(inside.result()).toEqual(['main', 'inside']);
    const asleep = loop.createTask(sleep(5), { name: 'asleep' });
    expect(names()).toEqual(['main', 'asleep']);
    yield* asleep;
    expect(names()).toEqual(['main']);
    for (const wait of [true, false]) {
      expect(yield* loop.createTask(sets(wait))).toBe('the child’s');
      expect(variable.get()).toBe('main’s');
    }
  }
  run(loop.createTask(main(), { name: 'main' }));
});

/** Counts tasks that were not begun when they were made: they have to be scheduled for their first step. */
class CountingLoop extends EventLoop {
  scheduled = 0;

  override createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    let isBegun = false;
    function* watched(): Coroutine<T> {
      isBegun = true;
      return yield* coroutine;
    }
    const task = super.createTask(watched(), options);
    if (!isBegun) this.scheduled += 1;
    return task;
  }
}

const FAN_OUT = 5;
const DEPTH = 4;
/** 1 + 5 + 25 + 125 + 625. */
const NODES = 781;

type Tree = (loop: EventLoop, depth: number) => Coroutine<number>;

function* byGather(loop: EventLoop, depth: number): Coroutine<number> {
  if (depth === 0) return 1;
  const counts = yield* gather(Array.from({ length: FAN_OUT }, () => byGather(loop, depth - 1)));
  return counts.reduce((sum, count) => sum + count, 1);
}

function* byGroup(loop: EventLoop, depth: number): Coroutine<number> {
  if (depth === 0) return 1;
  const tasks: Task<number>[] = [];

  yield* new TaskGroup().run(function* (group): Coroutine<void> {
    for (let child = 0; child < FAN_OUT; child++) tasks.push(group.createTask(byGroup(loop, depth - 1)));
  });
  return tasks.reduce((sum, task) => sum + task.result(), 1);
}

function* byChain(loop: EventLoop, depth: number): Coroutine<number> {
  if (depth === 0) return 1;
  return (yield* loop.createTask(byChain(loop, depth - 1))) + 1;
}

/** Tasks of the tree that were scheduled for their first step; the tree is counted to its last node. */
function scheduledBy(tree: Tree, depth: number, nodes: number, eagerTasks: boolean): number {
  const clock = new VirtualClock();
  const loop = new CountingLoop({ clock, eagerTasks });
  function* main(): Coroutine<number> {
    loop.scheduled = 0;
    expect(yield* loop.createTask(tree(loop, depth))).toBe(nodes);
    return loop.scheduled;
  }
  return runVirtually(loop, clock, main());
}

behaviour('EG05', () => {
  for (const tree of [byGather, byGroup]) {
    expect(scheduledBy(tree, DEPTH, NODES, true)).toBe(0);
    expect(scheduledBy(tree, DEPTH, NODES, false)).toBe(NODES);
  }
});

behaviour('EG05 a chain', () => {
  const links = 100;
  expect(scheduledBy(byChain, links, links + 1, true)).toBe(0);
  expect(scheduledBy(byChain, links, links + 1, false)).toBe(links + 1);
});
