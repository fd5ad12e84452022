/** Plays programs in tests: on a stage with real workers, with settings that are told only where they are not the usual ones. */
import { models, type ModelId } from '../../../src/models/index.ts';
import { USUAL_SETTINGS, type PlayAsked, type Played, type PlaySettings } from '../../../src/models/play/play.ts';
import type { Stage } from '../../../src/models/stage.ts';
import type { Program } from '../../../src/programs/index.ts';

export interface PlayTold extends Partial<Omit<PlayAsked, 'program' | 'settings'>> {
  readonly settings?: Partial<PlaySettings>;
}

export async function play(stage: Stage, id: ModelId, program: Program, told: PlayTold = {}): Promise<Played> {
  const model = await models.load(id);
  if (!model.play) throw new Error(`the model ${id} plays no programs`);
  const usual = { args: [], workers: 2, limitMs: 20_000, signal: new AbortController().signal };
  const settings = { ...USUAL_SETTINGS, ...told.settings };
  return model.play(stage, { ...usual, ...told, program, settings });
}

export function linesOf({ printed }: Played): string[] {
  return printed.map(({ text }) => text);
}
