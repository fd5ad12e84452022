/** Each task runs in a context of its own, a copy of the one it was made in, or in one that it is given. */
import { expect } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { Context, ContextVariable, currentContext } from '../../src/loop/context.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { behaviour } from '../conformance/repeated.ts';
import { returning } from './coroutines.ts';
import { rig } from './rig.ts';

behaviour('TK23', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable('nobody’s');
  function* sub(): Coroutine<string> {
    yield* sleep(10);
    const before = variable.get();
    variable.set('the child’s');
    yield* sleep(10);
    return `${before}, then ${variable.get()}`;
  }
  function* main(): Coroutine<void> {
    variable.set('main’s');
    const child = loop.createTask(sub());
    variable.set('main’s later');
    expect(yield* child).toBe('main’s, then the child’s');
    expect(variable.get()).toBe('main’s later');
  }
  run(main());
  expect(variable.get()).toBe('nobody’s');
});

behaviour('TK23 callbacks have copies as well', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable('nobody’s');
  const seen: string[] = [];
  const meddle = (): void => {
    seen.push(variable.get());
    variable.set('the callback’s');
  };
  function* main(): Coroutine<void> {
    for (const value of ['first', 'second']) {
      const future = loop.createFuture<void>();
      future.addDoneCallback(meddle);
      variable.set(value);
      loop.callSoon(meddle);
      loop.callLater(1, meddle);
      loop.callSoonThreadsafe(() => {
        meddle();
        future.setResult();
      });
      yield* future;
      yield* sleep(2);
      expect(variable.get()).toBe(value);
    }
  }
  run(main());
  expect(seen).toEqual(['first', 'first', 'nobody’s', 'first', 'second', 'second', 'first', 'second']);
  expect(variable.get()).toBe('nobody’s');
});

behaviour('TK23 of a hundred tasks at once', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable(-1);
  const random = prng(23);
  function* sub(number: number): Coroutine<void> {
    for (let step = 0; step < 10; step++) {
      variable.set(number + step);
      yield* sleep(1 + 50 * random.next());
      expect(variable.get()).toBe(number + step);
    }
  }
  const tasks = Array.from({ length: 100 }, (_, number) => loop.createTask(sub(number * 10)));
  for (const task of tasks) run(task);
  expect(variable.get()).toBe(-1);
});

behaviour('TK23 a context that is given is shared', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable('nobody’s');
  function* sets(value: string): Coroutine<void> {
    yield;
    variable.set(value);
  }
  function* main(): Coroutine<unknown[]> {
    const context = currentContext().copy();
    const seen = [context.get(variable)];
    for (const value of ['one', 'two']) {
      yield* loop.createTask(sets(value), { context });
      seen.push(context.get(variable));
    }
    return seen;
  }
  expect(run(main())).toEqual([undefined, 'one', 'two']);
  expect(variable.get()).toBe('nobody’s');

  const fresh = new Context();
  loop.callSoon(() => variable.set('set by a callback'), fresh);
  run(sleep(1));
  expect(fresh.run(() => variable.get())).toBe('set by a callback');
  expect(variable.get()).toBe('nobody’s');
});

behaviour('TK23 the context of a task is one and the same, seen from inside and from outside', () => {
  const { loop, run } = rig();
  const variable = new ContextVariable('nobody’s');
  const seen: Context[] = [];
  function* sub(): Coroutine<void> {
    seen.push(currentContext());
    yield;
    variable.set('the task’s');
    yield;
    seen.push(currentContext());
  }
  const untouched = loop.createTask(returning(0));
  const task = loop.createTask(sub());
  run(task);
  expect(seen.every((context) => context === task.context)).toBe(true);
  expect(task.context.get(variable)).toBe('the task’s');
  // What is set in it from outside is its own as well.
  untouched.context.set(variable, 'from outside');
  expect(untouched.context.get(variable)).toBe('from outside');
  expect(loop.createTask(returning(0)).context.has(variable)).toBe(false);
});
