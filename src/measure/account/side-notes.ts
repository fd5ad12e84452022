/**
 * Measured numbers beside an account: what surrounds the gap but is no part of it, since it is outside of the timed
 * runs or cancels in the ratio.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { SideNote } from '../report.ts';

/** Null where a number was not measured. */
export interface Surroundings {
  /** From `new Worker` to the last worker ready. */
  readonly startupMs: Milliseconds | null;
  /** Time of one worker ÷ time of the main thread, on the same work. */
  readonly mainAgainstWorker: number | null;
  /** Speed-up with one worker more than run at once ÷ speed-up with as many as do. */
  readonly oversubscription: number | null;
}

/** The notes that were measured, in a fixed order. */
export function sideNotes({ startupMs, mainAgainstWorker, oversubscription }: Surroundings): readonly SideNote[] {
  return [
    ...note('startup', 'Starting the workers, once, before the timed runs', startupMs, 'ms'),
    ...note('main-against-worker', 'Time of one worker against the main thread', mainAgainstWorker, '×'),
    ...note('oversubscription', 'Speed-up with one worker too many against all cores', oversubscription, '×'),
  ];
}

function note(id: SideNote['id'], text: string, value: number | null, unit: SideNote['unit']): readonly SideNote[] {
  return value === null ? [] : [{ id, text, value, unit }];
}
