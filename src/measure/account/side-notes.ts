/**
 * Measured numbers beside an account: what surrounds the gap but is no part of it, since it is outside of the timed
 * runs or cancels in the ratio.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { SideNote, Traffic } from '../report.ts';
import { isUndecided } from '../warnings.ts';

/** Null where a number was not measured. */
export interface Surroundings {
  /** From `new Worker` to the last worker ready. */
  readonly startupMs: Milliseconds | null;
  /** Time of one worker ÷ time of the main thread, on the same work. */
  readonly mainAgainstWorker: number | null;
  /** Speed-up with one worker more than run at once ÷ speed-up with as many as do. */
  readonly oversubscription: number | null;
  /** Speed-up that a kernel which only moves memory misses for it, with as many workers (`memoryOnlyLoss`). */
  readonly memoryOnly: number | null;
}

/** The notes that were measured, in a fixed order. */
export function sideNotes({
  startupMs,
  mainAgainstWorker,
  oversubscription,
  memoryOnly,
}: Surroundings): readonly SideNote[] {
  return [
    ...note('startup', 'Starting the workers, once, before the timed runs', startupMs, 'ms'),
    ...note('main-against-worker', 'Time of one worker against the main thread', mainAgainstWorker, '×'),
    ...note('oversubscription', 'Speed-up with one worker too many against all cores', oversubscription, '×'),
    ...note('memory-only', 'Speed-up that work which only moves memory would lose to it', memoryOnly, '×'),
  ];
}

/**
 * What a kernel that only moves memory misses for it with so many workers, in units of speed-up; never negative. Null for
 * other numbers of workers than were measured, and where either is not known as one number.
 *
 * @example two threads worth 1.4 moving memory and 1.9 computing: 0.5
 */
export function memoryOnlyLoss(traffic: Traffic | null, workers: number): number | null {
  if (traffic?.workers !== workers || isUndecided(traffic.moving) || isUndecided(traffic.computing)) return null;
  return Math.max(0, traffic.computing.estimate - traffic.moving.estimate);
}

function note(id: SideNote['id'], text: string, value: number | null, unit: SideNote['unit']): readonly SideNote[] {
  return value === null ? [] : [{ id, text, value, unit }];
}
