/**
 * How a number is distributed over many results: bars of counts, above them the middle half and the median. For numbers of cores, with an axis
 * of doublings, and for shares of a whole.
 */
import { scaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { Bin } from '../results/fleet/fleet-bins.ts';
import type { Spread } from '../results/fleet/fleet-pictured.ts';
import { coresAxis, powerTicks } from './cores-axis.ts';
import { coresWord, fleetMark, type FleetMark, type NameOf, oncePerWidth, shareWord } from './fleet-marks.ts';
import { spreadLine } from './fleet-spread-line.ts';
import { counted, grouped, percent } from './number-format.ts';
import type { ChartTable, Picture } from './picture.ts';
import { lastShare, sharesAxis } from './shares-axis.ts';
import { textWidth } from './text-width.ts';
import type { Tick } from './ticks.ts';

export interface HistogramData {
  readonly bins: readonly Bin[];
  readonly spread: Spread;
  readonly scale: 'cores' | 'share';
  /** What is counted: "effective cores", "of the reported cores". */
  readonly axis: string;
  readonly nameOf: NameOf;
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 54;
const BOTTOM = 40;
const [LOWEST, TALLEST] = [260, 310];
/** Where the line of the spread lies. */
const SPREAD_AT = 36;
/** Between two bars, in pixels, where they are wide enough to spare it. */
const GAP = 1;

interface Frame {
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (count: number) => number;
  readonly ticks: readonly Tick[];
  readonly counts: readonly number[];
}

function frameOf({ bins, scale }: HistogramData, width: number): Frame {
  const height = Math.round(Math.max(LOWEST, Math.min(TALLEST, width * 0.62)));
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const most = Math.max(1, ...bins.map(({ rows }) => rows.length));
  const y = scaleLinear([0, most], [bottom, TOP]);
  const counts = y.ticks(3).filter(Number.isInteger);
  const [first, last] = [bins[0]?.low ?? 1, bins.at(-1)?.high ?? 2];
  if (scale === 'share') {
    const axis = sharesAxis(lastShare(bins), [LEFT, right]);
    return { height, right, bottom, x: axis.at, y, counts, ticks: axis.ticks };
  }
  const axis = coresAxis({ from: Math.log2(first), to: Math.log2(last) }, [LEFT, right]);
  return { height, right, bottom, x: axis.at, y, counts, ticks: powerTicks(axis) };
}

function bars({ bins }: HistogramData, { x, y, bottom }: Frame): string {
  return bins
    .filter(({ rows }) => rows.length > 0)
    .map(({ low, high, rows }) => {
      const [from, to] = [x(low), x(high)];
      const gap = to - from > 4 * GAP ? GAP : 0;
      // One result among thousands is still to be seen.
      const top = Math.min(bottom - 1, y(rows.length));
      return `M${from.toFixed(1)} ${bottom}V${top.toFixed(1)}H${(to - gap).toFixed(1)}V${bottom}Z`;
    })
    .join('');
}

function drawSpread({ spread, scale }: HistogramData, { x, right }: Frame): SVGTemplateResult {
  const word = scale === 'cores' ? coresWord : shareWord;
  const text = `median ${word(spread.median)}, half ${word(spread.p25)}–${word(spread.p75)}`;
  const width = textWidth(text, 'bold');
  const start = Math.max(0, Math.min(right - width, x(spread.median) - width / 2));
  return svg`${spreadLine(spread, x, SPREAD_AT)}<text class="named" x=${start} y=${SPREAD_AT - 16}>${text}</text>`;
}

function drawAxes({ axis, scale }: HistogramData, { x, y, right, bottom, ticks, counts }: Frame): SVGTemplateResult {
  return svg`<path class="grid" d=${counts.map((count) => `M${LEFT} ${y(count)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${bottom}H${right}" />
    ${scale === 'share' ? svg`<path class="ideal" d="M${x(1)} ${bottom}V${TOP}" />` : undefined}
    ${counts.map((count) => svg`<text class="end" x=${LEFT - 8} y=${y(count) + 4}>${grouped(count)}</text>`)}
    ${ticks.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    <text x=${LEFT} y=${bottom + 34}>${axis}</text>`;
}

function between({ scale }: HistogramData, { low, high }: Bin): string {
  const word = scale === 'cores' ? coresWord : shareWord;
  return `${word(low)}–${word(high)}`;
}

function marksOf(data: HistogramData, { x, y, bottom }: Frame): FleetMark[] {
  const { bins, spread, axis, nameOf } = data;
  return bins
    .filter(({ rows }) => rows.length > 0)
    .map((bin) => {
      const top = y(bin.rows.length);
      return fleetMark(
        { row: 0, x: x(bin.low), y: top, width: x(bin.high) - x(bin.low), height: bottom - top },
        `${between(data, bin)} ${axis}`,
        { members: bin.rows, total: spread.count, nameOf },
      );
    });
}

function tableOf(data: HistogramData): ChartTable {
  const { bins, axis, spread } = data;
  return {
    caption: `Machines by ${axis}`,
    headers: ['Between', 'Machines', 'Share'],
    rows: bins
      .filter(({ rows }) => rows.length > 0)
      .map((bin) => [between(data, bin), grouped(bin.rows.length), percent(bin.rows.length / spread.count)]),
  };
}

export function fleetHistogram(data: HistogramData): Picture {
  const { spread, axis, scale } = data;
  const word = scale === 'cores' ? coresWord : shareWord;
  const half = `half between ${word(spread.p25)} and ${word(spread.p75)}`;
  return {
    label: `${counted(spread.count, 'machine')}, ${axis}: median ${word(spread.median)}, ${half}.`,
    table: tableOf(data),
    layout: oncePerWidth((width) => {
      const frame = frameOf(data, width);
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${drawAxes(data, frame)}<g class="free-threads">
          <path class="dot" d=${bars(data, frame)} />${drawSpread(data, frame)}</g>`,
      };
    }),
  };
}
