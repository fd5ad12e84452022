/**
 * What the benchmark finds of a kernel: each rival's times round by round, or why it has none; and the ratios that follow. Pure.
 */
import type { Bytes, Milliseconds } from '../../../src/base/units.ts';
import type { WorkAmount } from '../../../src/kernels/index.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { quantile } from '../../../src/measure/stats/quantile.ts';
import { BUILDS, type Build } from '../../../src/base/builds.ts';

export const RIVALS = [...BUILDS, 'node', 'c-128', 'c-full', 'clang', 'javascript'] as const;
export type RivalName = (typeof RIVALS)[number];

export type Standing =
  /** Its best time in each round. */
  | { readonly state: 'timed'; readonly times: readonly Milliseconds[] }
  | { readonly state: 'wrong'; readonly fault: string }
  | { readonly state: 'missing'; readonly reason: string };

/** Wall times of the whole work on one and on two threads, round by round. */
export interface PairTimes {
  readonly one: readonly Milliseconds[];
  readonly two: readonly Milliseconds[];
}

export interface PairFinding {
  readonly size: number;
  readonly ours: PairTimes | { readonly fault: string };
  /** Null where there is no C. */
  readonly native: PairTimes | null;
}

export interface KernelFinding {
  readonly kernel: string;
  readonly size: number;
  readonly work: WorkAmount;
  readonly steps: number;
  /** Whether its C computes in vectors; null where there is none. */
  readonly vectorised: boolean | null;
  /** Bytes of a vector in `c-full`; null where there is none. */
  readonly fullWidth: Bytes | null;
  readonly rivals: Readonly<Record<RivalName, Standing>>;
  readonly pair: PairFinding;
}

export interface Module {
  readonly build: Build;
  readonly bytes: Bytes;
  readonly gzipped: Bytes;
  /** Median; null where the browser does not take it. */
  readonly compileMs: Milliseconds | null;
}

export interface Ratio {
  /** Median of the rounds' own ratios. */
  readonly median: number;
  /** Between which 80 of 100 rounds lie. */
  readonly low: number;
  readonly high: number;
}

/** Round by round. Throws `RangeError` for no rounds. */
function ratioOf(numerator: readonly number[], denominator: readonly number[]): Ratio {
  const ratios = numerator.map((value, round) => value / (denominator[round] ?? NaN));
  return { median: median(ratios), low: quantile(ratios, 0.1), high: quantile(ratios, 0.9) };
}

function timesOf(finding: KernelFinding, rival: RivalName): readonly Milliseconds[] | null {
  const standing = finding.rivals[rival];
  return standing.state === 'timed' ? standing.times : null;
}

/** How much faster `rival` is than `other`: 2 where it takes half as long. Null where either was not timed. */
export function speedOf(finding: KernelFinding, rival: RivalName, other: RivalName): Ratio | null {
  const [own, theirs] = [timesOf(finding, rival), timesOf(finding, other)];
  return own && theirs ? ratioOf(theirs, own) : null;
}

/** The fastest build that was timed in the browser: the one that the lab would use there. */
export function timedBuild(finding: KernelFinding): Build | null {
  return BUILDS.find((build) => finding.rivals[build].state === 'timed') ?? null;
}

/** Parallel efficiency on two threads, t₁ ÷ 2·t₂, round by round. */
function efficiencies({ one, two }: PairTimes): number[] {
  return one.map((ms, round) => ms / (2 * (two[round] ?? NaN)));
}

export interface Efficiency {
  readonly ours: Ratio;
  readonly native: Ratio | null;
  /** Ours ÷ native, of each round. */
  readonly ratio: Ratio | null;
}

export function efficiencyOf({ ours, native }: PairFinding): Efficiency | null {
  if ('fault' in ours) return null;
  const own = efficiencies(ours);
  const theirs = native && efficiencies(native);
  const alone = (values: readonly number[]): Ratio =>
    ratioOf(
      values,
      values.map(() => 1),
    );
  return { ours: alone(own), native: theirs && alone(theirs), ratio: theirs && ratioOf(own, theirs) };
}

/** Null for none. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** A sentence for each thing that computes wrongly. */
export function faultsOf(findings: readonly KernelFinding[]): string[] {
  return findings.flatMap(({ kernel, rivals, pair }) => [
    ...RIVALS.flatMap((rival) => {
      const standing = rivals[rival];
      return standing.state === 'wrong' ? [`${kernel}, ${rival}: ${standing.fault}`] : [];
    }),
    ...('fault' in pair.ours ? [`${kernel}, two workers: ${pair.ours.fault}`] : []),
  ]);
}
