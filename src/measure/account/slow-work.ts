/**
 * Why the computing took longer than the serial form of the same work: what is known of it from measurements beside
 * the runs, each part never more than there is to explain. What cannot be split stays one share, `slower-work`.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { LossShare, Timeline, Worth } from '../report.ts';
import { median } from '../stats/median.ts';
import { againstReference, referenceTimes, type AgainstReference, type TaskTimes } from './task-times.ts';

/** What is known beside the recorded runs. Whatever is missing makes the account coarser, never wrong. */
export interface Known {
  /** Times of the same tasks where one worker runs alone, from `referenceTimes`. */
  readonly reference?: TaskTimes | undefined;
  /** Recorded runs of the serial form: what holds it up as well is no loss against it. */
  readonly serialRuns?: readonly Timeline[] | undefined;
  /**
   * Running pace of a thread on pure computing with as many threads as here, in units of one alone (`computePaceOf`):
   * neither memory nor other programs play a part in it. Below 1 where cores are shared, slow or clocked down.
   */
  readonly computePace?: number | undefined;
  /** The same work by workers that share no memory; `itself` where those of the account share none. */
  readonly isolated?: Isolated | 'itself' | undefined;
}

export interface Isolated {
  /** With as many workers as in the account. */
  readonly runs: readonly Timeline[];
  /** With one. */
  readonly alone: readonly Timeline[];
}

/**
 * The mean pace of threads while they ran, all proven ones at once, in units of one alone; 1 for one worker. A thread
 * that stands still a fraction s and runs at pace q lacks s + (1 − s)(1 − q) of a core; the second term is `lost.slower`,
 * and the sum of 1 − s is what other programs and limits left. Undefined for other numbers of workers: not taken apart.
 *
 * @example computePaceOf({ lost: { timeLimit: 0, otherLoad: 0, slower: 0.6 } }, 2, 2) // 0.7
 */
export function computePaceOf({ lost }: Pick<Worth, 'lost'>, proven: number, workers: number): number | undefined {
  if (workers <= 1) return 1;
  const ran = proven - lost.timeLimit - lost.otherLoad;
  return workers === proven && ran > 0 ? 1 - lost.slower / ran : undefined;
}

/** Worker-time, of one run or as a mean over runs in units of speed-up (÷ makespan). */
export interface Computing {
  /** All computing. */
  readonly busy: number;
  /** The serial form's time. */
  readonly serial: number;
  /** Computing of tasks that have a reference time: at most `busy`. */
  readonly compared: number;
  /** What the same tasks take in the reference. */
  readonly expected: number;
  /** Of `compared`, what is beyond the pace of the tasks in lumps. */
  readonly lumps: number;
}

export type SlowPart = Extract<LossShare['id'], 'other-load' | 'slower-cores' | 'memory' | 'sharing' | 'slower-work'>;
/** What was measured, and the rest. */
export type SlowParts = Partial<Record<SlowPart, number>> & Record<'slower-work', number>;

/** One run's computing, `busyMs` of it in all. */
export function computingOf(run: Timeline, busyMs: Milliseconds, serialMs: Milliseconds, known: Known): Computing {
  const found = againstReference(run, known.reference ?? new Map());
  const compared = Math.min(busyMs, found.busyMs);
  return { busy: busyMs, serial: serialMs, compared, expected: found.expectedMs, lumps: found.lumpsMs };
}

/**
 * Splits busy − serial; the parts add up to it.
 *
 * - `other-load`: the lumps, up to what the tasks took beyond the reference; less those in the serial runs.
 * - `slower-cores`: at pace p a thread needs 1 ÷ p of the time, so 1 − p of the remaining computing is lost; up to
 *   the inflation that remains.
 * - `sharing`: relative inflation here above that of isolated workers, up to what remains.
 * - `memory`: what then remains, where both of these were measured.
 * - `slower-work`: what could not be split. Where all could, the reference (and its overheads) against the serial form.
 */
export function slowParts({ busy, serial, compared, expected, lumps }: Computing, known: Known): SlowParts {
  if (expected <= 0) return { 'slower-work': busy - serial };
  const stood = upTo(compared - expected, lumps);
  const otherLoad = stood - serial * stoodStill(known);
  const inflated = compared - stood - expected;
  const { computePace: pace, isolated } = known;
  const slowerCores = pace === undefined ? undefined : upTo(inflated, (compared - stood) * (1 - pace));
  const remaining = inflated - (slowerCores ?? 0);
  const alike = isolated === undefined || isolated === 'itself' ? undefined : inflationOf(isolated);
  const sharing = alike === undefined ? undefined : upTo(remaining, inflated - alike * expected);
  const complete = slowerCores !== undefined && (sharing !== undefined || isolated === 'itself');
  const memory = complete ? remaining - (sharing ?? 0) : undefined;
  const split = [slowerCores, sharing, memory].reduce<number>((total, part) => total + (part ?? 0), otherLoad);
  return {
    'other-load': otherLoad,
    ...(slowerCores !== undefined && { 'slower-cores': slowerCores }),
    ...(memory !== undefined && { memory }),
    ...(sharing !== undefined && { sharing }),
    'slower-work': busy - serial - split,
  };
}

/** The fraction of its time that a typical serial run was kept from its processor. */
function stoodStill({ reference, serialRuns = [] }: Known): number {
  if (!reference || serialRuns.length === 0) return 0;
  const fractions = serialRuns.map((run) => {
    const { busyMs, expectedMs, lumpsMs } = againstReference(run, reference);
    return upTo(busyMs - expectedMs, lumpsMs) / run.makespanMs;
  });
  return Math.min(1, median(fractions));
}

/** How much longer than alone the tasks of isolated workers took, lumps left out; undefined without usable runs. */
function inflationOf({ runs, alone }: Isolated): number | undefined {
  const reference = referenceTimes(alone);
  const found = runs.map((run) => againstReference(run, reference));
  const total = (part: keyof AgainstReference): Milliseconds => found.reduce((sum, run) => sum + run[part], 0);
  const [busy, expected] = [total('busyMs'), total('expectedMs')];
  return expected > 0 ? (busy - upTo(busy - expected, total('lumpsMs'))) / expected - 1 : undefined;
}

/** The part of `there` that `claimed` accounts for: no part is negative, and none makes another so. */
function upTo(there: number, claimed: number): number {
  return Math.max(0, Math.min(there, claimed));
}
