/**
 * Did the machine change during the run? The baseline is measured in every round; if its end differs from its
 * beginning, heat, power saving or a neighbour came between. Pairing by round keeps the ratios right; the times are not.
 */
import { median } from './stats/median.ts';

/** Below this many samples a third is too few to speak for its part of the run. */
const FEWEST = 9;
/** Changes smaller than this are not worth a warning. */
const TOLERANCE = 0.05;

export interface Drift {
  /** Last third against first third, as a fraction: 0.08 is 8 % slower at the end. */
  readonly change: number;
  /** The change is above 5 % and above the noise floor. */
  readonly moved: boolean;
}

/**
 * Compares the medians of the first and the last third of baseline times, in the order taken. Null below 9 samples.
 *
 * @example baselineDrift([50, 50, 50, 55, 55, 55, 60, 60, 60], null) // { change: 0.2, moved: true }
 */
export function baselineDrift(samples: readonly number[], noiseFloor: number | null): Drift | null {
  if (samples.length < FEWEST) return null;
  const third = Math.floor(samples.length / 3);
  const change = median(samples.slice(-third)) / median(samples.slice(0, third)) - 1;
  return { change, moved: Math.abs(change) > Math.max(TOLERANCE, noiseFloor ?? 0) };
}
