/** Sustained runs on simulated machines as reports: what the words are tested on and the gallery shows. */
import { sustainedFinding } from '../../src/measure/sustained/sustained-finding.ts';
import type { SustainedReport } from '../../src/measure/sustained/sustained-report.ts';
import { sustainedOn, type Truth } from '../measure/sustained/sustained-machine.ts';

export async function reportOf(truth: Truth, rest: Partial<SustainedReport> = {}): Promise<SustainedReport> {
  const windows = await sustainedOn({ noise: 0.003, ...truth });
  const workers = truth.workers ?? 2;
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    mode: 'shared',
    seed: 1,
    browser: { name: 'Chromium', version: '156.0.0.0', platform: 'Linux' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    durationMs: (truth.minutes ?? 2) * 60_000,
    cores: { reported: workers, proven: workers },
    workers,
    work: { kernel: 'ep', version: 1, size: 40 },
    windows,
    finding: sustainedFinding(windows, { seed: 1, resamples: 200 }),
    warnings: [],
    ...rest,
  };
}
