/**
 * What there is to race, read from the catalogues when first wanted: the programs by where they come from, and what the models
 * stand for. Choices only; runs nothing.
 */
import { type ExecutionModel, models, type ModelId } from '../models/index.ts';
import { type Program, programs } from '../programs/index.ts';
import { MIXED } from './race-choice.ts';

export type RaceProgram = Pick<Program, 'id' | 'title' | 'from' | 'notice' | 'parameters' | 'computes' | 'resources'>;

export interface ProgramGroup {
  readonly heading: string;
  readonly programs: readonly RaceProgram[];
}

export async function racePrograms(): Promise<readonly RaceProgram[]> {
  return Promise.all(programs.ids.map((id) => programs.load(id)));
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

export type Contender = Pick<ExecutionModel, 'id' | 'counterpart' | 'needs'>;

export async function contenders(): Promise<ReadonlyMap<ModelId, Contender>> {
  const all = await Promise.all(models.ids.map((id) => models.load(id)));
  return new Map(all.map((model) => [model.id, model]));
}
