/**
 * Tells when a thread that computes was kept off its processor, as far as it can know: it reads the clock after every short slice, and
 * where far more time has passed than a slice takes, somebody else ran. Without this, eight threads on two processors would look as if
 * eight of them executed at once.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ComputedRange } from '../functions/index.ts';
import type { Task } from '../programs/index.ts';
import { countSlices } from '../sync/word-counters.ts';
import type { LoadedJob } from './job.ts';

/** Hears of each absence, in order. */
export type OnAbsence = (from: Milliseconds, to: Milliseconds) => void;

/** Slices are lengthened up to this, so that reading the clock costs below a thousandth. */
const SLICE_MS: Milliseconds = 0.05;
/**
 * An item takes at most 50 µs, so a slice stays below 0.1 ms; a scheduler that gives a processor to another program does so for at least
 * 0.7 ms (Linux: base_slice_ns of kernel/sched/fair.c, times more for several processors; Windows and macOS longer).
 */
export const ABSENT_MS: Milliseconds = 0.5;

export class ProcessorWatch {
  readonly #clock: Clock;
  readonly #onAbsence: OnAbsence;
  #last: Milliseconds = 0;

  constructor(clock: Clock, onAbsence: OnAbsence) {
    this.#clock = clock;
    this.#onAbsence = onAbsence;
  }

  /** When the thread was last seen on its processor; 0 before. */
  get last(): Milliseconds {
    return this.#last;
  }

  /** Computing begins, or goes on after a wait. */
  begin(): void {
    this.#last = this.#clock.now();
  }

  /** A slice has ended; how long it took. */
  look(): Milliseconds {
    const [before, now] = [this.#last, this.#clock.now()];
    this.#last = now;
    if (now - before > ABSENT_MS) this.#onAbsence(before, now);
    return now - before;
  }
}

/** Computes a range in slices that are short enough to be watched; `goOn` after each. */
export function computeWatched(
  { kernel, plan, setup }: LoadedJob,
  { start, end }: Task,
  watch: ProcessorWatch,
  goOn: () => boolean,
): void {
  let items = 1;
  watch.begin();
  for (let from = start; from < end;) {
    const to = Math.min(from + items, end);
    kernel(from, to, plan.output.at, plan.input.at, plan.scratch.at, setup.size);
    from = to;
    if (watch.look() < SLICE_MS / 2) items = Math.min(2 * items, setup.sliceItems);
    if (!goOn()) return;
  }
}

/** The same, with the absences. */
export function computeNoting(
  job: LoadedJob,
  range: Task,
  clock: Clock,
  goOn: () => boolean,
): ComputedRange['absences'] {
  const absences: { from: Milliseconds; to: Milliseconds }[] = [];
  computeWatched(job, range, new ProcessorWatch(clock, (from, to) => absences.push({ from, to })), goOn);
  return absences;
}

/** Calls `step` with one part of `times` after the other; `goOn` after each. The absences. Throws `RangeError`. */
export function countNoting(
  times: number,
  step: (some: number) => void,
  clock: Clock,
  goOn: () => boolean,
): ComputedRange['absences'] {
  const absences: { from: Milliseconds; to: Milliseconds }[] = [];
  const watch = new ProcessorWatch(clock, (from, to) => absences.push({ from, to }));
  watch.begin();
  for (const some of countSlices(times)) {
    step(some);
    watch.look();
    if (!goOn()) break;
  }
  return absences;
}
