/**
 * How values are spread, as a line: thin over the middle eight tenths, thick over the middle half, a stroke at the median. Placed by whoever
 * draws it.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Spread } from '../results/fleet/fleet-pictured.ts';

/** Half the height of the median's stroke, in pixels. */
const HALF = 6;

export function spreadLine(
  { p10, p25, median, p75, p90 }: Spread,
  x: (value: number) => number,
  y: number,
): SVGTemplateResult {
  return svg`<path class="group" d="M${x(p10)} ${y}H${x(p90)}" />
    <path class="samples" d="M${x(p25)} ${y}H${x(p75)}" />
    <path class="median" d="M${x(median)} ${y - HALF}V${y + HALF}" />`;
}
