/**
 * The conditions under which the right answer is known, as data: where the browser is put, what is true there, and what
 * of it must be found. Adding one is a row.
 */
import { PERIOD_US } from './cgroups.ts';
import type { Place } from './places.ts';

/** What must be found for a run to count. */
export type Demand =
  /** Effective cores near the truth, and the proven threads. */
  | { readonly kind: 'cores'; readonly effective: number; readonly proven: number; readonly spread: number | null }
  /** The load is named, and the answer holds the truth or is called undecided. */
  | { readonly kind: 'busy'; readonly effective: number }
  /** Workers of unequal pace are told apart. */
  | { readonly kind: 'unequal' };

export interface Condition {
  readonly name: string;
  readonly title: string;
  readonly place: Place;
  readonly demand: Demand;
}

const QUOTAS = [50, 75, 100, 125, 150, 175, 200] as const;
/** Standard deviation of effective cores over the runs, in cores. */
const SPREAD = 0.05;

/** The name of the condition in which a model is measured against itself. */
export const SAME_AGAIN = 'same-again';

/** All conditions of a machine with so many processors, which are kept awake under a quota or not. */
export function conditionsOf(processors: number, awake: boolean): readonly Condition[] {
  const one = { kind: 'cores', effective: 1, proven: 1, spread: null } as const;
  return [
    {
      name: 'free',
      title: 'no limit',
      place: { kind: 'free' },
      demand: { kind: 'cores', effective: processors, proven: processors, spread: SPREAD },
    },
    { name: 'pinned', title: 'pinned to one core (taskset)', place: { kind: 'pinned', processors: '0' }, demand: one },
    { name: 'cpuset', title: 'cpuset of one core', place: { kind: 'cpuset', processors: '0' }, demand: one },
    ...QUOTAS.map((percent): Condition => {
      // In units of one worker alone, which has the whole quota to itself up to one core.
      const effective = Math.max(1, Math.min(percent / 100, processors));
      return {
        name: `quota-${percent}`,
        title: `quota of ${percent} % of a core`,
        place: { kind: 'quota', percent, awake },
        // A quota limits time, not how many run at once.
        demand: { kind: 'cores', effective, proven: processors, spread: null },
      };
    }),
    {
      name: 'hog',
      title: 'a busy program on one core',
      place: { kind: 'hog', processor: 1 },
      demand: { kind: 'busy', effective: processors },
    },
    {
      name: 'slow-worker',
      title: 'one worker at half pace',
      place: { kind: 'slow-worker', percent: 50, periodUs: PERIOD_US / 10 },
      demand: { kind: 'unequal' },
    },
  ];
}
