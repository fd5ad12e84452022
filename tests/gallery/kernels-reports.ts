/** Reports of kernel speeds in every state, made up: for the gallery, and for tests of words and of the view. */
import type { Build } from '../../src/base/builds.ts';
import { judgeBuilds } from '../../src/measure/kernels/kernel-speed-judging.ts';
import type { KernelSpeed, KernelSpeedsReport } from '../../src/measure/kernels/kernel-speed-report.ts';

/** How many times as long each build takes as the fastest. */
export type Shares = Readonly<Partial<Record<Build, number>>>;

export const USUAL: Shares = { 'relaxed-simd': 1, simd: 1.25, scalar: 6 };

const ROUND_MS = [12, 12.4, 11.9, 13, 12.1, 12, 12.2];

export function speedOf(kernel: string, shares: Shares = USUAL, given: Partial<KernelSpeed> = {}): KernelSpeed {
  const timed = (Object.entries(shares) as [Build, number][]).map(([build, share], place) => ({
    build,
    fault: null,
    samples: ROUND_MS.map((ms, round) => ms * share * (1 + ((round * (place + 1)) % 3) / 200)),
  }));
  return {
    kernel,
    version: 1,
    state: 'done',
    failure: null,
    size: 512,
    items: 512,
    steps: 1,
    work: { amount: 2 * 512 ** 3, unit: 'floating-point operations' },
    ...judgeBuilds(timed, 7),
    agreement: { found: 'same bytes', detail: '' },
    rounds: ROUND_MS.length,
    tookMs: 1234,
    ...given,
  };
}

export function waiting(kernel: string, state: 'waiting' | 'running' = 'waiting'): KernelSpeed {
  return { ...speedOf(kernel, {}), state, size: 0, work: null, agreement: null, rounds: 0, tookMs: null };
}

/** A kernel in which one build gave something else than was published. */
export function wrongSpeed(kernel: string): KernelSpeed {
  const speed = speedOf(kernel);
  const builds = speed.builds.map((one) =>
    one.build === 'simd' ? { ...one, fault: 'The sum is 3, published is 4.', samples: [], ms: null, pace: null } : one,
  );
  return { ...speed, builds };
}

export function kernelsReport(
  kernels: readonly KernelSpeed[],
  given: Partial<KernelSpeedsReport> = {},
): KernelSpeedsReport {
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-01-01T12:00:00.000Z',
    seed: 7,
    browser: { name: 'Chromium', version: '156.0', platform: 'Linux' },
    clock: { resolutionMs: 0.005 },
    builds: ['relaxed-simd', 'simd', 'scalar'],
    kernels,
    warnings: [],
    ...given,
  };
}

/** With some kernels done, the next one running and the others waiting. */
export function underWay(ids: readonly string[], done: number): KernelSpeedsReport {
  const kernels = ids.map((id, place) =>
    place < done ? speedOf(id) : waiting(id, place === done ? 'running' : 'waiting'),
  );
  return kernelsReport(kernels, { state: 'running' });
}
