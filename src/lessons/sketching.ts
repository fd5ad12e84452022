/** A curve while it is drawn: what a stroke of the pointer or a press of a key makes of its points. Pure; drawn elsewhere. */
import type { Point } from './prediction.ts';

/** Drawn values by number of workers. One worker is the measure of the others: it stays at 1. */
export type Sketch = ReadonlyMap<number, number>;

export const blank = (workers: readonly number[]): Sketch => new Map(workers.includes(1) ? [[1, 1]] : []);

function nearest(workers: readonly number[], x: number): number {
  return workers.reduce((best, one) => (Math.abs(one - x) < Math.abs(best - x) ? one : best), workers[0] ?? 1);
}

/** A stroke from one place to another sets every number of workers it passes. */
export function stroked(sketch: Sketch, workers: readonly number[], from: Point, to: Point): Sketch {
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const passed = workers.filter((one) => one >= left.x && one <= right.x);
  const drawn = new Map(sketch);
  for (const one of passed.length > 0 ? passed : [nearest(workers, to.x)]) {
    if (one === 1) continue;
    const share = right.x === left.x ? 1 : Math.max(0, Math.min(1, (one - left.x) / (right.x - left.x)));
    drawn.set(one, Math.max(0, passed.length > 0 ? left.y + share * (right.y - left.y) : to.y));
  }
  return drawn;
}

/** What a key does to one point; null for keys that mean nothing here. */
export function nudged(value: number, key: string, ceiling: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 };
  if (key === 'Home') return 0;
  const step = steps[key];
  return step === undefined ? null : Math.max(0, Math.min(ceiling, Math.round((value + step) * 10) / 10));
}

/** The points that are drawn, by number of workers. */
export function pointsOf(sketch: Sketch): Point[] {
  return [...sketch].map(([x, y]) => ({ x, y: Math.round(y * 100) / 100 })).sort((a, b) => a.x - b.x);
}

export const isWhole = (sketch: Sketch, workers: readonly number[]): boolean => workers.every((one) => sketch.has(one));
