/**
 * Picks what a report holds of the laws for one kernel: those of the model the answer speaks of, else of
 * the first that has any. Pure.
 */
import type { Bend, FittedLaw, Recommended, Report, SerialFractions, WorkAndSpan } from '../measure/report.ts';
import type { ModelId } from '../models/index.ts';

/** What there is of the laws of one kernel and one model. */
export interface LawFindings {
  readonly model: ModelId;
  /** The numbers of workers that were measured, ascending. */
  readonly counts: readonly number[];
  readonly laws: readonly FittedLaw[];
  readonly fractions: SerialFractions | null;
  readonly workAndSpan: WorkAndSpan | null;
  readonly bend: Bend | null;
  /** Of every model of this kernel: their numbers are in the table. */
  readonly all: readonly FittedLaw[];
}

/** Gustafson's law is about work that grows in a given time: it belongs to the loops of fixed time, not to a kernel. */
function onSpeedUp(law: FittedLaw): boolean {
  return law.id !== 'gustafson';
}

export function fixedTimeLaw({ laws }: Report): FittedLaw | null {
  return laws.find((law) => !onSpeedUp(law)) ?? null;
}

/** Null where no law was fitted, no fraction determined, no span recorded. */
export function lawFindings(report: Report, kernel: string, preferred: ModelId | null): LawFindings | null {
  const all = report.laws.filter((law) => onSpeedUp(law) && law.kernel === kernel);
  const fractions = report.serialFractions.filter((one) => one.kernel === kernel && one.points.length > 0);
  const spans = report.workAndSpan.filter((one) => one.kernel === kernel);
  const bends = report.bends.filter((one) => one.kernel === kernel);
  const models = [...all, ...fractions, ...spans, ...bends].map(({ model }) => model);
  const model = models.find((one) => one === preferred) ?? models[0];
  if (!model) return null;
  const gustafson = fixedTimeLaw(report);
  const counts = report.series.filter((one) => one.kernel === kernel && one.model === model && one.workers > 0);
  return {
    model,
    counts: [...new Set(counts.map(({ workers }) => workers))].sort((a, b) => a - b),
    laws: [...all.filter((law) => law.model === model), ...(gustafson ? [gustafson] : [])],
    fractions: fractions.find((one) => one.model === model) ?? null,
    workAndSpan: widest(spans.filter((one) => one.model === model)),
    bend: bends.find((one) => one.model === model) ?? null,
    all: [...all, ...(gustafson ? [gustafson] : [])],
  };
}

/** Of several recorded runs the one with the most workers: there a long chain hurts most. */
function widest(runs: readonly WorkAndSpan[]): WorkAndSpan | null {
  return runs.reduce<WorkAndSpan | null>((most, one) => (most && most.workers >= one.workers ? most : one), null);
}

export function recommendedOf({ recommended }: Report, kernel: string, preferred: ModelId | null): Recommended | null {
  const own = recommended.filter((one) => one.kernel === kernel);
  return own.find(({ model }) => model === preferred) ?? own[0] ?? null;
}
