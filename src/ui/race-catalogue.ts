/**
 * What there is to race, read from the catalogues when first wanted: the programs by where they come from, and what the models
 * stand for. Choices only; runs nothing.
 */
import type toldModels from '../catalogues/models-told.ts';
import type { Contender } from '../catalogues/models-told.ts';
import models from '../catalogues/models-told.ts?at-build';
import type toldPrograms from '../catalogues/programs-told.ts';
import type { RaceProgram } from '../catalogues/programs-told.ts';
import programs from '../catalogues/programs-told.ts?at-build';
import type { ModelId } from '../models/index.ts';
import { MIXED } from './race-choice.ts';

export type { Contender } from '../catalogues/models-told.ts';
export type { RaceProgram } from '../catalogues/programs-told.ts';

export interface ProgramGroup {
  readonly heading: string;
  readonly programs: readonly RaceProgram[];
}

export function racePrograms(): readonly RaceProgram[] {
  return programs as typeof toldPrograms;
}

/** The examples of the introductions by their letters, and those made to be seen; the visitor's own mix is in neither. */
export function grouped(all: readonly RaceProgram[]): readonly ProgramGroup[] {
  const presets = all.filter(({ id }) => id !== MIXED);
  const taught = presets
    .filter(({ from }) => from !== '')
    .toSorted((one, other) => order(one).localeCompare(order(other)));
  const ours = presets.filter(({ from }) => from === '');
  return [
    { heading: 'From the introductions', programs: taught },
    { heading: 'Made to be seen', programs: ours },
  ].filter((group) => group.programs.length > 0);
}

const order = ({ from, title }: RaceProgram): string => `${from} ${title}`;

export function contenders(): ReadonlyMap<ModelId, Contender> {
  return new Map((models as typeof toldModels).map((model) => [model.id, model]));
}
