/**
 * Work and span of a recorded run: what all of it took together, and what no number of workers could have shortened.
 * The tasks of one step do not depend on each other, so their longest chain is the longest single task; those of the next step
 * depend on all of them, so the longest of each step follow each other. Before and after the tasks there is time in which nothing
 * can compute yet, or any more. The words are those of the
 * work–span model (Blumofe & Leiserson 1999, "Scheduling multithreaded computations by work stealing").
 */
import type { Milliseconds } from '../base/units.ts';
import { isExecuting, type Span } from '../trace/span.ts';
import type { Timeline, WorkAndSpan } from './report.ts';

/**
 * Work: the executing time of all tasks. Span: the longest executing time of one task, its slices and what it did on
 * other lanes added up, of each step of `tasksAStep` tasks (all in one where nothing is said), plus the time from the submission to the first executing of any, plus the time from the last
 * to the end of the run. Waiting, copying and idling in between count for neither: they are how it was scheduled.
 * Executing spans that belong to no task count as a task each. Tasks are as slow as they were in this run: on
 * workers that slow each other down, both come out greater than alone. Null where nothing executed.
 */
export function workAndSpan(run: Timeline, tasksAStep = Infinity): WorkAndSpan | null {
  const { kernel, model, workers, makespanMs, spans } = run;
  const executing = spans.filter(({ phase, start, end }) => isExecuting(phase) && end > start);
  if (executing.length === 0) return null;
  const steps = stepsOf(executing, tasksAStep);
  const first = executing.reduce((least, { start }) => Math.min(least, start), Infinity);
  const last = executing.reduce((most, { end }) => Math.max(most, end), -Infinity);
  const before = Math.max(0, first);
  const after = Math.max(0, makespanMs - last);
  return {
    kernel,
    model,
    workers,
    workMs: sum(steps.map(sum)),
    spanMs: before + sum(steps.map((tasks) => tasks.reduce((longest, ms) => Math.max(longest, ms), 0))) + after,
  };
}

/**
 * The longest a run on `workers` (≥ 1) can take if none of them idles while a task is left: T₁ ÷ p + T∞ (Brent 1974,
 * "The parallel evaluation of general arithmetic expressions"; Graham 1966 for any such schedule). It is within twice
 * of the best possible. A run that takes longer was held up by something else than its tasks.
 *
 * @example brentBound({ workMs: 100, spanMs: 10 }, 4) // 35
 */
export function brentBound({ workMs, spanMs }: Pick<WorkAndSpan, 'workMs' | 'spanMs'>, workers: number): Milliseconds {
  return workMs / workers + spanMs;
}

/** The tasks of each step, one executing time a task; what belongs to no task is of the first step. */
function stepsOf(executing: readonly Span[], tasksAStep: number): readonly (readonly Milliseconds[])[] {
  const byTask = new Map<number, Milliseconds>();
  const first: Milliseconds[] = [];
  for (const { task, start, end } of executing) {
    if (task < 0) first.push(end - start);
    else byTask.set(task, (byTask.get(task) ?? 0) + (end - start));
  }
  const steps = new Map<number, Milliseconds[]>([[0, first]]);
  for (const [task, ms] of byTask) {
    const step = Math.floor(task / tasksAStep);
    const tasks = steps.get(step);
    if (tasks) tasks.push(ms);
    else steps.set(step, [ms]);
  }
  return [...steps.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
