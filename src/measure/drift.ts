/**
 * Did the machine change during the run? The baseline is measured in every round; if its end differs from its
 * beginning, heat, power saving or a neighbour came between. Pairing by round keeps the ratios right; the times are not.
 * Where it jumped for a moment, the round tells of that moment and not of the work: it is void and taken again.
 */
import type { Milliseconds } from '../base/units.ts';
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

/** A round's baseline, in the order taken. */
export interface BaselineRound {
  readonly ms: Milliseconds;
  readonly isVoid: boolean;
}

/**
 * A baseline this many times as long, or as short, as the usual one is a jump. Well above the noise under which the
 * intervals are known to hold (shapes with a third of the samples slow by 30 %): what the median copes with is not
 * thrown away. Below what sharing a processor with one other program (2 times) or a power mode does.
 */
const JUMP = 1.5;
/** The usual one is the median of this many last rounds, so that slow drift is followed. */
const LAST = 9;
/** Fewer rounds do not say what is usual. */
const FEWEST_BEFORE = 5;
/** So many jumps in a row are no moment any more: the machine changed, and its new level counts. */
const MOST_IN_A_ROW = 3;
/** Whoever throws away more than this part of what was seen reports a machine that was not there. */
const MOST_VOID = 1 / 4;

/**
 * Whether a round with this baseline time (ms) should be taken again, given all rounds before it, the void ones
 * among them. The rule looks at the baseline only, never at what is compared with it, and alike upwards and downwards
 * (in the logarithm), so that it cannot prefer one outcome.
 *
 * @example roundIsVoid([50, 51, 50, 49, 50].map((ms) => ({ ms, isVoid: false })), 110) // true
 */
export function roundIsVoid(baselinesSoFar: readonly BaselineRound[], candidate: Milliseconds): boolean {
  const before = baselinesSoFar.slice(lastChange(baselinesSoFar)).filter(({ isVoid }) => !isVoid);
  if (before.length < FEWEST_BEFORE) return false;
  const usual = median(before.slice(-LAST).map(({ ms }) => ms));
  if (candidate <= usual * JUMP && candidate >= usual / JUMP) return false;
  if (baselinesSoFar.slice(-MOST_IN_A_ROW).every(({ isVoid }) => isVoid)) return false;
  const voided = baselinesSoFar.filter(({ isVoid }) => isVoid).length;
  return voided + 1 <= (baselinesSoFar.length + 1) * MOST_VOID;
}

/** Where the present level began: after the last row of void rounds that was as long as is allowed; else 0. */
function lastChange(rounds: readonly BaselineRound[]): number {
  let row = 0;
  let begun = 0;
  for (const [index, { isVoid }] of rounds.entries()) {
    row = isVoid ? row + 1 : 0;
    if (row === MOST_IN_A_ROW) begun = index + 1;
  }
  return begun;
}
