/**
 * The experimentally determined serial fraction (Karp and Flatt, "Measuring parallel processor
 * performance", CACM 33(5), 1990) by number of workers. Level: a serial part. Rising: overhead that
 * grows with the workers.
 */
import { scaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { SerialFractions } from '../measure/report.ts';
import { bandLine } from './band-line.ts';
import { counted, percentRange, shortPercent } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { fittingTicks } from './ticks.ts';

export type Trend = 'level' | 'rising' | 'falling' | 'unknown';

/** What the ends of the curve allow to be said: a trend is one that the intervals do not explain. */
export function trendOf({ points }: SerialFractions): Trend {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return 'unknown';
  if (last.fraction.low > first.fraction.high) return 'rising';
  return last.fraction.high < first.fraction.low ? 'falling' : 'level';
}

const LEFT = 46;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 40;
const HEIGHT = 190;

interface Frame {
  readonly right: number;
  readonly bottom: number;
  readonly x: (workers: number) => number;
  readonly y: (fraction: number) => number;
  readonly grid: readonly number[];
}

function frameOf({ points }: SerialFractions, width: number): Frame {
  const workers = points.map((point) => point.workers);
  const [least, most] = [Math.min(...workers), Math.max(...workers)];
  const margin = Math.max(0.25, (most - least) * 0.05);
  const ends = points.flatMap(({ fraction }) => [fraction.low, fraction.high]);
  const bottom = HEIGHT - BOTTOM;
  const right = width - RIGHT;
  // Noise reaches below zero; a range of a hundredth at least, so that it is not blown up to the whole height.
  const y = scaleLinear([Math.min(0, ...ends), Math.max(0.01, ...ends) * 1.06], [bottom, TOP]);
  return { right, bottom, y, x: scaleLinear([least - margin, most + margin], [LEFT, right]), grid: y.ticks(3) };
}

function drawAxes({ points }: SerialFractions, { x, y, right, bottom, grid }: Frame): SVGTemplateResult {
  const counts = points.map(({ workers }) => workers);
  return svg`<path class="grid" d=${grid.map((value) => `M${LEFT} ${y(value)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${y(0)}H${right}" />
    ${grid.map((value) => svg`<text class="end" x=${LEFT - 8} y=${y(value) + 4}>${tickText(value)}</text>`)}
    ${fittingTicks(counts, x, String, [counts.at(-1) ?? 2, counts[0] ?? 2]).map(
      ({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`,
    )}
    <text x=${LEFT} y=${bottom + 34}>workers</text>`;
}

function tickText(fraction: number): string {
  return fraction < 0 ? `−${shortPercent(-fraction)}` : shortPercent(fraction);
}

export function serialFractionTable({ points }: SerialFractions): ChartTable {
  return {
    caption: 'Serial fraction by number of workers, with 95 % intervals',
    headers: ['Workers', 'Serial fraction'],
    rows: points.map(({ workers, fraction }) => [String(workers), percentRange(fraction)]),
  };
}

export function serialFraction(data: SerialFractions): Picture {
  const { points, model } = data;
  return {
    label: `Serial fraction by number of workers, from ${counted(points[0]?.workers ?? 0, 'worker')} to ${points.at(-1)?.workers ?? 0}.`,
    table: serialFractionTable(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      const places = points.map(({ workers, fraction }) => ({ x: frame.x(workers), value: fraction }));
      const marks: Mark[] = points.map(({ workers, fraction }) => ({
        ...{ row: 0, x: frame.x(workers), y: frame.y(fraction.estimate), width: 0, height: 0 },
        text: `${counted(workers, 'worker')}: ${percentRange(fraction)}`,
      }));
      return {
        height: HEIGHT,
        marks,
        drawing: svg`${drawAxes(data, frame)}<g class=${model}>${bandLine(places, frame.y)}</g>`,
      };
    },
  };
}
