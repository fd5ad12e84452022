/**
 * A kernel's series as curves: one a model, by number of workers, in the vocabulary's order. What a
 * chart draws and a table lists.
 */
import type { Series } from '../measure/report.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';

/** One model's measurements, by number of workers. */
export interface Curve {
  readonly model: ModelId;
  readonly points: readonly [Series, ...Series[]];
  readonly best: Series;
}

export function curvesOf(series: readonly Series[]): Curve[] {
  return MODEL_IDS.flatMap((model) => {
    const [first, ...rest] = series.filter((one) => one.model === model).sort((a, b) => a.workers - b.workers);
    if (!first) return [];
    const best = rest.reduce((top, one) => (one.speedup.estimate > top.speedup.estimate ? one : top), first);
    return [{ model, points: [first, ...rest] as const, best }];
  });
}

/** A model of the page's own thread has no workers: its line is level over the whole width. */
export function isLevel(curve: Curve): boolean {
  return curve.points[0].workers === 0;
}
