/**
 * Which results of a fleet may be pooled: those measured by the same protocol, with the same preset and schedule, on the same version of
 * the same kernel. A result that timed several kernels is in a group for each. Says what keeps a result out of a group; words nothing.
 */
import type { Schedule } from '../../base/schedule.ts';
import type { Preset } from '../../measure/report.ts';
import type { Machine } from '../machine.ts';
import type { Summary } from '../summary.ts';

export interface Comparable {
  /** Null where the results are older than versions. */
  readonly protocol: number | null;
  readonly preset: Preset;
  readonly schedule: Schedule;
  /** Null for results that counted cores only. */
  readonly kernel: { readonly id: string; readonly version: number } | null;
}

export interface FleetGroup extends Comparable {
  readonly key: string;
  /** Indices of its results, ascending. */
  readonly rows: Int32Array;
}

/** What a result first differs in, from what concerns the whole of it to what concerns a kernel. */
export const DIFFERENCES = ['protocol', 'preset', 'schedule', 'kernel', 'kernel-version'] as const;
export type Difference = (typeof DIFFERENCES)[number];

const keyOf = ({ protocol, preset, schedule, kernel }: Comparable): string =>
  [protocol ?? '', preset, schedule, kernel ? `${kernel.id} ${kernel.version}` : ''].join('|');

function placesOf({ versions, preset, schedule, kernels }: Summary): Comparable[] {
  const shared = { protocol: versions?.protocol ?? null, preset, schedule };
  if (kernels.length === 0) return [{ ...shared, kernel: null }];
  return kernels.map(({ kernel, version }) => ({ ...shared, kernel: { id: kernel, version } }));
}

/** The largest first; of equals the one that sorts first. */
export function fleetGroups(machines: readonly Machine[]): FleetGroup[] {
  const found = new Map<string, { place: Comparable; rows: number[] }>();
  machines.forEach(({ summary }, row) => {
    for (const place of placesOf(summary)) {
      const key = keyOf(place);
      const group = found.get(key) ?? { place, rows: [] };
      if (group.rows.at(-1) !== row) group.rows.push(row);
      found.set(key, group);
    }
  });
  return [...found]
    .map(([key, { place, rows }]) => ({ ...place, key, rows: Int32Array.from(rows) }))
    .sort((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
}

/** Null for a result that belongs to the group. */
export function differenceFrom(group: Comparable, summary: Summary): Difference | null {
  if ((summary.versions?.protocol ?? null) !== group.protocol) return 'protocol';
  if (summary.preset !== group.preset) return 'preset';
  if (summary.schedule !== group.schedule) return 'schedule';
  const { kernel } = group;
  if (kernel === null) return summary.kernels.length === 0 ? null : 'kernel';
  const same = summary.kernels.filter((one) => one.kernel === kernel.id);
  if (same.length === 0) return 'kernel';
  return same.some(({ version }) => version === kernel.version) ? null : 'kernel-version';
}

/** How many results of the fleet are not in the group, by what they differ in. */
export function outsideOf(group: Comparable, machines: readonly Machine[]): ReadonlyMap<Difference, number> {
  const counts = new Map<Difference, number>();
  for (const { summary } of machines) {
    const difference = differenceFrom(group, summary);
    if (difference) counts.set(difference, (counts.get(difference) ?? 0) + 1);
  }
  return counts;
}
