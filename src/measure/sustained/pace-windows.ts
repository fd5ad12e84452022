/**
 * Windows of a sustained run as numbers: what is left when void ones are gone and the workers are added up. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { SustainedWindow } from './sustained-report.ts';

export interface PaceWindow {
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  /** Items a millisecond, of all its workers. */
  readonly pace: number;
  /** Fraction of its time that a worker stood still, the mean over the workers. */
  readonly still: number;
  /** The part of it in which all stood still and went on at the same moment. */
  readonly allStill: number;
}

/** The sound windows of one kind, in order. */
export function paceWindows(windows: readonly SustainedWindow[], kind: SustainedWindow['kind']): readonly PaceWindow[] {
  return windows.flatMap(({ kind: found, pace, startMs, endMs }) => {
    if (found !== kind || !pace) return [];
    const { workers } = pace;
    const sum = (of: 'rate' | 'still' | 'withAll'): number => workers.reduce((total, worker) => total + worker[of], 0);
    const [still, allStill] = [sum('still') / workers.length, sum('withAll') / workers.length];
    return [{ startMs, endMs, pace: sum('rate'), still, allStill }];
  });
}
