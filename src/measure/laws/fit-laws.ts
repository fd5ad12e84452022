/**
 * The laws fitted to a visitor's own curves, with intervals. What comes out is a model, never a measurement, and
 * its interval says how far noise moves the parameters, not how well the law describes the machine: that is the
 * residual. The baseline is the best serial form, as everywhere, so a law's speed-up of one worker is 1 even where
 * the measured one is less. Where there are too few points, nothing comes out.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';
import type { FittedLaw, PacePoint, SerialFractions, Series } from '../report.ts';
import { bootstrapRounds } from '../stats/bootstrap-rounds.ts';
import type { Interval } from '../stats/interval.ts';
import { median } from '../stats/median.ts';
import { amdahl, amdahlFraction } from './amdahl.ts';
import { type CurvePoint, relativeMisfit } from './curve.ts';
import { gustafson, gustafsonFraction } from './gustafson.ts';
import { karpFlattInterval } from './karp-flatt.ts';
import { usl, uslParameters } from './usl.ts';

/** One parameter fits any one point, so a serial fraction takes two numbers of workers above 1. */
const FEWEST_ABOVE_ONE = 2;
/** Two parameters, one point that is the same for all of them (one worker), and one that can contradict. */
const FEWEST_FOR_USL = 4;
/** Smoothness of a drawn law. */
const FEWEST_DRAWN = 32;

export interface FitLawsInput {
  /** Of one kernel and model. Passed over: those without workers, without samples, or with a wrong output. */
  readonly series: readonly Series[];
  /** Samples of the best serial form; sample i belongs to the same round as sample i of each series. */
  readonly serialMs: readonly Milliseconds[];
  /** Threads proven to run at once, beyond which neither Amdahl nor Karp and Flatt hold; null where that is not known. */
  readonly upTo: number | null;
  readonly seed: number;
  /** For the intervals; see `BootstrapOptions`. */
  readonly resamples?: number;
}

export interface FittedLaws {
  readonly laws: readonly FittedLaw[];
  /** Null where no more than one worker was measured. */
  readonly serialFractions: SerialFractions | null;
}

type Whose = Pick<FittedLaw, 'kernel' | 'model'>;

/**
 * Strong scaling. Amdahl: from at least two numbers of workers above 1, none above `upTo`. USL: from at least four
 * numbers of workers, 1 among them, all of them. Karp and Flatt: each number of workers from 2 to `upTo`.
 */
export function fitLaws(input: FitLawsInput): FittedLaws {
  const curve = input.series
    .filter(({ workers, verified, wallMs }) => workers >= 1 && verified && wallMs.samples.length > 0)
    .sort((one, other) => one.workers - other.workers);
  const [first] = curve;
  if (!first || input.serialMs.length === 0) return { laws: [], serialFractions: null };
  const whose = { kernel: first.kernel, model: first.model };
  const within = curve.filter(({ workers }) => workers <= (input.upTo ?? Infinity));
  return {
    laws: [...fitAmdahl(whose, within, input), ...fitUsl(whose, curve, input)],
    serialFractions: serialFractionsOf(whose, within),
  };
}

/**
 * Fixed-time scaling, from at least two numbers of workers above 1, none above `upTo`; null where there are fewer. The
 * ends of the fraction are the fits to the upper and to the lower ends of all points: as though all erred together,
 * which they mostly do, each being divided by the same lone worker. The interval is never too narrow for it.
 */
export function fitGustafson(
  { kernel, model }: { readonly kernel: string; readonly model: ModelId },
  curve: readonly PacePoint[],
  upTo: number | null,
): FittedLaw | null {
  const within = curve
    .filter(({ workers, speedup }) => workers >= 1 && workers <= (upTo ?? Infinity) && speedup.low > 0)
    .sort((one, other) => one.workers - other.workers);
  if (within.filter(({ workers }) => workers > 1).length < FEWEST_ABOVE_ONE) return null;
  const at = (end: keyof Interval): readonly CurvePoint[] =>
    within.map(({ workers, speedup }) => ({ workers, speedup: speedup[end] }));
  const estimate = gustafsonFraction(at('estimate'));
  const low = Math.min(estimate, gustafsonFraction(at('high')));
  const high = Math.max(estimate, gustafsonFraction(at('low')));
  return {
    id: 'gustafson',
    kernel,
    model,
    parameters: [{ id: 'serial-fraction', value: { estimate, low, high } }],
    ...drawn(at('estimate'), (workers) => gustafson(estimate, workers)),
  };
}

function fitAmdahl(whose: Whose, curve: readonly Series[], input: FitLawsInput): readonly FittedLaw[] {
  if (curve.filter(({ workers }) => workers > 1).length < FEWEST_ABOVE_ONE) return [];
  const [value] = intervals(curve, input, (points) => [amdahlFraction(points)]);
  if (!value) return [];
  return [
    {
      id: 'amdahl',
      ...whose,
      parameters: [{ id: 'serial-fraction', value: clamped(value, 1) }],
      ...drawn(pointsOf(curve, input), (workers) => amdahl(value.estimate, workers)),
    },
  ];
}

function fitUsl(whose: Whose, curve: readonly Series[], input: FitLawsInput): readonly FittedLaw[] {
  if (curve.length < FEWEST_FOR_USL || curve[0]?.workers !== 1) return [];
  const [contention, coherency] = intervals(curve, input, (points) => {
    const fitted = uslParameters(points);
    return [fitted.contention, fitted.coherency];
  });
  if (!contention || !coherency) return [];
  const estimates = { contention: contention.estimate, coherency: coherency.estimate };
  return [
    {
      id: 'usl',
      ...whose,
      parameters: [
        { id: 'contention', value: clamped(contention, 1) },
        { id: 'coherency', value: clamped(coherency, Infinity) },
      ],
      ...drawn(pointsOf(curve, input), (workers) => usl(estimates, workers)),
    },
  ];
}

/** Rounds are redrawn, medians and speed-ups worked out again, and the law is fitted anew to each such curve. */
function intervals(
  curve: readonly Series[],
  { serialMs, seed, resamples }: FitLawsInput,
  fit: (points: readonly CurvePoint[]) => readonly number[],
): readonly Interval[] {
  const counts = curve.map(({ workers }) => workers);
  const of = ([serial = 0, ...medians]: readonly number[]): readonly number[] =>
    fit(counts.map((workers, place) => ({ workers, speedup: serial / (medians[place] as number) })));
  const samples = [serialMs, ...curve.map(({ wallMs }) => wallMs.samples)];
  return bootstrapRounds(samples, of, resamples === undefined ? { seed } : { seed, resamples });
}

function pointsOf(curve: readonly Series[], { serialMs }: FitLawsInput): readonly CurvePoint[] {
  const serial = median(serialMs);
  return curve.map(({ workers, wallMs }) => ({ workers, speedup: serial / median(wallMs.samples) }));
}

function serialFractionsOf(whose: Whose, curve: readonly Series[]): SerialFractions | null {
  const points = curve
    .filter(({ workers }) => workers > 1)
    .map(({ workers, speedup }) => ({ workers, fraction: karpFlattInterval(speedup, workers) }));
  return points.length > 0 ? { ...whose, points } : null;
}

/** From 1 to the most workers it was fitted to, at every measured number and evenly between. */
function drawn(
  fittedTo: readonly CurvePoint[],
  law: (workers: number) => number,
): Pick<FittedLaw, 'points' | 'residual'> {
  const last = fittedTo.at(-1)?.workers ?? 1;
  const perWorker = Math.max(1, Math.ceil(FEWEST_DRAWN / Math.max(1, last - 1)));
  const points = Array.from({ length: (last - 1) * perWorker + 1 }, (_, index) => {
    const workers = 1 + index / perWorker;
    return { workers, speedup: law(workers) };
  });
  return { points, residual: relativeMisfit(fittedTo, law) };
}

/** Widened ends may leave the range of a parameter. */
function clamped({ estimate, low, high }: Interval, most: number): Interval {
  return { estimate, low: Math.max(0, low), high: Math.min(most, high) };
}
