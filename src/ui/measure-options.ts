/**
 * What a run is asked for where nobody said otherwise, shared by the page and the automation face.
 */
import type { MeasureOptions } from '../experiments/run.ts';
import type { Preset } from '../measure/report.ts';
import type { ModelId } from '../models/index.ts';

export const DEFAULT_KERNEL = 'mandelbrot';
export const DEFAULT_MODELS: readonly ModelId[] = ['main-thread', 'event-loop', 'free-threads', 'processes'];

/** What a visitor can spend: the cores alone are counted and weighed without any work run on them. */
export type Time = 'cores' | Preset;

/** How long a run takes, in words. */
export const TIMES = {
  cores: '5 seconds, cores only',
  quick: 'about 15 seconds',
  thorough: 'about a minute',
} as const satisfies Record<Time, string>;

/** What to ask for when that much time is given to one kernel. */
export function asked(time: Time, kernel: string): Pick<MeasureOptions, 'preset' | 'kernels'> {
  return time === 'cores' ? { preset: 'quick', kernels: [] } : { preset: time, kernels: [kernel] };
}

/** A fresh seed of 32 bits; it travels in the report, so any run can be repeated. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}

export function measureOptions(given: Partial<MeasureOptions> = {}): MeasureOptions {
  return {
    preset: given.preset ?? 'quick',
    kernels: given.kernels ?? [DEFAULT_KERNEL],
    models: given.models ?? DEFAULT_MODELS,
    workers: given.workers ?? null,
    schedule: given.schedule ?? 'dynamic',
    seed: given.seed ?? freshSeed(),
  };
}
