/**
 * What a visitor says before a run, and what the run answers, of one kind each: a number, a choice, a curve. How near they are to each
 * other, in numbers; the words for it are the page's.
 */
import type { Interval } from '../measure/stats/interval.ts';
import type { ModelId } from '../models/index.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Question =
  /** A number between two ends; `step` is what an arrow key changes. */
  | {
      readonly kind: 'number';
      readonly least: number;
      readonly most: number;
      readonly step: number;
      readonly unit: Unit;
    }
  /** One of the options in the text. */
  | { readonly kind: 'choice' }
  /** A speed-up for each of these numbers of workers, drawn by hand; ascending, beginning with 1. */
  | {
      readonly kind: 'curve';
      readonly workers: readonly number[];
      /** In whose colour the measured one is drawn; free threads where nothing is said. */
      readonly model?: ModelId;
    };

/** What a number is of: printed with it. Plain numbers are named by the text. */
export type Unit = 'ms' | '×' | '';

export type Prediction =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'curve'; readonly points: readonly Point[] };

/** What was measured, in the form in which it was predicted. */
export type Answer =
  | { readonly kind: 'number'; readonly value: Interval }
  /** Null where the run could not decide between the options. */
  | { readonly kind: 'choice'; readonly id: string | null }
  | { readonly kind: 'curve'; readonly points: readonly { readonly x: number; readonly y: Interval }[] };

/** How near a prediction came. `open`: the run decided nothing. */
export type Closeness = 'right' | 'near' | 'off' | 'open';

/** Within this factor of a measured number a prediction is near it. */
const NEAR = 1.25;

function closeTo(said: number, { low, high, estimate }: Interval): Closeness {
  if (said >= Math.min(low, estimate * 0.97) && said <= Math.max(high, estimate * 1.03)) return 'right';
  const ratio = said > 0 && estimate > 0 ? Math.max(said / estimate, estimate / said) : Infinity;
  return ratio <= NEAR ? 'near' : 'off';
}

/** A curve is as near as the median of its points. */
function curveCloseness(said: readonly Point[], measured: Extract<Answer, { kind: 'curve' }>['points']): Closeness {
  const order: readonly Closeness[] = ['right', 'near', 'off'];
  const found = measured
    .filter(({ x }) => x > 1)
    .flatMap(({ x, y }) => {
      const point = said.find((one) => one.x === x);
      return point ? [order.indexOf(closeTo(point.y, y))] : [];
    })
    .sort((a, b) => a - b);
  return order[found[Math.floor((found.length - 1) / 2)] ?? -1] ?? 'open';
}

export function closeness(said: Prediction, answer: Answer): Closeness {
  if (said.kind === 'number' && answer.kind === 'number') return closeTo(said.value, answer.value);
  if (said.kind === 'curve' && answer.kind === 'curve') return curveCloseness(said.points, answer.points);
  if (said.kind !== 'choice' || answer.kind !== 'choice' || answer.id === null) return 'open';
  return said.id === answer.id ? 'right' : 'off';
}
