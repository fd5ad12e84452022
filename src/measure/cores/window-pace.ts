/**
 * What a window of several workers tells: each one's rate, and how much of the time it stood still, alone or together with
 * all others. All still until the same moment is a limit on processor time (a container's quota, a power saver): such a
 * limit grants its time in periods, to all at once, so rates are taken over whole periods. Workers that wait for the same
 * processor stand still together, too, but go on one after another: that is somebody else's work. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import { lengthOf, type Stretch } from '../../trace/timeline.ts';
import type { PaceRecord } from './pace.ts';

export interface WorkerInWindow {
  /** Items a millisecond. */
  readonly rate: number;
  /** Fraction of the time in which this worker stood still. */
  readonly still: number;
  /** The part of it that goes with a stretch in which all stood still: the ends of such stretches differ by a few milliseconds. */
  readonly withAll: number;
}

export interface WindowPace {
  readonly workers: readonly WorkerInWindow[];
  /** Fraction of the time in which all stood still. */
  readonly allStill: number;
}

/**
 * A limit lets all go on at once, give or take a tick (Linux: up to 4 ms on the second processor); those who wait for one
 * processor go on a scheduler's turn (3 ms and more) after one another, but then stand still for few turns.
 */
const SAME_MOMENT = { leastMs: 1.5, mostMs: 5, ofStretch: 0.25 };
/** Periods are told from accidents by stretches of this length … */
const PERIOD_STILL_MS: Milliseconds = 2;
/** … that take this much of the window in all … */
const PERIOD_STILL_SHARE = 0.03;
/** … and reach over this much of it. */
const PERIODS_SHARE = 0.5;

function sameMoment(one: Stretch, other: Stretch): Milliseconds {
  const shorter = Math.min(one.end - one.start, other.end - other.start);
  return Math.max(SAME_MOMENT.leastMs, Math.min(SAME_MOMENT.mostMs, SAME_MOMENT.ofStretch * shorter));
}

/** Stretches whose end was seen, and is not that of the window. */
const ended = ({ still, elapsedMs }: PaceRecord): readonly Stretch[] => still.filter(({ end }) => end < elapsedMs);

/** When all workers stood still until they went on at the same moment; ascending, disjoint. */
export function allStill(records: readonly PaceRecord[]): readonly Stretch[] {
  const [first, ...others] = records.map(ended);
  return others.reduce<readonly Stretch[]>(
    (common, still) =>
      common.flatMap((one) => {
        const other = still.find((each) => Math.abs(each.end - one.end) <= sameMoment(one, each));
        return other ? intersected([one], [other]) : [];
      }),
    first ?? [],
  );
}

function intersected(these: readonly Stretch[], those: readonly Stretch[]): readonly Stretch[] {
  return these.flatMap((one) =>
    those
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) }))
      .filter(({ start, end }) => end > start),
  );
}

/** From one end of standing still together to the last: whole periods. The whole window where there are none. */
function evaluated(records: readonly PaceRecord[], common: readonly Stretch[]): Stretch {
  const length = Math.min(...records.map(({ elapsedMs }) => elapsedMs));
  const whole = { start: 0, end: length };
  const periods = common.filter(({ start, end }) => end - start >= PERIOD_STILL_MS);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || lengthOf(common) < PERIOD_STILL_SHARE * length) return whole;
  return last.end - first.end >= PERIODS_SHARE * length ? { start: first.end, end: last.end } : whole;
}

/** Items done by a time of the window: known at every end of standing still, even between them. */
function itemsAt({ items, elapsedMs, still }: PaceRecord, at: Milliseconds): number {
  const known = [
    { at: 0, items: 0 },
    ...still.flatMap((stretch) => [
      { at: stretch.start, items: stretch.items },
      { at: stretch.end, items: stretch.items },
    ]),
    { at: elapsedMs, items },
  ];
  const next = known.findIndex((point) => point.at >= at);
  const [from, to] = [known[next - 1], known[next]];
  if (!from || !to) return to?.items ?? items;
  return from.items + ((to.items - from.items) * (at - from.at)) / Math.max(Number.MIN_VALUE, to.at - from.at);
}

/** The stretches that touch one in which all stood still. */
function touching(still: readonly Stretch[], common: readonly Stretch[]): readonly Stretch[] {
  return still.filter((one) => intersected([one], common).length > 0);
}

function shareOf(stretches: readonly Stretch[], { start, end }: Stretch): number {
  return lengthOf(intersected([{ start, end }], stretches)) / (end - start);
}

/** What a window shows; null where it was ended before it began. Records are of one window, one a worker. */
export function windowPace(records: readonly PaceRecord[]): WindowPace | null {
  if (records.length === 0 || records.some(({ elapsedMs }) => elapsedMs <= 0)) return null;
  const common = allStill(records);
  const seen = evaluated(records, common);
  const length = seen.end - seen.start;
  return {
    workers: records.map((record) => ({
      rate: (itemsAt(record, seen.end) - itemsAt(record, seen.start)) / length,
      still: shareOf(record.still, seen),
      withAll: shareOf(touching(record.still, common), seen),
    })),
    allStill: shareOf(common, seen),
  };
}
