/**
 * Where a series changes its level: the two-sample rank statistic at every possible place, standardised, and the place
 * where it is largest (maximally selected rank statistic). Standardised, since Pettitt's (1979) unweighted form hardly sees a
 * change in the first or last twentieth of a series, and a fall comes early in a long run. Ranks, since a late window is
 * no change.
 *
 * Source: the tail of the maximum, Miller & Siegmund 1982, "Maximally selected chi square statistics", eq. 8; for ranks,
 * Lausen & Schumacher 1992, "Maximally selected rank statistics". Near the ends the statistic is bounded and the tail far too
 * large; where the two parts do not overlap at all, the exact chance of that (one of n over t choices, at any of n places)
 * is taken. Neighbours are taken for independent: who asks must also ask whether a difference is large enough to matter.
 */
import { ranks } from './ranks.ts';

export interface LevelChange {
  /** Index of the first value of the second level. */
  readonly at: number;
  /** The standardised difference of the two levels. */
  readonly z: number;
  /** Chance of one as large or larger at any place of a series without a change. */
  readonly p: number;
}

/**
 * The likeliest place of a change with at least `fewest` values on either side; null for fewer than twice as many.
 * Takes time n log n.
 *
 * @example selectedRankChange([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], 3)?.at // 5
 */
export function selectedRankChange(values: readonly number[], fewest: number): LevelChange | null {
  const count = values.length;
  if (count < 2 * fewest || fewest < 1) return null;
  const centred = ranks(values).map((rank) => rank - (count - 1) / 2);
  const variance = centred.reduce((sum, rank) => sum + rank * rank, 0) / (count - 1);
  let best: LevelChange = { at: fewest, z: 0, p: 1 };
  let sum = 0;
  for (let place = 1; place <= count - fewest; place++) {
    sum += centred[place - 1] ?? 0;
    if (place < fewest) continue;
    const spread = Math.sqrt((variance * place * (count - place)) / count);
    const z = spread > 0 ? Math.abs(sum) / spread : 0;
    // The largest sum that this many ranks can have: no value of one part lies among those of the other.
    const apart = Math.abs(sum) >= (place * (count - place)) / 2;
    const p = Math.min(chanceOf(z, fewest / count), apart ? (2 * count) / choices(count, place) : 1);
    if (p < best.p) best = { at: place, z, p };
  }
  return best;
}

/** Ways to choose `some` of `all`. */
function choices(all: number, some: number): number {
  const fewer = Math.min(some, all - some);
  let ways = 1;
  for (let one = 1; one <= fewer; one++) ways *= (all - fewer + one) / one;
  return ways;
}

/** Of a maximum of at least `z` over all places from the fraction `edge` to 1 − `edge`. */
export function chanceOf(z: number, edge: number): number {
  if (z <= 1) return 1;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const places = edge < 0.5 ? 2 * Math.log((1 - edge) / edge) : 0;
  return Math.min(1, density * ((z - 1 / z) * places + 4 / z));
}
