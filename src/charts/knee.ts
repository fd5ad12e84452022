/**
 * The knee of a measured curve: the fewest workers that no other measured number of workers beats by
 * more than their intervals allow. More workers than that bought nothing that could be told from noise.
 */
import type { Series } from '../measure/report.ts';

/** Null where there is no bend: fewer than three numbers of workers, the last still the best, or the first already. */
export function knee(curve: readonly Series[]): number | null {
  const points = [...curve].filter((point) => point.workers > 0).sort((a, b) => a.workers - b.workers);
  const last = points.at(-1);
  if (!last || points.length < 3) return null;
  const unbeaten = points.find((point) => points.every((other) => other.speedup.low <= point.speedup.high));
  return unbeaten && unbeaten !== last && unbeaten !== points[0] ? unbeaten.workers : null;
}
