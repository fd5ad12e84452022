/**
 * The ideal: as many times faster as there are workers, until the threads that run at once are used up.
 * Dotted, and named beside itself where no line and no other label is.
 */
import { line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import { type Box, firstFree, type Segment, segmentsOf } from './label-placement.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

export interface IdealFrame {
  readonly x: (workers: number) => number;
  readonly y: (speedup: number) => number;
  /** The numbers of workers on the axis, ascending. */
  readonly counts: readonly number[];
  /** The highest speed-up on the axis. */
  readonly ceiling: number;
  readonly left: number;
  readonly top: number;
}

/** `bend` is where the ideal levels off; null where it never does. */
export function idealPoints(
  bend: number | null,
  { x, y, counts, ceiling }: IdealFrame,
): readonly (readonly [number, number])[] {
  const last = counts.at(-1) ?? 1;
  const first = counts[0] ?? last;
  if (first === last) return [];
  const level = Math.min(bend ?? last, last);
  const turn = Math.min(level, ceiling);
  const start = Math.min(first, turn);
  const points = [[x(start), y(start)] as const, [x(turn), y(turn)] as const];
  return last > level ? [...points, [x(last), y(level)] as const] : points;
}

/** `lines` and `labels` are what its name must not touch. */
export function drawIdeal(
  bend: number | null,
  frame: IdealFrame,
  lines: readonly Segment[],
  labels: readonly Box[],
): SVGTemplateResult {
  return drawIdealThrough(idealPoints(bend, frame), frame, lines, labels);
}

/** The ideal through places that are known, as on an axis that is not even. */
export function drawIdealThrough(
  points: readonly (readonly [number, number])[],
  { left, top }: Pick<IdealFrame, 'left' | 'top'>,
  lines: readonly Segment[],
  labels: readonly Box[],
): SVGTemplateResult {
  const width = textWidth('ideal');
  const own = segmentsOf(points);
  const candidates = own.flatMap(({ x1, y1, x2, y2 }) =>
    [0.92, 0.8, 0.68, 0.55, 0.42, 0.3].map((part) => ({
      x: x1 + (x2 - x1) * part - width - 6,
      y: y1 + (y2 - y1) * part - LINE_HEIGHT - 2,
      width,
      height: LINE_HEIGHT,
    })),
  );
  const inside = candidates.filter((box) => box.x > left && box.y > top - 4);
  const box = firstFree(inside, [...lines, ...own], labels);
  return svg`<path class="ideal" d=${line()(points.map(([x, y]) => [x, y])) ?? ''} />
    ${box && svg`<text class="halo" x=${box.x} y=${box.y + 12}>ideal</text>`}`;
}
