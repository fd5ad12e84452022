/**
 * Why a pace fell, from what a page can see: whether the threads stood still, all at once or each by itself, and whether one
 * worker alone slowed as well. Pure. Temperature, clock rate and power mode no page can see; the words say so.
 */
import type { PaceWindow } from './pace-windows.ts';
import { bootstrapMedian } from '../stats/bootstrap-median.ts';
import type { Interval } from '../stats/interval.ts';
import { median } from '../stats/median.ts';
import { ratioOfIntervals } from '../stats/ratio-of-intervals.ts';
import type { BootstrapOptions } from '../stats/resample.ts';
import type { FallCause } from './sustained-report.ts';

/** A part of the fall from which on it is called the cause. */
const HALF = 0.5;
const FEWEST_ALONE = 3;

/** Two stretches of a run: before the pace fell and while it was low. */
export interface BeforeAndAfter {
  readonly before: readonly PaceWindow[];
  readonly after: readonly PaceWindow[];
}

/** Pace of one worker alone while it ran, after ÷ before; null with fewer than three windows on a side. */
export function aloneRatio({ before, after }: BeforeAndAfter, options: BootstrapOptions): Interval | null {
  const speeds = [after, before].map((side) =>
    side.map(({ pace, still }) => pace / (1 - still)).filter((speed) => speed > 0),
  );
  const [late = [], early = []] = speeds;
  if (late.length < FEWEST_ALONE || early.length < FEWEST_ALONE) return null;
  return ratioOfIntervals(bootstrapMedian(late, options), bootstrapMedian(early, options));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Of windows of all threads, and what one alone did meanwhile. The pace must have fallen between the two. */
export function fallCause({ before, after }: BeforeAndAfter, workers: number, alone: Interval | null): FallCause {
  const still = [before, after].map((side) => mean(side.map((window) => window.still)));
  const all = [before, after].map((side) => mean(side.map((window) => window.allStill)));
  const [stillBefore = 0, stillAfter = 0] = still;
  const [allBefore = 0, allAfter = 0] = all;
  const fell = Math.log(median(after.map(({ pace }) => pace)) / median(before.map(({ pace }) => pace)));
  const heldOff = Math.log((1 - stillAfter) / (1 - stillBefore));
  if (heldOff <= HALF * fell) {
    if (workers === 1) return 'held-off';
    return allAfter - allBefore >= HALF * (stillAfter - stillBefore) ? 'time-limit' : 'other-load';
  }
  const slowed = fell - heldOff;
  if (!alone) return 'slower';
  if (Math.log(alone.estimate) <= HALF * slowed && alone.high < 1) return 'clock';
  return Math.log(alone.low) > HALF * slowed ? 'shared-budget' : 'slower';
}
