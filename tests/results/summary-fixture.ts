/** FIXTURE: the summary of a machine that does not exist, with what a test says of it; one kernel, timed once with all its proven cores. */
import type { Machine } from '../../src/results/machine.ts';
import type { KernelSummary, Summary } from '../../src/results/summary.ts';

const interval = (estimate: number) => ({ estimate, low: estimate - 0.01, high: estimate + 0.01 });

export function kernelSummary(
  points: Readonly<Record<number, number>>,
  version = 1,
  kernel = 'mandelbrot',
): KernelSummary {
  const curve = Object.entries(points).map(([workers, speedup]) => ({
    workers: Number(workers),
    speedup: interval(speedup),
  }));
  return { kernel, version, size: 512, serialMs: interval(60), curves: [{ model: 'free-threads', points: curve }] };
}

export function summaryWith(given: Partial<Omit<Summary, 'effective'>> & { effective?: number | null } = {}): Summary {
  const { effective = 3.6, ...rest } = given;
  return {
    startedAt: '2026-09-01T12:00:00Z',
    name: '',
    versions: { page: '0.1.0', protocol: 1 },
    state: 'complete',
    mode: 'shared',
    preset: 'quick',
    build: 'simd',
    schedule: 'dynamic',
    browser: { name: 'Chromium', version: '156', platform: 'Linux' },
    reported: 4,
    proven: 4,
    noiseFloor: 0.01,
    doubts: 0,
    kernels: [kernelSummary({ 1: 1, 4: 3.2 })],
    ...rest,
    effective: effective === null ? null : interval(effective),
  };
}

export function machinesOf(summaries: readonly Summary[]): Machine[] {
  return summaries.map((summary, place) => ({ id: `m${place}`, summary, document: null, from: 'file.json' }));
}
