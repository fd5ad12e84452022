/**
 * Measured kernel speeds as a document, `overlap-kernels/1`: each kernel with its work, every build's time with interval and samples, its share of
 * the fastest build's pace, and how the builds agreed. Numbers keep six significant digits.
 */
import type { BuildSpeed, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import { intervalOf, rounded, roundedAll } from './rounding.ts';

export const KERNELS_FORMAT = 'overlap-kernels/1';

/** More than a kernel has rounds. */
const MOST_SAMPLES = 100;

export interface KernelsDocument extends Omit<KernelSpeedsReport, 'clock'> {
  readonly schema: typeof KERNELS_FORMAT;
  readonly clock: { readonly resolutionMs: number | null };
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function kernelsDocument({ clock, kernels, ...report }: KernelSpeedsReport): KernelsDocument {
  return {
    schema: KERNELS_FORMAT,
    ...report,
    clock: { resolutionMs: rounded(clock.resolutionMs) },
    kernels: kernels.map((speed) => ({
      ...speed,
      builds: speed.builds.map(buildOf),
      tookMs: speed.tookMs === null ? null : rounded(speed.tookMs),
    })),
  };
}

function buildOf({ samples, ms, pace, ...build }: BuildSpeed): BuildSpeed {
  return {
    ...build,
    samples: roundedAll(samples, MOST_SAMPLES),
    ms: ms && intervalOf(ms),
    pace: pace && intervalOf(pace),
  };
}
