/**
 * The knee of a speed-up curve: where more workers stop being worth it. Read off the estimates, no law fitted.
 */
import type { Series } from './report.ts';

/** A count within this fraction of the best is as good as the best. */
const NEAR_BEST = 0.95;

/**
 * The smallest worker count whose speed-up reaches 95 % of the best of the curve; null for an empty curve.
 *
 * @example speed-ups 1, 1.9, 3.4, 3.5, 3.4 at 1, 2, 4, 5, 8 workers: the knee is at 4
 */
export function knee(curve: readonly Pick<Series, 'workers' | 'speedup'>[]): number | null {
  const best = Math.max(...curve.map(({ speedup }) => speedup.estimate));
  const good = curve.filter(({ speedup }) => speedup.estimate >= NEAR_BEST * best);
  return good.length === 0 ? null : Math.min(...good.map(({ workers }) => workers));
}
