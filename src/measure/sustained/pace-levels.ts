/**
 * Cuts a series of paces into stretches of about equal pace: split at the likeliest change, each part again, while the
 * change is none that chance makes (binary segmentation, Vostrikova 1981); then neighbours that hardly differ are put together
 * again. A slow drift becomes a staircase. Pure; knows nothing of time.
 */
import { median } from '../stats/median.ts';
import { selectedRankChange } from '../stats/selected-rank-change.ts';

/** Fewer windows are no stretch: an interruption is no change of pace. */
const FEWEST_WINDOWS = 4;
/** Chance of a cut at one place where nothing changed. */
const CHANCE = 0.005;
/** Neighbours this much alike are one. */
const ALIKE = 0.01;

/** Half-open, in indices of the series. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * In order, covering all; a series too short to cut is one part, an empty one none.
 *
 * @example levelParts([…20 × 1, …20 × 0.8]) // [{ from: 0, to: 20 }, { from: 20, to: 40 }]
 */
export function levelParts(paces: readonly number[]): readonly Part[] {
  if (paces.length === 0) return [];
  return put(cut(paces, { from: 0, to: paces.length }), paces);
}

function cut(paces: readonly number[], part: Part): Part[] {
  const found = selectedRankChange(paces.slice(part.from, part.to), FEWEST_WINDOWS);
  if (!found || found.p > CHANCE) return [part];
  const at = part.from + found.at;
  return [...cut(paces, { from: part.from, to: at }), ...cut(paces, { from: at, to: part.to })];
}

/** Joins the two neighbours that differ least, until all differ. */
function put(parts: readonly Part[], paces: readonly number[]): readonly Part[] {
  const levels = parts.map(({ from, to }) => median(paces.slice(from, to)));
  const steps = levels.slice(1).map((level, index) => Math.abs(Math.log(level / (levels[index] ?? level))));
  const least = steps.reduce((best, step, index) => (step < (steps[best] ?? Infinity) ? index : best), 0);
  const [before, after] = [parts[least], parts[least + 1]];
  if (!before || !after || (steps[least] ?? Infinity) >= ALIKE) return parts;
  return put([...parts.slice(0, least), { from: before.from, to: after.to }, ...parts.slice(least + 2)], paces);
}
