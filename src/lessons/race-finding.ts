/**
 * What lessons read from a race: who finished, in what time, and which of two makespans is shorter. A race plays each model once, so a
 * difference counts only from a margin on that two runs of the same do not show. Pure.
 */
import type { RaceEntry, RaceReport } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';

/** Makespans of the same program under the same model, run after run, stay within this factor of each other on a machine in use. */
export const MARGIN = 1.15;

export interface Finished {
  readonly wallMs: number;
  readonly entry: RaceEntry;
}

/** Null where the model did not come to a right end. */
export function finished({ entries }: Pick<RaceReport, 'entries'>, model: ModelId): Finished | null {
  const entry = entries.find((one) => one.model === model);
  if (!entry?.played || entry.state !== 'finished' || entry.verified !== true) return null;
  return { wallMs: entry.played.wallMs, entry };
}

/** The first of these that came to a right end: what is best shown by free threads is shown by processes where there are none. */
export function firstFinished(report: Pick<RaceReport, 'entries'>, models: readonly ModelId[]): Finished | null {
  for (const model of models) {
    const found = finished(report, model);
    if (found) return found;
  }
  return null;
}

export type Against = 'sooner' | 'same' | 'later';

/** `one` against `other`, both in milliseconds. */
export function against(one: number, other: number): Against {
  if (one * MARGIN < other) return 'sooner';
  return one > other * MARGIN ? 'later' : 'same';
}
