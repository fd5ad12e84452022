/**
 * What each task takes when nothing is beside it, and how much of a run its tasks were kept from their processors.
 * A task is the same work in every run, so its time in another run tells more than any average over tasks could.
 * Pure functions of recorded runs; slow-work.ts puts the numbers into shares.
 */
import type { Milliseconds } from '../../base/units.ts';
import { isExecuting } from '../../trace/span.ts';
import type { Timeline } from '../report.ts';
import { median } from '../stats/median.ts';

/** Computing time of each task by its index, one worker alone. */
export type TaskTimes = ReadonlyMap<number, Milliseconds>;

interface Compared {
  readonly ms: Milliseconds;
  readonly referenceMs: Milliseconds;
}

/**
 * Shorter excesses are not told from caches and clocks. A thread that loses its processor to another loses it for a
 * scheduler's slice, and that is longer: Linux gives 0.7 ms times 1 + log₂ of the processors, so 1.4 ms with two
 * (kernel/sched/fair.c, `sysctl_sched_base_slice`).
 */
const LUMP_MS: Milliseconds = 1;
/** Of a long task a millisecond is little: its excess is a lump only above this fraction of what was expected. */
const LUMP_FRACTION = 0.25;
/**
 * The pace of a lane is read from its faster tasks: where two threads share a processor in slices of a few
 * milliseconds, more than half of all tasks can hold a lump.
 */
const UNDISTURBED = 0.25;
/** A lane with fewer tasks has no pace of its own and takes the whole run's. */
const FEWEST_TASKS = 4;

/**
 * The median of each task's computing time over runs of one worker. All are scaled by one factor, by which a typical
 * run without its lumps takes what its tasks take: the sum of medians of skewed times is less than the typical sum.
 * Empty where no run has tasks.
 */
export function referenceTimes(alone: readonly Timeline[]): TaskTimes {
  const byTask = new Map<number, Milliseconds[]>();
  for (const [task, ms] of alone.flatMap(taskTimes).flatMap((lane) => [...lane])) {
    const times = byTask.get(task);
    if (times) times.push(ms);
    else byTask.set(task, [ms]);
  }
  const medians = new Map([...byTask].map(([task, times]) => [task, median(times)]));
  const factors = alone.flatMap((run) => {
    const { busyMs, expectedMs, lumpsMs } = againstReference(run, medians);
    return expectedMs > 0 ? (busyMs - lumpsMs) / expectedMs : [];
  });
  const factor = factors.length > 0 ? median(factors) : 1;
  return new Map([...medians].map(([task, ms]) => [task, ms * factor]));
}

export interface AgainstReference {
  /** What the run's tasks took; those without a reference time are left out. */
  readonly busyMs: Milliseconds;
  /** What the same tasks take in the reference. */
  readonly expectedMs: Milliseconds;
  /** What tasks took beyond their lane's pace in lumps: time in which they were kept from their processors. */
  readonly lumpsMs: Milliseconds;
}

/**
 * A run's tasks against their reference times. A lane's pace is the lower quartile of its tasks' (time ÷ reference):
 * slow cores and slow memory slow all tasks of a lane alike and are in it. A task's excess over reference × pace is
 * a lump where it is above 1 ms and a quarter of that product; smaller ones stay with the pace.
 */
export function againstReference(run: Timeline, reference: TaskTimes): AgainstReference {
  const byLane = taskTimes(run).map((lane) =>
    [...lane].flatMap(([task, ms]): Compared[] => {
      const referenceMs = reference.get(task) ?? 0;
      return referenceMs > 0 ? [{ ms, referenceMs }] : [];
    }),
  );
  const tasks = byLane.flat();
  const whole = paceOf(tasks);
  const lumpsMs = byLane.flatMap((own) => {
    const pace = own.length < FEWEST_TASKS ? whole : paceOf(own);
    return own.map(({ ms, referenceMs }) => lumpOf(ms, referenceMs * pace));
  });
  return {
    busyMs: sum(tasks.map(({ ms }) => ms)),
    expectedMs: sum(tasks.map(({ referenceMs }) => referenceMs)),
    lumpsMs: sum(lumpsMs),
  };
}

function lumpOf(ms: Milliseconds, expectedMs: Milliseconds): Milliseconds {
  const excess = ms - expectedMs;
  return excess > Math.max(LUMP_MS, LUMP_FRACTION * expectedMs) ? excess : 0;
}

/** An order statistic, not interpolated: of two tasks one of which was disturbed, it is the other. */
function paceOf(tasks: readonly Compared[]): number {
  const ratios = tasks.map(({ ms, referenceMs }) => ms / referenceMs).sort((one, other) => one - other);
  return ratios[Math.floor((ratios.length - 1) * UNDISTURBED)] ?? 1;
}

/** One map a lane, computing time by task, of what lies inside the run; the pieces of an interrupted task together. */
function taskTimes({ spans, makespanMs }: Timeline): readonly ReadonlyMap<number, Milliseconds>[] {
  const byLane = new Map<number, Map<number, Milliseconds>>();
  for (const { lane, task, phase, start, end } of spans) {
    const ms = Math.min(end, makespanMs) - Math.max(start, 0);
    if (task < 0 || !isExecuting(phase) || !(ms > 0)) continue;
    const times = byLane.get(lane) ?? new Map<number, Milliseconds>();
    byLane.set(lane, times);
    times.set(task, (times.get(task) ?? 0) + ms);
  }
  return [...byLane.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
