/**
 * What a run found against what is true. Pure.
 */
import type { Report } from '../../src/measure/report.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import { median } from '../../src/measure/stats/median.ts';
import type { Demand } from './conditions.ts';

/** What a report says of the cores. */
export interface Found {
  readonly reported: number | null;
  readonly proven: number | null;
  readonly effective: Interval | null;
  /** Groups of workers of unequal pace; null where nothing was weighed. */
  readonly groups: number | null;
  /** One alone and all together, round by round. */
  readonly samples: readonly { readonly alone: number; readonly together: number }[];
  readonly lost: { readonly timeLimit: number; readonly otherLoad: number; readonly slower: number } | null;
  readonly warnings: readonly string[];
  readonly failure: string | null;
}

export function foundIn({ cores, warnings, failure }: Report): Found {
  return {
    reported: cores.reported,
    proven: cores.proven,
    effective: cores.effective,
    groups: cores.worth?.groups.length ?? null,
    samples: cores.worth?.samples ?? [],
    lost: cores.worth?.lost ?? null,
    warnings: warnings.map(({ id }) => id),
    failure,
  };
}

export interface Verdict {
  /** The number found is right, or its doubt is. */
  readonly within: boolean;
  /** The proven threads are right; null where they are not asked about. */
  readonly proven: boolean | null;
  /** The doubt that belongs to the condition was raised; null where none does. */
  readonly flagged: boolean | null;
}

/** The estimate may be off by this fraction. */
const TOLERANCE = 0.03;

function holds(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && truth <= interval.high;
}

/** A run that found nothing (null) is wrong in all that is asked. */
export function judge(found: Found | null, demand: Demand): Verdict {
  const warned = (id: string): boolean => found?.warnings.includes(id) ?? false;
  const effective = found?.effective ?? null;
  switch (demand.kind) {
    case 'cores': {
      const off = effective === null ? Infinity : Math.abs(effective.estimate / demand.effective - 1);
      return { within: off <= TOLERANCE, proven: found?.proven === demand.proven, flagged: null };
    }
    case 'busy': {
      const undecided = warned('cores-undecided');
      return { within: undecided || holds(effective, demand.effective), proven: null, flagged: warned('machine-busy') };
    }
    case 'unequal': {
      const seen = found?.groups === 2 || warned('unequal-workers');
      return { within: seen, proven: null, flagged: warned('unequal-workers') };
    }
  }
}

/** One in twenty runs may miss. */
export function missesAllowed(runs: number): number {
  return Math.floor(runs / 20);
}

export interface Summary {
  readonly runs: number;
  readonly within: number;
  readonly proven: number | null;
  readonly flagged: number | null;
  /** Of the estimates; null where there are none. */
  readonly median: number | null;
  /** Standard deviation of the estimates. */
  readonly spread: number | null;
  /** What is out of tolerance, as sentences; empty where the condition is met. */
  readonly faults: readonly string[];
}

export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

function counted(verdicts: readonly Verdict[], what: 'proven' | 'flagged'): number | null {
  if (verdicts.every((verdict) => verdict[what] === null)) return null;
  return verdicts.filter((verdict) => verdict[what] === true).length;
}

export function summarise(runs: readonly (Found | null)[], demand: Demand): Summary {
  const verdicts = runs.map((found) => judge(found, demand));
  const estimates = runs.flatMap((found) => found?.effective?.estimate ?? []);
  const within = verdicts.filter((verdict) => verdict.within).length;
  const [proven, flagged] = [counted(verdicts, 'proven'), counted(verdicts, 'flagged')];
  const spread = standardDeviation(estimates);
  const needed = runs.length - missesAllowed(runs.length);
  const faults: string[] = [];
  if (within < needed) faults.push(`within in ${within} of ${runs.length}, needed ${needed}`);
  if (proven !== null && proven < needed) faults.push(`proven right in ${proven} of ${runs.length}, needed ${needed}`);
  // Groups may say it in place of the warning; other load must be named.
  if (demand.kind === 'busy' && flagged !== null && flagged < needed) {
    faults.push(`flagged in ${flagged} of ${runs.length}, needed ${needed}`);
  }
  if (demand.kind === 'cores' && demand.spread !== null && spread !== null && spread > demand.spread) {
    faults.push(`standard deviation ${spread.toFixed(3)}, at most ${demand.spread}`);
  }
  const middle = estimates.length > 0 ? median(estimates) : null;
  return { runs: runs.length, within, proven, flagged, median: middle, spread, faults };
}
