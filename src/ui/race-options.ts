/** What a race is asked for where nobody said otherwise, shared by the automation face and headless runs. */
import type { RaceOptions } from '../measure/race/race-report.ts';
import { USUAL_SETTINGS, type PlaySettings } from '../models/play/play.ts';
import { freshSeed } from './measure-options.ts';
import { USUAL_CHOICE } from './race-choice.ts';

/** What may be left out: everything, and every setting. */
export type RaceAsked = Partial<Omit<RaceOptions, 'settings'>> & { readonly settings?: Partial<PlaySettings> };

export function raceOptions(given: RaceAsked = {}): RaceOptions {
  return {
    program: given.program ?? USUAL_CHOICE.program,
    args: given.args ?? (given.program === undefined ? USUAL_CHOICE.args : []),
    models: given.models ?? USUAL_CHOICE.models,
    workers: given.workers ?? null,
    settings: { ...USUAL_SETTINGS, ...given.settings },
    kernel: given.kernel ?? USUAL_CHOICE.kernel,
    seed: given.seed ?? freshSeed(),
  };
}
