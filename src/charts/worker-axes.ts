/**
 * The axes of a picture over the number of workers: multiples of one upwards, the numbers that were measured along the foot.
 */
import type { ScaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import { fittingTicks } from './ticks.ts';

export interface WorkerAxes {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: (workers: number) => number;
  readonly y: ScaleLinear<number, number>;
  /** The highest multiple shown. */
  readonly ceiling: number;
  /** Numbers of workers that were measured, ascending; none where everything ran on the page. */
  readonly counts: readonly number[];
}

/** Room on the left for "10×", and below for the numbers and the word. */
export const LEFT = 34;
export const BOTTOM = 40;

/** Of the two ends and `proven` the numbers stand in any case. */
export function drawWorkerAxes(axes: WorkerAxes, proven: number | null): SVGTemplateResult {
  const { x, y, left, right, bottom, counts, ceiling } = axes;
  const levels = y.ticks(ceiling < 1.5 ? 2 : 4).filter((value) => Number.isInteger(value) || ceiling < 1.5);
  const ticks = fittingTicks(counts, x, String, [counts.at(-1) ?? 1, proven ?? 1, counts[0] ?? 1]);
  return svg`<path class="grid" d=${levels.map((value) => `M${left} ${y(value)}H${right}`).join('')} />
    <path class="axis" d="M${left} ${bottom}H${right}" />
    ${levels.map((value) => svg`<text class="end" x=${left - 8} y=${y(value) + 4}>${value === 0 ? '0' : `${value}×`}</text>`)}
    ${ticks.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    ${counts.length > 0 ? svg`<text x=${left} y=${bottom + 34}>workers</text>` : undefined}`;
}
