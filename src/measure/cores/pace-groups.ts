/**
 * Workers that are about equally fast, as groups: where unequal cores show in a page, they show here. A boundary is drawn
 * only where two neighbours differ by more than a sixth and by more than their intervals. Says nothing about why. Pure.
 */
import type { PaceGroup, WorkerPace } from './report.ts';

/** Neighbours closer than this are one group, however well they are told apart: nobody would call such cores unequal. */
const APART = 0.85;

/**
 * Groups by falling pace; the pace of a group is the mean of its members.
 *
 * @example paces 1.00 (0.98–1.02), 0.50 (0.48–0.52), 0.99 (0.97–1.01): two groups, [0, 2] and [1]
 */
export function groupsOf(paces: readonly WorkerPace[]): PaceGroup[] {
  const falling = [...paces].sort((one, other) => other.pace.estimate - one.pace.estimate);
  const groups: WorkerPace[][] = [];
  for (const worker of falling) {
    const group = groups.at(-1);
    const slowest = group?.at(-1);
    if (group && slowest && !areApart(slowest, worker)) group.push(worker);
    else groups.push([worker]);
  }
  return groups.map((members) => ({
    workers: members.map(({ worker }) => worker).sort((one, other) => one - other),
    pace: members.reduce((sum, { pace }) => sum + pace.estimate, 0) / members.length,
  }));
}

function areApart(faster: WorkerPace, slower: WorkerPace): boolean {
  return slower.pace.estimate < APART * faster.pace.estimate && slower.pace.high < faster.pace.low;
}
