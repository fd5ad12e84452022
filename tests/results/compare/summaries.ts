/** Summaries of machines that do not exist, with numbers that can be reckoned by hand. */
import type { Interval } from '../../../src/measure/stats/interval.ts';
import type { Machine } from '../../../src/results/machine.ts';
import type { KernelSummary, Summary } from '../../../src/results/summary.ts';

export function exactly(estimate: number): Interval {
  return { estimate, low: estimate, high: estimate };
}

export const MANDELBROT: KernelSummary = {
  kernel: 'mandelbrot',
  version: 1,
  size: 1000,
  serialMs: exactly(60),
  curves: [
    {
      model: 'free-threads',
      points: [1, 2, 3].map((workers) => ({ workers, speedup: exactly(Math.min(2, workers)) })),
    },
    { model: 'main-thread', points: [{ workers: 0, speedup: exactly(1) }] },
  ],
};

export const PLAIN: Summary = {
  startedAt: '2026-11-30T12:00:00Z',
  name: '',
  versions: { page: '0.1.0', protocol: 1 },
  state: 'complete',
  mode: 'shared',
  preset: 'quick',
  build: 'simd',
  schedule: 'dynamic',
  browser: { name: 'Chromium', version: '156', platform: 'Linux' },
  reported: 2,
  proven: 2,
  effective: exactly(2),
  noiseFloor: null,
  doubts: 0,
  kernels: [MANDELBROT],
};

export function summary(changed: Partial<Summary> = {}, kernel: Partial<KernelSummary> = {}): Summary {
  return { ...PLAIN, kernels: [{ ...MANDELBROT, ...kernel }], ...changed };
}

let made = 0;

export function only(of: Summary): Machine {
  made++;
  return { id: `made-${made}`, summary: of, document: null, from: 'link' };
}
