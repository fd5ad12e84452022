/**
 * What a run is asked for where nobody said otherwise, shared by the page and the automation face.
 */
import type { MeasureOptions } from '../experiments/run.ts';
import type { Preset } from '../measure/report.ts';
import type { ModelId } from '../models/index.ts';

export const DEFAULT_KERNEL = 'mandelbrot';
export const DEFAULT_MODELS: readonly ModelId[] = ['main-thread', 'event-loop', 'free-threads', 'processes'];

/** How long a run takes, in words. */
export const PRESETS = {
  quick: 'about 15 seconds',
  thorough: 'about a minute',
} as const satisfies Record<Preset, string>;

/** A fresh seed of 32 bits; it travels in the report, so any run can be repeated. */
function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}

export function measureOptions(given: Partial<MeasureOptions> = {}): MeasureOptions {
  return {
    preset: given.preset ?? 'quick',
    kernels: given.kernels ?? [DEFAULT_KERNEL],
    models: given.models ?? DEFAULT_MODELS,
    workers: given.workers ?? null,
    seed: given.seed ?? freshSeed(),
  };
}
