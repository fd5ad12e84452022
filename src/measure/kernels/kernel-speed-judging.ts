/**
 * What the samples of several builds say: each one's median, which is fastest, the share of its pace that each other reaches; and
 * whether builds that computed the same agree. Pure.
 */
import type { Build } from '../../base/builds.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { BuildAgreement } from '../../kernels/index.ts';
import { sameBytes } from '../same-bytes.ts';
import { bootstrapMedian } from '../stats/bootstrap-median.ts';
import { bootstrapRatio } from '../stats/bootstrap-ratio.ts';
import { median } from '../stats/median.ts';
import type { Agreement, BuildSpeed } from './kernel-speed-report.ts';

/** What one build took, a whole computation a round. */
export interface TimedBuild {
  readonly build: Build;
  readonly fault: string | null;
  readonly samples: readonly Milliseconds[];
}

export interface Judged {
  readonly builds: readonly BuildSpeed[];
  /** Null where nothing was timed. */
  readonly fastest: Build | null;
}

const isTimed = ({ fault, samples }: TimedBuild): boolean => fault === null && samples.length > 0;

/** The same seed gives the same intervals. Samples are positive. */
export function judgeBuilds(timed: readonly TimedBuild[], seed: number): Judged {
  const best = timed
    .filter(isTimed)
    .reduce<TimedBuild | null>(
      (top, one) => (top === null || median(one.samples) < median(top.samples) ? one : top),
      null,
    );
  const builds = timed.map((one): BuildSpeed => {
    if (!best || !isTimed(one)) return { ...one, ms: null, pace: null };
    return {
      ...one,
      ms: bootstrapMedian(one.samples, { seed }),
      pace: bootstrapRatio(best.samples, one.samples, { seed }),
    };
  });
  return { builds, fastest: best?.build ?? null };
}

/** One build's output of an instance whose values are published. */
export interface BuildOutput {
  readonly build: Build;
  readonly output: Uint8Array;
}

/** Every output against the first, as the kernel promises: the same bytes, or within its tolerance. */
export function agreementOf(promised: BuildAgreement, outputs: readonly BuildOutput[], size: number): Agreement {
  const [first, ...others] = outputs;
  if (!first || others.length === 0) return { found: 'one build', detail: '' };
  const differing = others.filter(({ output }) => !sameBytes(first.output, output));
  if (differing.length === 0) return { found: 'same bytes', detail: '' };
  for (const { build, output } of differing) {
    const fault =
      promised === 'same bytes' ? 'every byte was to be the same' : promised.fault(first.output, output, size);
    if (fault !== undefined) return { found: 'different', detail: `${first.build} and ${build} differ: ${fault}` };
  }
  return { found: 'within tolerance', detail: promised === 'same bytes' ? '' : promised.statement };
}
