/**
 * What a visitor has chosen to race: a program with its arguments, the models, and the settings that teach. Plain data and the
 * usual choice; knows nothing of the page or the address.
 */
import { grouped } from '../charts/number-format.ts';
import type { RaceOptions } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';
import { USUAL_SETTINGS } from '../models/play/play.ts';
import type { Parameter } from '../programs/index.ts';
import type { RaceChoice } from '../results/race-link.ts';
import type { KernelChoice } from './kernel-choices.ts';
import { freshSeed } from './measure-options.ts';

/** One of each kind that people are taught about, so that five lanes tell the story. */
export const USUAL_MODELS: readonly ModelId[] = [
  'main-thread',
  'event-loop',
  'gil-threads',
  'free-threads',
  'processes',
];

/** The program that makes a visitor's own mix of computing and waiting. */
export const MIXED = 'mixed';

/** All of its items take the same time, so that a mix means the same for every task. */
export const RACE_KERNEL = 'ep';

export const USUAL_CHOICE: RaceChoice = {
  program: MIXED,
  args: [],
  models: USUAL_MODELS,
  workers: null,
  settings: USUAL_SETTINGS,
  kernel: RACE_KERNEL,
};

/** With a seed of its own, and without the models that cannot run here. */
export function raceOf(choice: RaceChoice, able: (model: ModelId) => boolean): RaceOptions {
  return { ...choice, models: choice.models.filter(able), seed: freshSeed() };
}

/** Every argument of a program, the usual one where none was given. */
export function argsOf(parameters: readonly Parameter[], given: readonly number[]): readonly number[] {
  return parameters.map(({ usual }, index) => given[index] ?? usual);
}

/** With one argument set, the others kept. */
export function withArg(
  parameters: readonly Parameter[],
  given: readonly number[],
  index: number,
  value: number,
): readonly number[] {
  return argsOf(parameters, given).map((arg, at) => (at === index ? value : arg));
}

/** Why a number cannot be taken, or null. */
export function numberFault({ name, least, most }: Parameter, value: number): string | null {
  if (Number.isInteger(value) && value >= least && value <= most) return null;
  return `For ${name} a whole number from ${least} to ${most} is needed`;
}

/** What is computed where the kernel has fewer items than were asked for, a sentence; null where it has enough. */
export function itemsFault(
  { title, mostItems }: Pick<KernelChoice, 'title' | 'mostItems'>,
  parameters: readonly Parameter[],
  args: readonly number[],
): string | null {
  const items = args[parameters.findIndex(({ unit }) => unit === 'items')] ?? 0;
  if (items <= mostItems) return null;
  return `Of “${title}” there are at most ${grouped(mostItems)} items: so many are computed, not ${grouped(items)}.`;
}

export interface FittingArgs {
  readonly args: readonly number[];
  readonly faults: readonly string[];
}

/** Those within the program's limits; of the others a sentence each, and the usual instead. */
export function fittingArgs(parameters: readonly Parameter[], given: readonly number[]): FittingArgs {
  const faultOf = (parameter: Parameter, index: number): string | null =>
    index < given.length ? numberFault(parameter, given[index] ?? NaN) : null;
  const faults = parameters.flatMap((parameter, index) => {
    const fault = faultOf(parameter, index);
    return fault === null ? [] : [`${fault}; the link has ${given[index]}, the usual ${parameter.usual} is taken.`];
  });
  const extra = given.length - parameters.length;
  if (extra > 0)
    faults.push(`The link has ${given.length} numbers for this program, which takes ${parameters.length}.`);
  if (faults.length === 0) return { args: given, faults };
  const args = parameters.map((parameter, index) =>
    faultOf(parameter, index) === null ? (given[index] ?? parameter.usual) : parameter.usual,
  );
  return { args, faults };
}
