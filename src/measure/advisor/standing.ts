/**
 * Who came first in a row. The fastest is marked only where the ratio of every other to it, paired by round, excludes 1 by its 95 %
 * interval; whom it cannot be told from is level with it, and that is said as a tie. Pure.
 */
import type { ModelId } from '../../models/index.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import type { Interval } from '../stats/interval.ts';
import { median } from '../stats/median.ts';
import type { AdvisorCell } from './advisor-report.ts';

/** Below so many rounds no interval of a median reaches 95 % (bootstrap-ratio.ts), so nobody is judged. */
export const FEWEST_ROUNDS = 6;

export interface Rival {
  readonly model: ModelId;
  /** Its time ÷ that of the fastest, with its 95 % interval. */
  readonly ratio: Interval;
}

export interface Standing {
  /** By median. */
  readonly fastest: ModelId;
  /** Those that cannot be told from the fastest, itself included; one alone is the winner. Fastest first. */
  readonly level: readonly ModelId[];
  /** Everybody else that was timed, fastest first. */
  readonly rivals: readonly Rival[];
  /** Given up, since they took more than five times as long. */
  readonly cut: readonly ModelId[];
}

/** Among those in `among`. Null where nobody was timed in enough rounds. */
export function standingOf(cells: readonly AdvisorCell[], among: readonly ModelId[], seed: number): Standing | null {
  const taking = cells.filter(({ model }) => among.includes(model));
  const timed = taking
    .filter(({ state, samples }) => state === 'timed' && samples.length >= FEWEST_ROUNDS)
    .toSorted((one, other) => median(one.samples) - median(other.samples));
  const [first, ...others] = timed;
  if (!first) return null;
  const rivals = others.map(({ model, samples }) => ({
    model,
    ratio: bootstrapRatio(samples, first.samples, { seed }),
  }));
  return {
    fastest: first.model,
    level: [first.model, ...rivals.filter(({ ratio }) => !isSlower(ratio)).map(({ model }) => model)],
    rivals: rivals.filter(({ ratio }) => isSlower(ratio)),
    cut: taking.filter(({ state }) => state === 'cut').map(({ model }) => model),
  };
}

function isSlower({ low }: Interval): boolean {
  return low > 1;
}

/** How many times as long as the fastest a model that was given up took at least, whole; null where it cannot be told. */
export function timesAtLeast({ cutAtMs }: AdvisorCell, fastest: AdvisorCell | undefined): number | null {
  if (cutAtMs === null || !fastest?.wallMs) return null;
  return Math.floor(cutAtMs / fastest.wallMs.estimate);
}
