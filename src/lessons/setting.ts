/**
 * A setting of a round: a number that the visitor chooses before predicting, and with which the run is made. It is kept with the prediction;
 * one that the round could not have asked for makes its entry worth nothing. Pure.
 */
import type { Lesson, Round } from './lesson.ts';
import type { Entry, LessonEntries } from './notebook.ts';

export interface Setting {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Where the slider stands in the beginning. */
  readonly usual: number;
  /** Printed after the number. */
  readonly unit: '%' | '';
}

/** Far less than any step: sums of steps such as 0.1 are not exact. */
const SLACK = 1e-6;

function isOnStep({ least, most, step }: Setting, value: number): boolean {
  const steps = (value - least) / step;
  return value >= least && value <= most && Math.abs(steps - Math.round(steps)) < SLACK;
}

/** Whether a round could have kept this entry: with a setting that its slider has, or without one where it has none. */
export function isOfRound({ setting }: Pick<Round, 'setting'>, entry: Pick<Entry, 'setting'>): boolean {
  if (setting === undefined) return entry.setting === undefined;
  return entry.setting !== undefined && isOnStep(setting, entry.setting);
}

/** What a notebook holds of a lesson, without what no round of it could have kept. */
export function entriesOf({ rounds }: Pick<Lesson, 'rounds'>, kept: LessonEntries): LessonEntries {
  return Object.fromEntries(
    rounds.flatMap((round) => {
      const entry = kept[round.id];
      return entry && isOfRound(round, entry) ? [[round.id, entry]] : [];
    }),
  );
}

/** What is set in each round that asks for something, or was before it was predicted. */
export function settingsOf({ rounds }: Pick<Lesson, 'rounds'>, entries: LessonEntries): Record<string, number> {
  return Object.fromEntries(
    rounds.flatMap(({ id, setting }) => (setting ? [[id, entries[id]?.setting ?? setting.usual]] : [])),
  );
}
