/**
 * All that is fitted to one kernel's curve of one run: laws, serial fractions, the bend, how many workers are worth using,
 * work and span of the recorded run. Puts together what the files beside it work out.
 */
import type { Milliseconds } from '../../base/units.ts';
import { bendOf, recommendedWorkers } from '../recommended.ts';
import type { Report, Series, Timeline, Worth } from '../report.ts';
import { workAndSpan } from '../work-and-span.ts';
import { fitGustafson, fitLaws } from './fit-laws.ts';

export type LawsOfRun = Pick<Report, 'laws' | 'serialFractions' | 'workAndSpan' | 'recommended' | 'bends'>;

export interface LawsOfRunInput {
  /** Of one kernel and of the model that the answer is about. */
  readonly series: readonly Series[];
  readonly serialMs: readonly Milliseconds[];
  /** Typical runs; of them those of the same kernel and model. */
  readonly timelines: readonly Timeline[];
  /** Of one step of the work. */
  readonly tasks: number;
  readonly worth: Worth | null;
  readonly proven: number | null;
  readonly seed: number;
  readonly resamples?: number;
}

export const NO_LAWS: LawsOfRun = { laws: [], serialFractions: [], workAndSpan: [], recommended: [], bends: [] };

export function lawsOfRun(input: LawsOfRunInput): LawsOfRun {
  const { series, worth, proven } = input;
  const [first] = series;
  if (!first) return NO_LAWS;
  const { kernel, model } = first;
  const { laws, serialFractions } = fitLaws({ ...input, upTo: proven });
  const fixedTime = worth ? fitGustafson({ kernel, model }, worth.curve, proven) : null;
  const workers = recommendedWorkers(series);
  const bend = bendOf(series);
  return {
    laws: fixedTime ? [...laws, fixedTime] : laws,
    serialFractions: serialFractions ? [serialFractions] : [],
    workAndSpan: input.timelines.flatMap((timeline) => workAndSpan(timeline, input.tasks) ?? []),
    recommended: workers === null ? [] : [{ kernel, model, workers }],
    bends: bend ? [{ kernel, model, workers: bend.knee.x, before: bend.slopes[0], after: bend.slopes[1] }] : [],
  };
}

/** Those of several kernels, one after another. */
export function joinedLaws(all: readonly LawsOfRun[]): LawsOfRun {
  return {
    laws: all.flatMap(({ laws }) => laws),
    serialFractions: all.flatMap(({ serialFractions }) => serialFractions),
    workAndSpan: all.flatMap((one) => one.workAndSpan),
    recommended: all.flatMap(({ recommended }) => recommended),
    bends: all.flatMap(({ bends }) => bends),
  };
}
