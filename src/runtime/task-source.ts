/**
 * Which task of a batch a worker runs next, by the batch's schedule, and when it may: a task of a step only starts when
 * all of the step before have finished. How a worker waits for that is its own business: one that holds the GIL gives it up
 * first.
 */
import { blockOf, type Schedule } from '../base/schedule.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import type { Order } from '../sync/mailbox.ts';
import { Shares } from '../sync/shares.ts';
import type { SyncExports } from '../sync/sync-exports.ts';

/** There is none, or the batch is stopped. */
export const NO_TASK = -1;

export interface TaskSource {
  /** Number of the next task of this worker, step · count + task; `NO_TASK` from the moment there is none. */
  next(): number;
  /** This worker's last task has run to its end, its results are written. */
  finished(): void;
}

export interface SourceParts {
  readonly sync: SyncExports;
  readonly plan: Pick<PoolPlan, 'batch' | 'shares'>;
  readonly order: Order;
  /** Waits until the first `before` tasks have finished; `task` is the one that has to wait. */
  readonly awaitStep: (before: number, task: number) => void;
}

type NextTask = () => number;
/** Waits until the step of a task is open, if it is not; false where the batch is stopped. */
type Enter = (task: number) => boolean;

/** One at a time, by whoever is free. */
function dynamic({ sync, plan, order: { count, steps } }: SourceParts, enter: Enter): NextTask {
  const total = count * steps;
  return () => {
    const task = sync.claimTask(plan.batch.at, total);
    return task < total && enter(task) ? task : NO_TASK;
  };
}

/** A worker's own block of every step. */
function fixed({ sync, plan, order }: SourceParts, enter: Enter): NextTask {
  const { count, steps, workers, place } = order;
  const { first, end } = blockOf(count, workers, place);
  let [step, task] = [0, first];
  return () => {
    if (task === end) [step, task] = [step + 1, first];
    if (first === end || step === steps || sync.batchStopped(plan.batch.at)) return NO_TASK;
    const number = step * count + task++;
    return enter(number) ? number : NO_TASK;
  };
}

/** Several at a time, fewer and fewer. */
function guided({ sync, plan, order: { count, steps, workers } }: SourceParts, enter: Enter): NextTask {
  const total = count * steps;
  let [task, end] = [0, 0];
  return () => {
    if (task === end) {
      task = sync.claimGuided(plan.batch.at, total, count, workers);
      if (task >= total || !enter(task)) return NO_TASK;
      end = task + sync.guidedTasks(task, count, workers);
    }
    return sync.batchStopped(plan.batch.at) ? NO_TASK : task++;
  };
}

/** A worker's own block, then what is left of others'. */
function stealing({ sync, plan, order }: SourceParts, enter: Enter): NextTask {
  const { count, steps, place } = order;
  const shares = new Shares(sync, plan.shares.at, order, place);
  let step = 0;
  return () => {
    while (!sync.batchStopped(plan.batch.at)) {
      const task = shares.take();
      // Whoever has dealt it has found its step open.
      if (task >= 0) return task;
      step += 1;
      if (step >= steps || !enter(step * count)) break;
      shares.refill(step);
    }
    return NO_TASK;
  };
}

const BY_SCHEDULE: Readonly<Record<Schedule, (parts: SourceParts, enter: Enter) => NextTask>> = {
  dynamic,
  static: fixed,
  guided,
  stealing,
};

/** A worker's tasks of one batch. */
export function taskSource(parts: SourceParts): TaskSource {
  const { sync, plan, order, awaitStep } = parts;
  const { count, steps, schedule } = order;
  const { at } = plan.batch;
  /** Up to here no task has to wait. */
  let open = count;
  const enter: Enter = (task) => {
    if (task < open) return true;
    const before = task - (task % count);
    if (!sync.isStepOpen(at, before)) awaitStep(before, task);
    open = before + count;
    return !sync.batchStopped(at);
  };
  return {
    next: BY_SCHEDULE[schedule](parts, enter),
    finished() {
      if (steps > 1) sync.finishTask(at, count);
    },
  };
}

/** What a task's number says: which entry of the task table it is, and of which step. */
export function taskOf(number: number, count: number): { readonly entry: number; readonly step: number } {
  const entry = number % count;
  return { entry, step: (number - entry) / count };
}
