/** An axis of shares of a whole: from nothing to all of it, and on as far as there are bars past that. Draws nothing. */
import { scaleLinear } from 'd3-scale';
import type { Bin } from '../results/fleet/fleet-bins.ts';
import { fittingTicks, type Tick } from './ticks.ts';

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2];
/** Past the whole, so that its line stands clear of the edge. */
const CLEAR = 1.04;

export interface SharesAxis {
  readonly at: (share: number) => number;
  readonly ticks: readonly Tick[];
}

/** Up to where there are bars. */
export function lastShare(bins: readonly Bin[]): number {
  return Math.max(CLEAR, ...bins.flatMap(({ high, rows }) => (rows.length > 0 ? [high] : [])));
}

export function sharesAxis(last: number, range: readonly [number, number]): SharesAxis {
  const at = scaleLinear([0, last], [...range]).clamp(true);
  const shown = SHARES.filter((share) => share <= last);
  return { at, ticks: fittingTicks(shown, at, String, [0, 1]) };
}
