/**
 * By how much one result differs from another, with its interval: on one core, at a number of workers, on all proven cores. Devices share no
 * rounds: where both documents carry their samples each list is redrawn by itself (bootstrap-ratio.ts), elsewhere the ratio comes from the two
 * intervals (ratio-of-intervals.ts). Knows nothing of whether the two may be compared: comparability.ts does.
 *
 * Noise: each result says how far a ratio that is 1 in truth may appear from 1 on its device (the noise floor, an A/A test). No interval here is
 * narrower than the floors of both, which add up as squares on the logarithmic scale; where the samples say more than that, they decide.
 * What changes from one run to the next on the same device is in none of them.
 */
import type { Interval } from '../../measure/stats/interval.ts';
import { bootstrapRatioApart } from '../../measure/stats/bootstrap-ratio.ts';
import { ratioOfIntervals } from '../../measure/stats/ratio-of-intervals.ts';
import type { Machine } from '../machine.ts';
import { type KernelSummary, serialOf } from '../summary.ts';
import { curveOf, kernelOf, type Shown } from './comparability.ts';

/** The amount of work of a kernel at a size, for results that do not carry it; null where it is not known. */
export type AmountOf = (kernel: string, size: number) => number | null;

/** What is compared. */
export type Compared = Pick<Machine, 'summary' | 'document'>;

export interface Difference {
  /** This result ÷ the reference; more is faster. */
  readonly ratio: Interval;
  /** `untold` where the interval holds 1. */
  readonly told: 'more' | 'less' | 'untold';
  readonly from: 'samples' | 'summaries';
  /** The sizes of the work differ: amounts of work by time were compared instead of times. */
  readonly isRate: boolean;
}

/** More samples than this leave the bootstrap nothing to add to the intervals they come with, and cost seconds. */
const MOST_REDRAWN = 512;
const ONE: Interval = { estimate: 1, low: 1, high: 1 };

function isPositive({ low, high }: Interval): boolean {
  return low > 0 && Number.isFinite(high);
}

function positiveRatio(of: Interval, by: Interval): Interval | null {
  return isPositive(of) && isPositive(by) ? ratioOfIntervals(of, by) : null;
}

function times({ estimate, low, high }: Interval, by: number): Interval {
  return { estimate: estimate * by, low: low * by, high: high * by };
}

/** Not narrower than the noise floors of both. */
function widened({ estimate, low, high }: Interval, own: Compared, reference: Compared): Interval {
  const floors = [own, reference].map(({ summary }) => Math.log1p(summary.noiseFloor ?? 0));
  const least = Math.exp(Math.hypot(...floors));
  return { estimate, low: Math.min(low, estimate / least), high: Math.max(high, estimate * least) };
}

function toldBy({ low, high }: Interval): Difference['told'] {
  if (low > 1) return 'more';
  return high < 1 ? 'less' : 'untold';
}

function difference(
  ratio: Interval | null,
  own: Compared,
  reference: Compared,
  rest: Pick<Difference, 'from' | 'isRate'>,
): Difference | null {
  const wide = ratio && widened(ratio, own, reference);
  return wide && isPositive(wide) ? { ratio: wide, told: toldBy(wide), ...rest } : null;
}

function amountOf({ document }: Compared, { kernel, size }: KernelSummary, known: AmountOf): number | null {
  return document?.work.find((work) => work.kernel === kernel)?.amount ?? known(kernel, size);
}

/** The work of the one ÷ the work of the other: 1 where the sizes are equal, null where it cannot be told. */
function workRatio(own: Compared, reference: Compared, kernel: string, known: AmountOf): number | null {
  const [mine, theirs] = [kernelOf(own.summary, kernel), kernelOf(reference.summary, kernel)];
  if (!mine || !theirs) return null;
  if (mine.size === theirs.size) return 1;
  const [work, base] = [amountOf(own, mine, known), amountOf(reference, theirs, known)];
  return work !== null && base !== null && work > 0 && base > 0 ? work / base : null;
}

type WallMs = NonNullable<Compared['document']>['series'][number]['wallMs'];

function redrawable(wallMs: WallMs | undefined): readonly number[] | null {
  const samples = wallMs?.samples ?? [];
  return samples.length > 0 && samples.length <= MOST_REDRAWN && samples.every((sample) => sample > 0) ? samples : null;
}

/** The reference's time ÷ the own time, from samples; null where one of them has none. */
function fromSamples(own: Compared, reference: Compared, of: (one: Compared) => WallMs | undefined): Interval | null {
  const [mine, theirs] = [redrawable(of(own)), redrawable(of(reference))];
  if (!mine || !theirs || !own.document || !reference.document) return null;
  return bootstrapRatioApart(theirs, mine, { seed: (own.document.seed ^ reference.document.seed) >>> 0 });
}

function serialMsOf({ document }: Compared, kernel: string): WallMs | undefined {
  const work = document?.work.find((one) => one.kernel === kernel);
  return document && work ? serialOf(work, document.series)?.wallMs : undefined;
}

/** How many times as fast the same work is in its best serial form. Null where that cannot be told. */
export function onOneCore(own: Compared, reference: Compared, kernel: string, known: AmountOf): Difference | null {
  const work = workRatio(own, reference, kernel, known);
  const [mine, theirs] = [kernelOf(own.summary, kernel), kernelOf(reference.summary, kernel)];
  if (work === null || !mine || !theirs) return null;
  const sampled = fromSamples(own, reference, (one) => serialMsOf(one, kernel));
  const ratio = sampled ?? positiveRatio(theirs.serialMs, mine.serialMs);
  return difference(ratio && times(ratio, work), own, reference, {
    from: sampled ? 'samples' : 'summaries',
    isRate: work !== 1,
  });
}

/** At which number of workers each of the two is taken. */
export interface At {
  readonly own: number;
  readonly reference: number;
}

export function atEqual(workers: number): At {
  return { own: workers, reference: workers };
}

/** The proven cores of both; null where one is not proven. */
export function provenOf(own: Compared, reference: Compared): At | null {
  const [mine, theirs] = [own.summary.proven, reference.summary.proven];
  return mine === null || theirs === null ? null : { own: mine, reference: theirs };
}

function speedupAt({ summary }: Compared, shown: Shown, workers: number): Interval | null {
  return curveOf(summary, shown)?.points.find((point) => point.workers === workers)?.speedup ?? null;
}

/** The speed-up of the one ÷ that of the other. Null where one was not measured there. */
export function inSpeedup(own: Compared, reference: Compared, shown: Shown, at: At): Difference | null {
  const [mine, theirs] = [speedupAt(own, shown, at.own), speedupAt(reference, shown, at.reference)];
  const ratio = mine && theirs && positiveRatio(mine, theirs);
  return difference(ratio, own, reference, { from: 'summaries', isRate: false });
}

/**
 * Work by time of the one ÷ that of the other. From summaries it is the speed-up by the serial time on both sides, whose intervals add up, so that
 * the interval is somewhat wider than it has to be. Null where one was not measured there.
 */
export function inThroughput(
  own: Compared,
  reference: Compared,
  shown: Shown,
  at: At,
  known: AmountOf,
): Difference | null {
  const work = workRatio(own, reference, shown.kernel, known);
  if (work === null) return null;
  const wallMs = ({ document }: Compared, workers: number): WallMs | undefined =>
    document?.series.find((one) => one.kernel === shown.kernel && one.model === shown.model && one.workers === workers)
      ?.wallMs;
  const sampled = fromSamples(own, reference, (one) => wallMs(one, one === own ? at.own : at.reference));
  const ratio = sampled ? times(sampled, work) : throughputRatio(own, reference, shown, at, work);
  return difference(ratio, own, reference, { from: sampled ? 'samples' : 'summaries', isRate: work !== 1 });
}

function throughputRatio(own: Compared, reference: Compared, shown: Shown, at: At, work: number): Interval | null {
  const [mine, theirs] = [own, reference].map(({ summary }) => kernelOf(summary, shown.kernel)?.serialMs);
  const [fast, base] = [speedupAt(own, shown, at.own), speedupAt(reference, shown, at.reference)];
  if (!mine || !theirs || !fast || !base) return null;
  const speedup = positiveRatio(fast, base);
  const serial = positiveRatio(mine, theirs);
  const ratio = speedup && serial && positiveRatio(speedup, serial);
  return ratio && times(ratio, work);
}

/**
 * Work by time at each number of workers, in units of the reference's best serial form: the speed-up times the difference on one core. Empty where
 * that difference is null.
 */
export function throughputCurve(
  own: Compared,
  shown: Shown,
  oneCore: Difference | null,
): readonly { readonly workers: number; readonly value: Interval }[] {
  if (!oneCore) return [];
  const inverse = ratioOfIntervals(ONE, oneCore.ratio);
  return (curveOf(own.summary, shown)?.points ?? []).flatMap(({ workers, speedup }) => {
    const value = workers > 0 ? positiveRatio(speedup, inverse) : null;
    return value ? [{ workers, value }] : [];
  });
}

/** Of the reference against itself: no difference, and no interval, for it is the unit. */
export const NO_DIFFERENCE: Difference = { ratio: ONE, told: 'untold', from: 'samples', isRate: false };
