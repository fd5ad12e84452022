/**
 * Groups of values with gaps between them: which workers are about equally fast. Single linkage in one dimension,
 * which is to sort and to cut wherever two neighbours are too far apart (Gower & Ross 1969; Sibson 1973). Too far
 * needs both: more than a relative gap that matters, and more than their intervals leave open. The number of groups
 * comes from the values, unlike with k-means or natural breaks, and a slow slope without a gap stays one group.
 */
import type { Interval } from './interval.ts';

/**
 * Indices of the values in groups: greatest values first, indices within a group ascending; every index once.
 * Two neighbours in value are parted where the greater is more than `gap` (0.15 is 15 %) above the lesser, and their
 * difference is outside of its 95 % interval, taken from theirs as of independent ones. Estimates are positive.
 *
 * @example clusters([around(1), around(0.5), around(0.98)], 0.15) // [[0, 2], [1]]
 */
export function clusters(values: readonly Interval[], gap: number): readonly (readonly number[])[] {
  const ranked = values.map((value, index) => ({ value, index })).sort(greaterFirst);
  const groups: Ranked[][] = [];
  for (const next of ranked) {
    const last = groups.at(-1);
    const neighbour = last?.at(-1);
    if (last && neighbour && !apart(neighbour.value, next.value, gap)) last.push(next);
    else groups.push([next]);
  }
  return groups.map((group) => group.map(({ index }) => index).sort((a, b) => a - b));
}

interface Ranked {
  readonly value: Interval;
  readonly index: number;
}

function greaterFirst(one: Ranked, other: Ranked): number {
  return other.value.estimate - one.value.estimate;
}

function apart(greater: Interval, lesser: Interval, gap: number): boolean {
  const difference = greater.estimate - lesser.estimate;
  const noise = Math.hypot(greater.estimate - greater.low, lesser.high - lesser.estimate);
  return difference > gap * lesser.estimate && difference > noise;
}
