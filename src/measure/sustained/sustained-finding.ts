/**
 * Did the pace hold? Cuts a sustained run into stretches of about equal pace, looks for the first lasting fall by at least
 * 3 % that is also more than the pace wanders by itself, and says what became of it. Pure.
 */
import type { Milliseconds } from '../../base/units.ts';
import { aloneRatio, fallCause } from './fall-cause.ts';
import { levelParts, type Part } from './pace-levels.ts';
import { paceWindows, type PaceWindow } from './pace-windows.ts';
import { bootstrapMedian } from '../stats/bootstrap-median.ts';
import type { Interval } from '../stats/interval.ts';
import { median } from '../stats/median.ts';
import { ratioOfIntervals } from '../stats/ratio-of-intervals.ts';
import type { BootstrapOptions } from '../stats/resample.ts';
import { wobble } from '../stats/wobble.ts';
import type { Fall, PaceLevel, SustainedFinding, SustainedWindow } from './sustained-report.ts';

/** The pace of this time is 1. */
const FIRST_MS: Milliseconds = 10_000;
/** Fewer windows of all threads say nothing about a pace that holds. */
const FEWEST = 15;
/** Falls smaller than this are not worth a word. */
export const NOTABLE = 0.03;
/** … nor those within this many standard deviations of the wandering. */
const WOBBLES = 3;
/** A fall that is over sooner was an interruption, unless the run ended in it. */
const LASTING_MS: Milliseconds = 10_000;
/** … then this is enough. */
const LASTING_TO_THE_END_MS: Milliseconds = 6_000;

/** What all of the judging works with. */
interface Evidence {
  readonly together: readonly PaceWindow[];
  readonly alone: readonly PaceWindow[];
  readonly parts: readonly Part[];
  readonly levels: readonly PaceLevel[];
  /** The least change that counts, as a fraction. */
  readonly least: number;
  readonly workers: number;
  readonly options: BootstrapOptions;
}

/**
 * The finding on windows in the order taken; the same windows and seed give the same. Takes some milliseconds for ten minutes
 * of windows: fewer `resamples` while the run goes on.
 */
export function sustainedFinding(windows: readonly SustainedWindow[], options: BootstrapOptions): SustainedFinding {
  const together = paceWindows(windows, 'together');
  const alone = paceWindows(windows, 'alone');
  const paces = together.map(({ pace }) => pace);
  const parts = levelParts(paces);
  const first = firstOf(together, parts[0], options);
  const levels = first ? parts.map((part) => levelOf(together.slice(part.from, part.to), first, options)) : [];
  const least = Math.max(NOTABLE, WOBBLES * wobble(paces.filter((pace) => pace > 0)));
  const workers = windows.find(({ kind, pace }) => kind === 'together' && pace)?.pace?.workers.length ?? 0;
  const evidence: Evidence = { together, alone, parts, levels, least, workers, options };
  const fall = together.length < FEWEST ? null : fallIn(evidence);
  const end = endOf(evidence);
  const steady = alone.filter(({ startMs, pace }) => startMs < (fall?.onsetMs ?? Infinity) && pace > 0);
  return {
    verdict: together.length < FEWEST || !first ? 'too-short' : fall ? 'fell' : verdictOf(evidence, end),
    first: first?.estimate ?? null,
    firstAlone: steady.length > 0 ? median(steady.map(({ pace }) => pace)) : null,
    levels,
    fall,
    end,
    still: stillnessOf(together),
  };
}

/** Null while nothing was done at all. */
function firstOf(together: readonly PaceWindow[], part: Part | undefined, options: BootstrapOptions): Interval | null {
  const early = together.slice(0, part?.to ?? 0).filter(({ startMs, pace }) => startMs < FIRST_MS && pace > 0);
  return early.length > 0
    ? bootstrapMedian(
        early.map(({ pace }) => pace),
        options,
      )
    : null;
}

function levelOf(windows: readonly PaceWindow[], first: Interval, options: BootstrapOptions): PaceLevel {
  const level = bootstrapMedian(
    windows.map(({ pace }) => pace),
    options,
  );
  const still = { estimate: level.estimate / first.estimate, low: 0, high: level.high / first.low };
  return {
    startMs: windows[0]?.startMs ?? 0,
    endMs: windows.at(-1)?.endMs ?? 0,
    windows: windows.length,
    pace: level.low > 0 ? ratioOfIntervals(level, first) : still,
  };
}

/** The first run of low levels that lasts, as a range of levels. */
function lowLevels({ levels, least }: Evidence): Part | null {
  const isLow = ({ pace }: PaceLevel): boolean => pace.estimate <= 1 - least && pace.high < 1;
  for (let from = 1; from < levels.length; from++) {
    let to = from;
    while (to < levels.length && isLow(levels[to] as PaceLevel)) to++;
    const lastedMs = (levels[to - 1]?.endMs ?? 0) - (levels[from]?.startMs ?? 0);
    const enoughMs = to === levels.length ? LASTING_TO_THE_END_MS : LASTING_MS;
    if (to > from && lastedMs >= enoughMs) return { from, to };
  }
  return null;
}

function fallIn(evidence: Evidence): Fall | null {
  const { levels, parts, together, alone, workers, options } = evidence;
  const low = lowLevels(evidence);
  const begin = levels[low?.from ?? -1];
  const from = parts[low?.from ?? -1]?.from ?? 0;
  const to = parts[(low?.to ?? 0) - 1]?.to ?? 0;
  if (!low || !begin) return null;
  const overMs = levels[low.to]?.startMs ?? Infinity;
  const slowed = aloneRatio(
    {
      before: alone.filter(({ startMs }) => startMs < begin.startMs),
      after: alone.filter(({ startMs }) => startMs >= begin.startMs && startMs < overMs),
    },
    options,
  );
  const gradual = isGradual(levels.slice(0, low.to));
  return {
    onsetMs: begin.startMs,
    pace: begin.pace,
    gradual,
    cause: fallCause({ before: together.slice(0, from), after: together.slice(from, to) }, workers, slowed),
    then: afterwards(begin, low.to < levels.length, levels.at(-1) ?? begin),
    alone: slowed,
  };
}

/** Down in three steps or more, none of which is half of the way. */
function isGradual(levels: readonly PaceLevel[]): boolean {
  const paces = levels.map(({ pace }) => pace.estimate);
  const steps = paces.slice(1).map((pace, index) => (paces[index] ?? pace) - pace);
  const down = steps.filter((step) => step > 0);
  const way = (paces[0] ?? 1) - Math.min(...paces);
  return down.length >= 3 && Math.max(...down) < way / 2;
}

function afterwards(fallen: PaceLevel, isOver: boolean, last: PaceLevel): Fall['then'] {
  if (isOver && last.pace.estimate > 1 - NOTABLE) return 'recovered';
  const change = last.pace.estimate / fallen.pace.estimate;
  if (change <= 1 - NOTABLE) return 'fell-further';
  return change >= 1 + NOTABLE ? 'rose-again' : 'stayed';
}

function verdictOf({ levels, least }: Evidence, end: Interval | null): SustainedFinding['verdict'] {
  if (!end) return 'too-short';
  if (end.estimate >= 1 + least && end.low > 1) return 'rose';
  // A fall too early to be cut off shows in the first pace.
  const early = levels[0]?.pace.estimate ?? 0;
  return end.low > 1 - NOTABLE && early > 1 - NOTABLE ? 'kept' : 'unclear';
}

/** The last stretch; where there is only one, its last third against its first. */
function endOf({ levels, together, options }: Evidence): Interval | null {
  const third = Math.floor(together.length / 3);
  if (levels.length !== 1 || third === 0) return levels.at(-1)?.pace ?? null;
  const of = (windows: readonly PaceWindow[]): Interval =>
    bootstrapMedian(
      windows.map(({ pace }) => pace),
      options,
    );
  const [late, early] = [of(together.slice(-third)), of(together.slice(0, third))];
  return late.low > 0 && early.low > 0 ? ratioOfIntervals(late, early) : null;
}

function stillnessOf(together: readonly PaceWindow[]): SustainedFinding['still'] {
  const mean = (of: (window: PaceWindow) => number): number =>
    together.reduce((sum, window) => sum + of(window), 0) / Math.max(1, together.length);
  const all = mean(({ allStill }) => allStill);
  return { all, some: Math.max(0, mean(({ still }) => still) - all) };
}
