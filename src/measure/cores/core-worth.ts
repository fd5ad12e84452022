/**
 * What the proven threads are worth in units of one alone, and where the rest went. From rounds in which one worker alone
 * and all at once were timed in turn, in loops of fixed time on equal work (weigh-cores.ts takes them). Pure.
 */
import { groupsOf } from './pace-groups.ts';
import type { CoresLost, PacePoint, WorkerPace, Worth } from '../report.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import type { Interval } from '../stats/interval.ts';
import { median } from '../stats/median.ts';
import type { BootstrapOptions } from '../stats/resample.ts';
import type { WindowPace, WorkerInWindow } from './window-pace.ts';

export interface WeighingRound {
  /** Of one worker alone. */
  readonly alone: WindowPace;
  /** Of all proven threads at once, worker 0 first. */
  readonly together: WindowPace;
}

/** A window of another number of workers, with the round it belongs to. */
export interface SweepWindow {
  readonly workers: number;
  readonly alone: WindowPace;
  readonly together: WindowPace;
}

export interface Weighed {
  readonly rounds: readonly WeighingRound[];
  readonly sweep: readonly SweepWindow[];
  readonly seed: number;
}

/** Other programs that took less than this many cores are everywhere: no reason to widen an interval. */
export const OTHER_LOAD_CORES = 0.05;

/** Items a millisecond of all workers of a window. */
export const rateOf = ({ workers }: WindowPace): number => workers.reduce((sum, { rate }) => sum + rate, 0);

function ratio(rounds: readonly WeighingRound[], options: BootstrapOptions): Interval | null {
  const usable = rounds.filter(({ alone, together }) => rateOf(alone) > 0 && rateOf(together) > 0);
  if (usable.length === 0) return null;
  return bootstrapRatio(
    usable.map(({ together }) => rateOf(together)),
    usable.map(({ alone }) => rateOf(alone)),
    options,
  );
}

/** A round in which others took more than this many cores tells of them, not of the machine. */
const DISTURBED_CORES = 0.04;
/** Where most rounds are like that, they are what this machine gives. */
const FEWEST_UNDISTURBED = { rounds: 5, share: 0.5 };

/**
 * The rounds that count. Somebody else's work is seen from loops that stood still, not from their pace, so leaving its rounds
 * out prefers no outcome; a limit on processor time is none of it. All rounds where fewer than half, or than five,
 * were left alone.
 */
export function roundsThatCount(rounds: readonly WeighingRound[]): readonly WeighingRound[] {
  const undisturbed = rounds.filter((round) => takenByOthers(round) <= DISTURBED_CORES);
  const { rounds: fewest, share } = FEWEST_UNDISTURBED;
  return undisturbed.length >= Math.max(fewest, share * rounds.length) ? undisturbed : rounds;
}

function takenByOthers({ alone, together }: WeighingRound): number {
  const own = ({ workers }: WindowPace): number =>
    workers.reduce((sum, { still, withAll }) => sum + still - withAll, 0);
  // One alone has nobody to stand still with: only the rest of the time tells whether that was a limit.
  const byLimit = together.allStill > 0;
  return own(together) + (byLimit ? 0 : (alone.workers[0]?.still ?? 0));
}

/**
 * Effective cores with a 95 % interval. What other programs took is not known to be missing: where it was noticeable, the
 * upper end goes up by it, since without them the threads would be worth as much. Null without a usable round.
 *
 * @example one alone at 100, two together at 95 each: 1.9
 */
export function effectiveCores(rounds: readonly WeighingRound[], options: BootstrapOptions): Interval | null {
  const counting = roundsThatCount(rounds);
  const measured = ratio(counting, options);
  if (!measured) return null;
  const { otherLoad } = coresLost(counting);
  return otherLoad < OTHER_LOAD_CORES ? measured : { ...measured, high: measured.high + otherLoad };
}

/**
 * The parts of proven − effective, the mean over rounds. A worker that stands still a fraction s of the time, and runs at
 * pace q in units of one alone, misses 1 − (1 − s)·q of a core; one alone that stands still a fraction a itself is the
 * unit, so all is divided by 1 − a.
 */
export function coresLost(rounds: readonly WeighingRound[]): CoresLost {
  const perRound = rounds.flatMap(({ alone, together }) => lostIn(alone, together) ?? []);
  const mean = (part: keyof CoresLost): number =>
    perRound.reduce((sum, lost) => sum + lost[part], 0) / Math.max(1, perRound.length);
  return { timeLimit: mean('timeLimit'), otherLoad: mean('otherLoad'), slower: mean('slower') };
}

function lostIn(alone: WindowPace, together: WindowPace): CoresLost | null {
  const unit = rateOf(alone);
  if (unit <= 0) return null;
  const aloneStill = alone.workers[0]?.still ?? 0;
  const sum = (part: (worker: WorkerInWindow) => number): number =>
    together.workers.reduce((total, worker) => total + part(worker), 0);
  // What holds one back alone holds all back: it is the limit where they stand still together, else other load.
  const byLimit = together.allStill > 0 && together.allStill >= aloneStill;
  const timeLimit = sum(({ withAll }) => withAll - (byLimit ? aloneStill : 0)) / (1 - aloneStill);
  const otherLoad = sum(({ still, withAll }) => still - withAll - (byLimit ? 0 : aloneStill)) / (1 - aloneStill);
  const whole = sum(({ rate }) => 1 - rate / unit);
  return { timeLimit, otherLoad, slower: whole - timeLimit - otherLoad };
}

/** The median rate of each worker while all ran, items a millisecond. */
export function medianPaces(rounds: readonly WeighingRound[]): readonly number[] {
  const count = rounds[0]?.together.workers.length ?? 0;
  return Array.from({ length: count }, (_, worker) =>
    median(rounds.map(({ together }) => together.workers[worker]?.rate ?? 0)),
  );
}

function pacesOf(rounds: readonly WeighingRound[], seed: number): WorkerPace[] {
  const count = rounds[0]?.together.workers.length ?? 0;
  return Array.from({ length: count }, (_, worker) => {
    const usable = rounds.filter(
      ({ alone, together }) => rateOf(alone) > 0 && (together.workers[worker]?.rate ?? 0) > 0,
    );
    if (usable.length === 0) return { worker, pace: { estimate: 0, low: 0, high: 0 } };
    const rates = usable.map(({ together }) => together.workers[worker]?.rate ?? 0);
    return {
      worker,
      pace: bootstrapRatio(
        rates,
        usable.map(({ alone }) => rateOf(alone)),
        { seed },
      ),
    };
  });
}

function curveOf({ rounds, sweep, seed }: Weighed): PacePoint[] {
  const counts = [...new Set(sweep.map(({ workers }) => workers))];
  const swept = counts.flatMap((workers) => {
    const speedup = ratio(
      sweep.filter((window) => window.workers === workers),
      { seed },
    );
    return speedup ? [{ workers, speedup }] : [];
  });
  const proven = rounds[0]?.together.workers.length;
  const whole = ratio(rounds, { seed });
  const points = [
    { workers: 1, speedup: { estimate: 1, low: 1, high: 1 } },
    ...(proven !== undefined && proven > 1 && whole ? [{ workers: proven, speedup: whole }] : []),
    ...swept,
  ];
  return points.sort((one, other) => one.workers - other.workers);
}

/** All that the rounds show; null without a usable one. */
export function worthOf(weighed: Weighed): Worth | null {
  const { seed } = weighed;
  const rounds = roundsThatCount(weighed.rounds);
  if (ratio(rounds, { seed }) === null) return null;
  const paces = pacesOf(rounds, seed);
  return {
    samples: rounds.map(({ alone, together }) => ({ alone: rateOf(alone), together: rateOf(together) })),
    disturbed: weighed.rounds.length - rounds.length,
    otherLoad: coresLost(weighed.rounds).otherLoad,
    curve: curveOf({ ...weighed, rounds }),
    paces,
    groups: groupsOf(paces),
    lost: coresLost(rounds),
    aloneStill: median(rounds.map(({ alone }) => alone.workers[0]?.still ?? 0)),
  };
}
