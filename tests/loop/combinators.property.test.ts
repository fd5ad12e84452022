/**
 * Random trees of tasks, time-outs, groups and cancellations: each ends when and how plain arithmetic says, and
 * whatever happens nothing is left over, no task, no timer, no request to cancel and no report.
 */
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Milliseconds } from '../../src/base/units.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import type { Task } from '../../src/loop/task.ts';
import { wait } from '../../src/loop/wait.ts';
import { carriedOut, endingOf, plans, reference, type Ending, type Plan } from './random-plan.ts';
import { rig } from './rig.ts';

const SEED = 1729;
const PLANS = 1_000 * inject('repeats');

interface Outcome {
  readonly ending: Ending;
  readonly at: Milliseconds;
  readonly complaints: string[];
  /** Requests to cancel the task that carried it out, when it was over. */
  readonly requestsLeft: number;
}

interface Course {
  readonly isEager: boolean;
  /** The task is cancelled from outside at these times. */
  readonly cancelAt: readonly Milliseconds[];
}

/**
 * Carries the plan out in a task of its own, waits for what it has left behind, and looks for what must not be left
 * at all.
 */
function outcomeOf(plan: Plan, { isEager, cancelAt }: Course): Outcome {
  const { loop, run, faults } = rig({ eagerTasks: isEager });
  const complaints: string[] = [];
  let ending: Ending = 'value';
  let at = -1;
  function* root(): Coroutine<void> {
    try {
      yield* carriedOut(plan, (complaint) => complaints.push(complaint));
    } catch (error) {
      ending = endingOf(error);
    }
    at = loop.time();
  }
  function* main(): Coroutine<Task<void>> {
    const task = loop.createTask(root());
    const timers = cancelAt.map((when) => loop.callAt(when, () => task.cancel()));
    yield* wait([task]);
    for (const timer of timers) timer.cancel();
    // A gathering that has failed and a shield that was cancelled leave tasks that run on.
    const others = (): Task<unknown>[] => loop.allTasks().filter((one) => one !== loop.currentTask);
    while (others().length > 0) yield* wait(others());
    return task;
  }
  const task = run(main());
  // A group whose errors displaced a cancellation asks for it anew: the root may end of that after it has caught the errors.
  if (task.isCancelled && cancelAt.length === 0) complaints.push('the root was cancelled by nobody');
  if (loop.allTasks().length > 0) complaints.push('tasks are left');
  if (loop.nextDue() !== Infinity || loop.timerCount > 0) complaints.push('timers are left');
  loop.close();
  for (const { message, error } of faults) complaints.push(`${message}: ${String(error)}`);
  return { ending, at, complaints, requestsLeft: task.cancelling };
}

test(`plans end when and how arithmetic says, and leave nothing behind (seed ${SEED})`, { timeout: 120_000 }, () => {
  const seen = new Map<Ending, number>();
  fc.assert(
    fc.property(plans('obedient'), fc.boolean(), (plan, isEager) => {
      const outcome = outcomeOf(plan, { isEager, cancelAt: [] });
      expect(outcome).toEqual({ ...reference(plan, 0), complaints: [], requestsLeft: 0 });
      seen.set(outcome.ending, (seen.get(outcome.ending) ?? 0) + 1);
    }),
    { seed: SEED, numRuns: PLANS },
  );
  // A generator that stopped making failures would make this test say nothing.
  for (const ending of ['value', 'failure', 'timeout', 'group'] as const) {
    expect(seen.get(ending) ?? 0, `plans that end with ${ending}`).toBeGreaterThan(PLANS / 50);
  }
});

test(
  `refusals, failures in clean-up and cancellations from outside leave nothing behind (seed ${SEED})`,
  {
    timeout: 120_000,
  },
  () => {
    const times = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 2 });
    let cancelled = 0;
    fc.assert(
      fc.property(plans('any'), fc.boolean(), times, (plan, isEager, cancelAt) => {
        const { ending, at, complaints, requestsLeft } = outcomeOf(plan, { isEager, cancelAt });
        expect(complaints).toEqual([]);
        // Only requests from outside may be left, and only those that came before the end.
        expect(requestsLeft).toBeLessThanOrEqual(cancelAt.filter((when) => when <= at).length);
        if (cancelAt.length === 0) expect(ending).not.toBe('cancelled');
        if (ending === 'cancelled') cancelled += 1;
      }),
      { seed: SEED, numRuns: PLANS },
    );
    expect(cancelled).toBeGreaterThan(PLANS / 20);
  },
);

test('a plan cancelled from outside that obeys ends at that very time', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(
      plans('obedient'),
      fc.boolean(),
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      (plan, isEager, when) => {
        const undisturbed = reference(plan, 0);
        fc.pre(undisturbed.at !== when);
        const { ending, at, complaints, requestsLeft } = outcomeOf(plan, { isEager, cancelAt: [when] });
        const expected = undisturbed.at < when ? undisturbed : { at: when, ending: 'cancelled' };
        expect({ ending, at, complaints }).toEqual({ ...expected, complaints: [] });
        expect(requestsLeft).toBe(undisturbed.at < when ? 0 : 1);
      },
    ),
    { seed: SEED, numRuns: PLANS },
  );
});
