/**
 * A time as a small bar from zero, with its interval as a line across the end: one cell of the advisor's table. Told in the numbers beside
 * it, so it is hidden from who does not see it. All bars of a row have the same scale.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Milliseconds } from '../base/units.ts';
import type { AdvisorCell } from '../measure/advisor/advisor-report.ts';

const HEIGHT = 10;
const THICK = 6;

/** The longest that a row has to show; 0 where nothing was timed. */
export function longestOf(cells: readonly AdvisorCell[]): Milliseconds {
  return Math.max(0, ...cells.map(({ wallMs, cutAtMs }) => cutAtMs ?? wallMs?.high ?? 0));
}

const share = (ms: Milliseconds, longestMs: Milliseconds): string => `${((100 * ms) / longestMs).toFixed(2)}%`;

/** Drawn as wide as its place is. Null where there is no time to draw. */
export function advisorBar({ wallMs, cutAtMs }: AdvisorCell, longestMs: Milliseconds): SVGTemplateResult | null {
  const ms = cutAtMs ?? wallMs?.estimate;
  if (ms === undefined || longestMs <= 0) return null;
  const middle = HEIGHT / 2;
  const whole = svg`<rect
    class="bar ${cutAtMs === null ? '' : 'cut'}"
    x="0"
    y=${(HEIGHT - THICK) / 2}
    width=${share(ms, longestMs)}
    height=${THICK}
  />`;
  if (!wallMs) return whole;
  const [low, high] = [share(wallMs.low, longestMs), share(wallMs.high, longestMs)];
  return svg`${whole}<line class="interval" x1=${low} x2=${high} y1=${middle} y2=${middle} />
    <line class="interval" x1=${low} x2=${low} y1="1" y2=${HEIGHT - 1} />
    <line class="interval" x1=${high} x2=${high} y1="1" y2=${HEIGHT - 1} />`;
}
