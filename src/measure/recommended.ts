/**
 * How many workers are worth using, from a measured curve. Two views of it: the fewest that no other number beats by
 * more than their intervals allow, and where the curve bends. They agree on a machine of equal cores; where a second
 * thread of a core adds a little, the curve bends before it stops rising.
 */
import type { Series } from './report.ts';
import { piecewiseLinear, type PiecewiseLinear, type Point } from './stats/piecewise-linear.ts';

/**
 * The fewest workers that no other measured number of workers beats by more than the intervals of both allow: more
 * bought nothing that could be told from noise. Series of one kernel and model; those without workers or with a wrong
 * output are passed over. Null where fewer than two numbers of workers are left, or where the largest is the one:
 * then nobody knows what more would have bought.
 */
export function recommendedWorkers(series: readonly Series[]): number | null {
  const curve = curveOf(series);
  const unbeaten = curve.find(({ speedup }) => curve.every((other) => other.speedup.low <= speedup.high));
  return unbeaten && unbeaten !== curve.at(-1) ? unbeaten.workers : null;
}

/**
 * The bend of the speed-up curve from all of its samples, in workers and speed-up: before it a worker adds the first
 * slope, beyond it the second. Null where one straight line describes the curve as well, where it does not bend
 * downwards, and for fewer than four numbers of workers.
 */
export function bendOf(series: readonly Series[]): Pick<PiecewiseLinear, 'knee' | 'slopes'> | null {
  const found = piecewiseLinear(curveOf(series).flatMap(pointsOf));
  return found?.bends && found.slopes[1] < found.slopes[0] ? { knee: found.knee, slopes: found.slopes } : null;
}

function curveOf(series: readonly Series[]): readonly Series[] {
  return series
    .filter(({ workers, verified }) => workers >= 1 && verified)
    .sort((one, other) => one.workers - other.workers);
}

/** Every sample as a speed-up; their median is the series' own. */
function pointsOf({ workers, speedup, wallMs }: Series): readonly Point[] {
  return wallMs.samples.map((sample) => ({ x: workers, y: (speedup.estimate * wallMs.median) / sample }));
}
