/**
 * Workers that are about equally fast, as groups: where unequal cores show in a page, they show here. Says nothing about
 * why. Pure.
 */
import type { PaceGroup, WorkerPace } from '../report.ts';
import { clusters } from '../stats/clusters.ts';

/** Neighbours closer than this are one group, however well they are told apart: nobody would call such cores unequal. */
const GAP = 0.18;

/**
 * Groups by falling pace; the pace of a group is the mean of its members.
 *
 * @example paces 1.00 (0.98–1.02), 0.50 (0.48–0.52), 0.99 (0.97–1.01): two groups, [0, 2] and [1]
 */
export function groupsOf(paces: readonly WorkerPace[]): PaceGroup[] {
  const groups = clusters(
    paces.map(({ pace }) => pace),
    GAP,
  );
  return groups.map((places) => {
    const members = places.flatMap((place) => paces[place] ?? []);
    return {
      workers: members.map(({ worker }) => worker).sort((one, other) => one - other),
      pace: members.reduce((sum, { pace }) => sum + pace.estimate, 0) / members.length,
    };
  });
}
