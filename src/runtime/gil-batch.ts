/**
 * A batch under the GIL: tasks are claimed as free threads claim them, but whoever runs holds the GIL and looks, after
 * each slice, whether somebody has asked for it. This is threading in CPython: concurrent, never parallel.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Task } from '../programs/index.ts';
import { WaitStopped } from '../sync/errors.ts';
import type { Gil } from '../sync/gil.ts';
import type { Order } from '../sync/mailbox.ts';
import type { Recorder } from '../trace/recorder.ts';
import { rangesOf, runTask, type LoadedJob } from './job.ts';

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
  readonly batch: number;
  readonly spans: Recorder;
  readonly clock: Clock;
}

/** Claims and runs tasks until none is left or the batch is stopped. Never holds the GIL afterwards. */
export function runUnderGil(asked: GilBatch): void {
  const { job, gil, spans, clock, order } = asked;
  spans.reset();
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

function runTasks({ gil, spans, clock, order, tasks, batch }: GilBatch, job: LoadedJob): void {
  const { sync } = gil.thread;
  for (let task = 0; (task = sync.claimTask(batch, order.count)) < order.count;) {
    // Stamped after the GIL was taken and before it is given up: two threads' stretches never overlap.
    let start = clock.now();
    const switched = (end: Milliseconds): void => {
      spans.record('running', task, start, end);
      start = clock.now();
      spans.record('waiting-gil', task, end, start);
    };
    runSlices(job, tasks[2 * task] ?? 0, tasks[2 * task + 1] ?? 0, () => {
      const end = clock.now();
      if (gil.check()) switched(end);
    });
    spans.record('running', task, start, clock.now());
  }
}

/**
 * The same with kernels that release the GIL, as C extensions and Cython's `nogil` do: a task is claimed with the GIL held and computed
 * without. Never holds it afterwards.
 */
export function runReleasingGil(asked: GilBatch, goOn: () => boolean): void {
  const { job, gil, spans, clock, order, batch, tasks } = asked;
  const { sync } = gil.thread;
  spans.reset();
  let ready = clock.now();
  spans.record('queued', -1, order.startAt, ready);
  if (!job) return;
  try {
    for (;;) {
      gil.take();
      const task = sync.claimTask(batch, order.count);
      const start = clock.now();
      spans.record('waiting-gil', -1, ready, start);
      gil.drop({ final: task >= order.count });
      if (task >= order.count) return;
      runTask(job, { start: tasks[2 * task] ?? 0, end: tasks[2 * task + 1] ?? 0 }, 0, goOn);
      ready = clock.now();
      spans.record('released', task, start, ready);
    }
  } catch (error) {
    // As above.
    if (!(error instanceof WaitStopped)) throw error;
  }
}

/** Every operation of a task's body, a slice at a time; `look` after each. */
function runSlices(job: LoadedJob, from: number, to: number, look: () => void): void {
  for (const range of rangesOf(job, { start: from, end: to })) computeSlices(job, range, look);
}

/** A range, a slice at a time; `look` after each. */
export function computeSlices({ kernel, plan, setup }: LoadedJob, { start, end }: Task, look: () => void): void {
  for (let item = start; item < end; item += SLICE_ITEMS) {
    kernel(item, Math.min(item + SLICE_ITEMS, end), plan.output.at, plan.input.at, plan.scratch.at, setup.size);
    look();
  }
}
