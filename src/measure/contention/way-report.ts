/**
 * What the windows of a contention run show: paces, ratios to one thread with their intervals, and whether the counts were right. Threads
 * that take turns on one processor do not contend at all, so a window in which other programs kept one of them waiting shows another thing
 * than was asked: it does not count, and what is left with too few windows is not told. Pure.
 */
import { rateOf } from '../cores/core-worth.ts';
import type { WindowPace } from '../cores/window-pace.ts';
import { bootstrapMedian } from '../stats/bootstrap-median.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import type { BootstrapOptions } from '../stats/resample.ts';
import { WAYS, type Accuracy, type PacePoint, type Way, type WayId, type WayReport } from './contention-report.ts';

/** One window of one number of threads. */
export interface Take {
  /** In millions a second. */
  readonly pace: WindowPace;
  /** What was counted in all, also after the window's end; null where that is not known. */
  readonly made: number | null;
  /** By how much the result is wrong. */
  readonly off: number;
}

/** The takes of each way, by number of threads. */
export type Round = ReadonlyMap<WayId, ReadonlyMap<number, Take>>;

/** Fewer pairs than this are no interval. */
const FEWEST = 3;
/** Of the windows in which threads only stand still when others keep them from running: so many ran in a round that counts. */
const QUIET_SHARE = 0.75;

/** A thread stood still for a millisecond or more. Says nothing of ways in which threads wait for each other. */
export function wasHeldOff({ pace }: Take): boolean {
  return pace.workers.some(({ still }) => still > 0);
}

/** Whether other programs left a round alone, by the ways in which threads do not wait for each other. */
function isQuiet(round: Round): boolean {
  const takes = WAYS.filter(({ waits }) => !waits).flatMap(({ id }) => [...(round.get(id)?.values() ?? [])]);
  return takes.filter((take) => !wasHeldOff(take)).length >= QUIET_SHARE * takes.length;
}

interface Pair {
  readonly one: Take;
  readonly several: Take;
}

/** Those that count, in the order of the rounds. */
function pairs(way: Way, rounds: readonly Round[], threads: number): Pair[] {
  return rounds.flatMap((round) => {
    const takes = round.get(way.id);
    const [one, several] = [takes?.get(1), takes?.get(threads)];
    if (!one || !several || rateOf(one.pace) <= 0 || rateOf(several.pace) <= 0) return [];
    const counts = way.waits ? isQuiet(round) : !wasHeldOff(one) && !wasHeldOff(several);
    return counts ? [{ one, several }] : [];
  });
}

function pointOf(counting: readonly Pair[], threads: number, options: BootstrapOptions): PacePoint[] {
  if (counting.length < FEWEST) return [];
  const one = counting.map((pair) => rateOf(pair.one.pace));
  const several = counting.map((pair) => rateOf(pair.several.pace));
  return [
    {
      threads,
      pace: bootstrapMedian(several, options),
      ratio: bootstrapRatio(several, one, options),
      samples: several.map((rate, round) => rate / (one[round] ?? rate)),
    },
  ];
}

function accuracyOf(counting: readonly Pair[]): Accuracy {
  const takes = counting.map(({ several }) => several);
  const made = takes.reduce((sum, take) => sum + (take.made ?? 0), 0);
  const off = takes.reduce((sum, take) => sum + take.off, 0);
  return {
    counts: takes.length,
    wrong: takes.filter((take) => take.off !== 0).length,
    lost: made > 0 ? off / made : null,
    mostOff: Math.max(0, ...takes.map((take) => take.off)),
  };
}

/** `threads`: the numbers of them that were asked for, ascending. */
export function wayReport(
  way: Way,
  rounds: readonly Round[],
  threads: readonly number[],
  options: BootstrapOptions,
): WayReport {
  const most = threads.at(-1) ?? 1;
  return {
    way,
    points: threads.flatMap((count) => pointOf(pairs(way, rounds, count), count, options)),
    accuracy: accuracyOf(most > 1 ? pairs(way, rounds, most) : []),
  };
}

/**
 * Cores that other programs took while several threads counted: the mean over the windows of ways in which they do not wait for each other.
 * What held all at the same moments is a limit on processor time, and not in it.
 */
export function otherLoad(takes: readonly Take[]): number {
  const taken = takes.map(({ pace }) => pace.workers.reduce((sum, { still, withAll }) => sum + still - withAll, 0));
  return taken.reduce((sum, cores) => sum + cores, 0) / Math.max(1, taken.length);
}

/**
 * Numbers of threads that count: one, two, the middle and the most. More would make rounds too long to take enough of them.
 *
 * @example threadCounts(8) // [1, 2, 4, 8]
 */
export function threadCounts(most: number): readonly number[] {
  const wanted = [1, 2, Math.round(most / 2), most].filter((count) => count >= 1 && count <= most);
  return [...new Set(wanted)].sort((one, other) => one - other);
}
