/**
 * Random trees of things that wait for each other, for the property test: how they are made, what each is on the
 * loop, and, for those that end at once when they are cancelled, when and how each has to end.
 */
import fc from 'fast-check';
import type { Milliseconds } from '../../src/base/units.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, TimeoutError } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import { runningLoop } from '../../src/loop/running.ts';
import { shield } from '../../src/loop/shield.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Task } from '../../src/loop/task.ts';
import { TaskGroup, TaskGroupError } from '../../src/loop/task-group.ts';
import { timeout } from '../../src/loop/timeout.ts';
import { waitFor } from '../../src/loop/wait-for.ts';

export type Plan =
  | { readonly kind: 'sleep' | 'fail' | 'refuse' | 'spoil'; readonly ms: Milliseconds }
  | { readonly kind: 'sequence' | 'gather' | 'gather errors'; readonly children: readonly Plan[] }
  | { readonly kind: 'group'; readonly body: Plan; readonly children: readonly Plan[] }
  | {
      readonly kind: 'timeout' | 'wait for' | 'wait for task' | 'cancel';
      readonly ms: Milliseconds;
      readonly body: Plan;
    }
  | { readonly kind: 'attempt' | 'shield'; readonly body: Plan };

export type Ending = 'value' | 'failure' | 'timeout' | 'group' | 'cancelled';

class Failure extends Error {}

/** What was found wrong while a plan ran. */
export type Complain = (fault: string) => void;

/** Plans of at most `depth` levels. Those that are `obedient` end at once when they are cancelled. */
export function plans(obedience: 'obedient' | 'any'): fc.Arbitrary<Plan> {
  const ms = fc.integer({ min: 0, max: 40 });
  const leafKinds =
    obedience === 'any' ? (['sleep', 'fail', 'refuse', 'spoil'] as const) : (['sleep', 'sleep', 'fail'] as const);
  const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
    const children = fc.array(tie('plan'), { minLength: 1, maxLength: 3 });
    const body = tie('plan');
    return {
      plan: fc.oneof(
        { depthSize: 'medium', maxDepth: 4, withCrossShrink: true },
        fc.record({ kind: fc.constantFrom(...leafKinds), ms }),
        fc.record({ kind: fc.constantFrom('sequence', 'gather', 'gather errors'), children }),
        fc.record({ kind: fc.constant('group' as const), body, children }),
        fc.record({ kind: fc.constantFrom('timeout', 'wait for', 'wait for task', 'cancel'), ms, body }),
        fc.record({ kind: fc.constantFrom('attempt', 'shield'), body }),
      ),
    };
  });
  return plan.filter((made) => nodesOf(made) <= MOST_NODES).map((made) => withoutTies(made));
}

/** With 10 bits for the whole milliseconds of a sum, so many different powers of two fit into a number exactly. */
const MOST_NODES = 40;

function nodesOf(plan: Plan): number {
  const below = 'children' in plan ? plan.children.reduce((sum, child) => sum + nodesOf(child), 0) : 0;
  return 1 + below + ('body' in plan ? nodesOf(plan.body) : 0);
}

/** Adds another power of two below 1 ms to every time: no two sums of them are the same, and none is rounded. */
function withoutTies(plan: Plan, next = { bit: 1 }): Plan {
  const own = 'ms' in plan ? { ms: plan.ms + 2 ** -next.bit++ } : {};
  const children = 'children' in plan ? { children: plan.children.map((child) => withoutTies(child, next)) } : {};
  const body = 'body' in plan ? { body: withoutTies(plan.body, next) } : {};
  return { ...plan, ...own, ...children, ...body };
}

/** The plan as a coroutine. */
export function* carriedOut(plan: Plan, complain: Complain): Coroutine<void> {
  const start = (child: Plan): Coroutine<void> => carriedOut(child, complain);
  switch (plan.kind) {
    case 'sleep':
      return yield* sleep(plan.ms);
    case 'fail':
      yield* sleep(plan.ms);
      throw new Failure();
    case 'refuse':
      return yield* refusing(plan.ms);
    case 'spoil':
      return yield* spoiling(plan.ms);
    case 'sequence':
      for (const child of plan.children) yield* start(child);
      return;
    case 'gather':
      return void (yield* gather(plan.children.map(start)));
    case 'gather errors':
      return void (yield* gather(plan.children.map(start), { returnErrors: true }));
    case 'group':
      return yield* inGroup(plan.body, plan.children, complain);
    case 'timeout':
      return yield* timeout(plan.ms).run(() => start(plan.body));
    case 'wait for':
      return yield* waitFor(start(plan.body), plan.ms);
    case 'wait for task':
      return yield* waitFor(runningLoop().createTask(start(plan.body)), plan.ms);
    case 'cancel':
      return yield* cancelledAfter(plan.ms, start(plan.body));
    case 'attempt':
      return yield* attempt(start(plan.body), complain);
    case 'shield':
      return yield* shield(attempt(start(plan.body), complain));
  }
}

/** Goes on until its time, whoever cancels it. */
function* refusing(ms: Milliseconds): Coroutine<void> {
  const end = runningLoop().time() + ms;
  while (runningLoop().time() < end) {
    try {
      yield* sleep(end - runningLoop().time());
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
}

/** Cancelled, it takes 1 ms to clean up and fails. */
function* spoiling(ms: Milliseconds): Coroutine<void> {
  try {
    yield* sleep(ms);
  } catch {
    yield* sleep(1);
    throw new Failure();
  }
}

function* inGroup(body: Plan, children: readonly Plan[], complain: Complain): Coroutine<void> {
  const tasks: Task<void>[] = [];
  const group = new TaskGroup();
  try {
    yield* group.run(function* () {
      for (const child of children) tasks.push(group.createTask(carriedOut(child, complain)));
      yield* carriedOut(body, complain);
    });
  } finally {
    if (!tasks.every((task) => task.isDone)) complain('a scope has ended before its children');
    if (group.size > 0) complain('a group that has ended counts children');
  }
}

/** Cancels `coroutine` after `ms`, which is no error; somebody else's cancellation passes. */
function* cancelledAfter(ms: Milliseconds, coroutine: Coroutine<void>): Coroutine<void> {
  const loop = runningLoop();
  const task = loop.createTask(coroutine);
  let isOwn = false;
  const timer = loop.callLater(ms, () => (isOwn = task.cancel()));
  try {
    yield* task;
  } catch (error) {
    if (!isOwn || !(error instanceof CancelledError)) throw error;
  } finally {
    timer.cancel();
  }
}

/** Errors are caught; cancellations are not. */
function* attempt(coroutine: Coroutine<void>, complain: Complain): Coroutine<void> {
  const task = runningLoop().currentTask;
  const before = task?.cancelling;
  try {
    yield* coroutine;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    if (task !== null && task === runningLoop().currentTask && task.cancelling < (before ?? 0)) {
      complain('somebody took back a request that was not its own');
    }
  }
}

export function endingOf(error: unknown): Ending {
  if (error instanceof CancelledError) return 'cancelled';
  if (error instanceof TimeoutError) return 'timeout';
  if (error instanceof TaskGroupError) return 'group';
  if (error instanceof Failure) return 'failure';
  throw error;
}

export interface Reference {
  readonly at: Milliseconds;
  readonly ending: Ending;
}

const last = (ends: readonly Reference[]): Milliseconds => Math.max(...ends.map(({ at }) => at));

/** The first that ends without a value. */
function firstFailure(ends: readonly Reference[]): Reference | null {
  const failures = ends.filter(({ ending }) => ending !== 'value');
  return failures.length === 0 ? null : failures.reduce((one, other) => (other.at < one.at ? other : one));
}

/** When and how an obedient plan ends that begins at `start` and is not cancelled: arithmetic, no loop. */
export function reference(plan: Plan, start: Milliseconds): Reference {
  const of = (child: Plan): Reference => reference(child, start);
  switch (plan.kind) {
    case 'sleep':
      return { at: start + plan.ms, ending: 'value' };
    case 'fail':
      return { at: start + plan.ms, ending: 'failure' };
    case 'refuse':
    case 'spoil':
      throw new Error(`the reference knows no plan that does not end when it is cancelled, as ${plan.kind}`);
    case 'sequence': {
      let end: Reference = { at: start, ending: 'value' };
      for (const child of plan.children) if (end.ending === 'value') end = reference(child, end.at);
      return end;
    }
    case 'gather': {
      const ends = plan.children.map(of);
      return firstFailure(ends) ?? { at: last(ends), ending: 'value' };
    }
    case 'gather errors':
      return { at: last(plan.children.map(of)), ending: 'value' };
    case 'group': {
      const ends = [of(plan.body), ...plan.children.map(of)];
      const failure = firstFailure(ends);
      return failure === null ? { at: last(ends), ending: 'value' } : { at: failure.at, ending: 'group' };
    }
    case 'timeout':
    case 'wait for':
    case 'wait for task':
    case 'cancel': {
      const [end, deadline] = [of(plan.body), start + plan.ms];
      if (end.at < deadline) return end;
      return { at: deadline, ending: plan.kind === 'cancel' ? 'value' : 'timeout' };
    }
    case 'attempt':
    case 'shield':
      return { at: of(plan.body).at, ending: 'value' };
  }
}
