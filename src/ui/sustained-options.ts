/**
 * What a sustained run is asked for where nobody said otherwise, shared by the page and the automation face.
 */
import type { Milliseconds } from '../base/units.ts';
import type { SustainedOptions } from '../experiments/sustained-run.ts';
import { measureOptions } from './measure-options.ts';

const MINUTE_MS: Milliseconds = 60_000;

/** Long enough for a laptop's burst (28 s are usual) and, at ten minutes, for a phone's case to warm through. */
export const DURATIONS_MS: readonly Milliseconds[] = [1, 2, 5, 10].map((minutes) => minutes * MINUTE_MS);
export const DEFAULT_DURATION_MS: Milliseconds = 2 * MINUTE_MS;

export function sustainedOptions(given: Partial<SustainedOptions> = {}): SustainedOptions {
  return {
    durationMs: given.durationMs ?? DEFAULT_DURATION_MS,
    seed: given.seed ?? measureOptions().seed,
  };
}
