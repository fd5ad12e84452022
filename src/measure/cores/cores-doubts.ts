/** What there is to doubt about the cores, from the numbers themselves. Pure; the words are in warnings.ts. */
import { OTHER_LOAD_CORES } from './core-worth.ts';
import type { Cores, PaceGroup, Worth } from '../report.ts';
import { isUndecided, warnings, type Warning } from '../warnings.ts';

/** Twice what is let pass without widening the interval. */
const BUSY_CORES = 2 * OTHER_LOAD_CORES;
/** A limit that takes less than this of a core is none that anybody set. */
const LIMIT_CORES = 0.05;
/** One worker alone that stands still for more than this has no processor to itself. */
const ALONE_STILL = 0.1;

/** In the order of what matters to the reader. */
export function coresDoubts({ effective, worth }: Pick<Cores, 'effective' | 'worth'>): Warning[] {
  if (!effective || !worth) return [];
  const { lost, groups, aloneStill, otherLoad: taken } = worth;
  const found: Warning[] = [];
  const limited = lost.timeLimit >= LIMIT_CORES;
  if (limited) found.push(warnings.timeLimited(grantedCores(worth)));
  const otherLoad = taken + (limited || aloneStill < ALONE_STILL ? 0 : aloneStill);
  if (otherLoad >= BUSY_CORES) found.push(warnings.machineBusy(otherLoad, false));
  if (groups.length > 1) found.push(warnings.unequalWorkers(unequal(worth)));
  if (isUndecided(effective)) found.push(warnings.coresUndecided(effective.low, effective.high));
  return found;
}

/** Processor time that the limit leaves, in cores; however fast the processors are. */
function grantedCores({ groups, lost, aloneStill }: Worth): number {
  const count = groups.reduce((sum, { workers }) => sum + workers.length, 0);
  return (count - lost.timeLimit) * (1 - aloneStill);
}

/** "2 threads are worth 1.5 of the first: 1 runs at 0.50 of its pace". */
function unequal({ groups }: Worth): string {
  const [first, ...slower] = groups;
  const unit = first?.pace ?? 1;
  const count = groups.reduce((sum, { workers }) => sum + workers.length, 0);
  const worth = groups.reduce((sum, { workers, pace }) => sum + (workers.length * pace) / unit, 0);
  return `${count} threads are worth ${worth.toFixed(1)} of the first: ${slower.map((group) => at(group, unit)).join(', ')}`;
}

function at({ workers, pace }: PaceGroup, unit: number): string {
  return `${workers.length} ${workers.length === 1 ? 'runs' : 'run'} at ${(pace / unit).toFixed(2)} of its pace`;
}
