/**
 * A whole comparison as numbers: which kernel and model are shown, who is drawn, why the others are not, and by how much each differs from the
 * reference. Pure; what is wished for and cannot be had is replaced by what there is, and the result says what is shown.
 */
import type { ModelId } from '../../models/index.ts';
import type { Machine } from '../machine.ts';
import type { Summary, SummaryPoint } from '../summary.ts';
import type { CompareChoice } from './compare-link.ts';
import { curveOf, groupsOf, isLaidOver, type Reason, reasonsAgainst, type Shown } from './comparability.ts';
import {
  type AmountOf,
  type At,
  atEqual,
  type Difference,
  inSpeedup,
  inThroughput,
  NO_DIFFERENCE,
  onOneCore,
  provenOf,
} from './differences.ts';

export interface Compared<Result extends Machine> {
  readonly result: Result;
  readonly isReference: boolean;
  readonly reasons: readonly Reason[];
  readonly isDrawn: boolean;
  /** Of the model that is shown; null where it has no curve. */
  readonly best: SummaryPoint | null;
  /** The three against the reference; null where it is not drawn, or was not measured there. */
  readonly oneCore: Difference | null;
  readonly speedup: Difference | null;
  readonly throughput: Difference | null;
}

/** What can be chosen, and in how many results it is found. */
export interface Option<Id> {
  readonly id: Id;
  readonly count: number;
}

export interface Comparison<Result extends Machine> {
  readonly shown: Shown;
  readonly reference: Compared<Result>;
  /** All of them, in their order. */
  readonly all: readonly Compared<Result>[];
  readonly kernels: readonly Option<string>[];
  readonly models: readonly Option<ModelId>[];
  readonly groups: readonly (readonly [Result, ...Result[]])[];
  /** Numbers of workers at which all that are drawn were measured, ascending. */
  readonly workers: readonly number[];
  /** At which the differences are taken; null: at the proven cores of each. */
  readonly at: number | null;
}

function counted<Id>(ids: readonly Id[]): Option<Id>[] {
  const found = [...new Set(ids)].map((id) => ({ id, count: ids.filter((one) => one === id).length }));
  return found.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function modelsOf(summary: Summary, kernel: string): ModelId[] {
  const curves = summary.kernels.find((one) => one.kernel === kernel)?.curves ?? [];
  return curves.map(({ model }) => model).filter((model) => curveOf(summary, { kernel, model }) !== null);
}

/** The wish where it is there, else the first of those preferred, else the commonest. */
function chosen<Id>(options: readonly Option<Id>[], wished: Id | null, preferred: readonly Id[]): Id | null {
  const isThere = (id: Id): boolean => options.some((one) => one.id === id);
  if (wished !== null && isThere(wished)) return wished;
  return options.find(({ id }) => preferred.includes(id))?.id ?? options[0]?.id ?? null;
}

function bestOf(summary: Summary, shown: Shown): SummaryPoint | null {
  const points = curveOf(summary, shown)?.points ?? [];
  return points.reduce<SummaryPoint | null>(
    (best, point) => (best && best.speedup.estimate >= point.speedup.estimate ? best : point),
    null,
  );
}

function workersOf(drawn: readonly Summary[], shown: Shown): number[] {
  const [first = [], ...rest] = drawn.map((summary) =>
    (curveOf(summary, shown)?.points ?? []).map(({ workers }) => workers).filter((workers) => workers > 0),
  );
  return first.filter((workers) => rest.every((counts) => counts.includes(workers))).sort((a, b) => a - b);
}

interface Frame<Result extends Machine> {
  readonly reference: Result;
  readonly shown: Shown;
  readonly choice: CompareChoice;
  readonly amountOf: AmountOf;
}

function standing<Result extends Machine>(result: Result, { reference, shown, choice }: Frame<Result>) {
  const isReference = result === reference;
  const reasons = reasonsAgainst(reference.summary, result.summary, shown).filter(
    ({ kind }) => !isReference || kind !== 'apart',
  );
  return {
    ...{ result, isReference, reasons, isDrawn: isLaidOver(reasons, choice.overlooked) },
    best: bestOf(result.summary, shown),
  };
}

function compared<Result extends Machine>(
  stood: ReturnType<typeof standing<Result>>,
  { reference, shown, amountOf }: Frame<Result>,
  atWorkers: number | null,
): Compared<Result> {
  const { result, isReference, isDrawn } = stood;
  if (!isDrawn) return { ...stood, oneCore: null, speedup: null, throughput: null };
  if (isReference) return { ...stood, oneCore: NO_DIFFERENCE, speedup: NO_DIFFERENCE, throughput: NO_DIFFERENCE };
  const at: At | null = atWorkers === null ? provenOf(result, reference) : atEqual(atWorkers);
  return {
    ...stood,
    oneCore: onOneCore(result, reference, shown.kernel, amountOf),
    speedup: at && inSpeedup(result, reference, shown, at),
    throughput: at && inThroughput(result, reference, shown, at, amountOf),
  };
}

/** Null where there is nothing that was timed at all. */
export function comparisonOf<Result extends Machine>(
  results: readonly Result[],
  choice: CompareChoice,
  amountOf: AmountOf,
): Comparison<Result> | null {
  const reference = results[choice.reference] ?? results[0];
  if (!reference) return null;
  const kernels = counted(results.flatMap(({ summary }) => summary.kernels.map(({ kernel }) => kernel)));
  const kernel = chosen(
    kernels,
    choice.kernel,
    reference.summary.kernels.map((one) => one.kernel),
  );
  if (kernel === null) return null;
  const models = counted(results.flatMap(({ summary }) => modelsOf(summary, kernel)));
  const own = modelsOf(reference.summary, kernel);
  const model = chosen<ModelId>(models, choice.model, own.includes('free-threads') ? ['free-threads'] : own);
  if (model === null) return null;
  const shown = { kernel, model };
  const frame = { reference, shown, choice, amountOf };
  const stood = results.map((result) => standing(result, frame));
  const drawn = stood.filter(({ isDrawn }) => isDrawn).map(({ result }) => result.summary);
  const workers = workersOf(drawn, shown);
  const at = choice.workers !== null && workers.includes(choice.workers) ? choice.workers : null;
  const all = stood.map((one) => compared(one, frame, at));
  const itself = all.find(({ isReference }) => isReference);
  if (!itself) return null;
  return { shown, reference: itself, all, kernels, models, groups: groupsOf(results, shown), workers, at };
}
