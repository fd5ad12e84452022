/**
 * A batch under the GIL: tasks are claimed as free threads claim them, but whoever runs holds the GIL and looks, after
 * each slice, whether somebody has asked for it. This is threading in CPython: concurrent, never parallel.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { PoolPlan } from '../memory/pool-plan.ts';
import type { Task } from '../programs/index.ts';
import { WaitStopped } from '../sync/errors.ts';
import type { Gil } from '../sync/gil.ts';
import type { Order } from '../sync/mailbox.ts';
import type { Recorder } from '../trace/recorder.ts';
import { placesOf, rangesOf, runTask, type LoadedJob } from './job.ts';
import { NO_TASK, taskOf, taskSource, type TaskSource } from './task-source.ts';

/**
 * Items between two looks. An item costs at most 50 µs, so a slice stays below the 0.1 ms within which a drop request has
 * to be seen; a look costs tens of nanoseconds.
 */
const SLICE_ITEMS = 1;

export interface GilBatch {
  readonly job: LoadedJob | undefined;
  readonly order: Order;
  readonly gil: Gil;
  /** The pool's task table: start and end item. */
  readonly tasks: Uint32Array;
  readonly plan: PoolPlan;
  /** Empty. */
  readonly spans: Recorder;
  readonly clock: Clock;
}

/** Claims and runs tasks until none is left or the batch is stopped. Never holds the GIL afterwards. */
export function runUnderGil(asked: GilBatch): void {
  const { job, gil, spans, clock, order } = asked;
  const came = clock.now();
  spans.record('queued', -1, order.startAt, came);
  if (!job) return;
  try {
    gil.take();
    spans.record('waiting-gil', -1, came, clock.now());
    runTasks(asked, job);
    gil.drop({ final: true });
  } catch (error) {
    // A stop has taken the GIL away, or never gave it; the batch ends like any other.
    if (!(error instanceof WaitStopped)) throw error;
  }
}

/** The GIL held; it is given up while a step is waited for, since those who run its tasks need it. */
function heldSource({ gil, spans, clock, order, plan }: GilBatch): TaskSource {
  const { sync } = gil.thread;
  const awaitStep = (before: number, task: number): void => {
    const start = clock.now();
    gil.drop();
    // No spin: whoever it waits for may itself be waiting for the GIL.
    sync.awaitStep(plan.batch.at, before, 0);
    const open = clock.now();
    spans.record('waiting-step', task, start, open);
    gil.take();
    spans.record('waiting-gil', task, open, clock.now());
  };
  return taskSource({ sync, plan, order, awaitStep });
}

function runTasks(asked: GilBatch, job: LoadedJob): void {
  const { gil, spans, clock, order, tasks } = asked;
  const source = heldSource(asked);
  for (let task = source.next(); task !== NO_TASK; task = source.next()) {
    const { entry, step } = taskOf(task, order.count);
    // Stamped after the GIL was taken and before it is given up: two threads' stretches never overlap.
    let start = clock.now();
    const switched = (end: Milliseconds): void => {
      spans.record('running', task, start, end);
      start = clock.now();
      spans.record('waiting-gil', task, end, start);
    };
    const range = { start: tasks[2 * entry] ?? 0, end: tasks[2 * entry + 1] ?? 0 };
    runSlices(job, range, step, () => {
      const end = clock.now();
      if (gil.check()) switched(end);
    });
    spans.record('running', task, start, clock.now());
    source.finished();
  }
}

/**
 * The same with kernels that release the GIL, as C extensions and Cython's `nogil` do: a task is claimed with the GIL held and computed
 * without. Never holds it afterwards.
 */
export function runReleasingGil(asked: GilBatch, goOn: () => boolean): void {
  const { job, gil, spans, clock, order, tasks } = asked;
  let ready = clock.now();
  spans.record('queued', -1, order.startAt, ready);
  if (!job) return;
  try {
    const source = heldSource(asked);
    for (;;) {
      gil.take();
      spans.record('waiting-gil', -1, ready, clock.now());
      const task = source.next();
      const start = clock.now();
      gil.drop({ final: task === NO_TASK });
      if (task === NO_TASK) return;
      const { entry, step } = taskOf(task, order.count);
      runTask(job, { start: tasks[2 * entry] ?? 0, end: tasks[2 * entry + 1] ?? 0 }, step, goOn);
      ready = clock.now();
      spans.record('released', task, start, ready);
      // After the stamp: the next step may begin before this thread runs on.
      source.finished();
    }
  } catch (error) {
    // As above.
    if (!(error instanceof WaitStopped)) throw error;
  }
}

/** Every operation of a task's body in one step of the work, a slice at a time; `look` after each. */
function runSlices(job: LoadedJob, task: Task, step: number, look: () => void): void {
  for (const range of rangesOf(job, task)) computeSlices(job, range, step, look);
}

/** A range of one step, a slice at a time; `look` after each. */
export function computeSlices(job: LoadedJob, { start, end }: Task, step: number, look: () => void): void {
  const { kernel, plan, setup } = job;
  const { from, to } = placesOf(job, step);
  for (let item = start; item < end; item += SLICE_ITEMS) {
    kernel(item, Math.min(item + SLICE_ITEMS, end), to, from, plan.scratch.at, setup.size, step);
    look();
  }
}
