/**
 * Cores that browsers report against cores that were measured, both on axes of doublings: a dot a result where there are few, cells shaded by
 * their counts where there are many. On the dotted diagonal a device has what it says.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Cell } from '../results/fleet/fleet-bins.ts';
import { type CoresAxis, coresAxis, powerTicks } from './cores-axis.ts';
import { coresWord, fleetMark, type FleetMark, type NameOf, oncePerWidth } from './fleet-marks.ts';
import { counted, grouped } from './number-format.ts';
import type { ChartTable, Picture } from './picture.ts';
import { textWidth } from './text-width.ts';

export interface ReportedData {
  readonly cells: readonly Cell[];
  readonly total: number;
  /** With less than nine tenths of what is reported. */
  readonly below: number;
  /** In cores, by index of a result. */
  readonly effective: Float64Array;
  readonly nameOf: NameOf;
}

const LEFT = 40;
const RIGHT = 10;
const TOP = 24;
const BOTTOM = 40;
const TALLEST = 380;
/** Up to so many, each result is a dot. */
const MOST_DOTS = 250;
/** Of a dot: larger where there are very few. */
const radiusOf = (total: number): number => (total > 60 ? 3 : 4.5);
/** From the faintest, which holds one result or few, to the fullest. */
const SHADES = [0.14, 0.28, 0.44, 0.62, 0.8, 1];

interface Frame {
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: CoresAxis;
  readonly y: CoresAxis;
  readonly cell: { readonly width: number; readonly height: number };
}

function frameOf({ cells }: ReportedData, width: number): Frame {
  const right = width - RIGHT;
  const height = Math.min(TALLEST, Math.max(260, Math.round(width * 0.72)));
  const bottom = height - BOTTOM;
  const reported = cells.flatMap(({ least, most }) => [Math.log2(least), Math.log2(most)]);
  const measured = cells.flatMap(({ low, high }) => [Math.log2(low), Math.log2(high)]);
  const across = { from: Math.min(0, ...reported) - 0.25, to: Math.max(1, ...reported) + 0.25 };
  const upright = { from: Math.min(0, ...measured) - 0.1, to: Math.max(1, ...measured) + 0.1 };
  const cell = {
    width: ((right - LEFT) / (across.to - across.from)) * 0.22,
    height: ((bottom - TOP) / (upright.to - upright.from)) * 0.125,
  };
  return {
    height,
    right,
    bottom,
    x: coresAxis(across, [LEFT, right]),
    y: coresAxis(upright, [bottom, TOP]),
    cell,
  };
}

/** A cell stands at the geometric mean of what its results report. */
const centre = ({ least, most }: Cell): number => Math.sqrt(least * most);

function boxOf(cell: Cell, { x, y, cell: { width, height } }: Frame) {
  return { x: x.at(centre(cell)) - width / 2, y: y.at(cell.high), width, height: Math.max(2, height) };
}

/** One path a shade: the browser has few shapes to draw, however many results there are. */
function drawCells({ cells }: ReportedData, frame: Frame): SVGTemplateResult {
  const most = Math.max(2, ...cells.map(({ rows }) => rows.length));
  const paths = SHADES.map(() => '');
  for (const cell of cells) {
    const shade = Math.min(
      SHADES.length - 1,
      Math.floor((Math.log(cell.rows.length) / Math.log(most)) * SHADES.length),
    );
    const { x, y, width, height } = boxOf(cell, frame);
    paths[shade] +=
      `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${(height - 0.75).toFixed(1)}h${(-width).toFixed(1)}z`;
  }
  return svg`${paths.map((path, shade) => svg`<path class="dot" d=${path} fill-opacity=${SHADES[shade] ?? 1} />`)}
    ${drawKey(most, frame)}`;
}

function drawKey(most: number, { right, bottom }: Frame): SVGTemplateResult {
  const words = `1–${grouped(most)} machines`;
  const start = right - textWidth(words) - 8 - SHADES.length * 12;
  return svg`${SHADES.map(
    (shade, index) =>
      svg`<rect class="dot" x=${start + index * 12} y=${bottom + 24} width="12" height="11" fill-opacity=${shade} />`,
  )}<text class="end" x=${right} y=${bottom + 34}>${words}</text>`;
}

/** Side by side where they would cover each other: results that report the same and measure nearly so. */
function places(
  { cells, effective, total }: ReportedData,
  { x, y, cell }: Frame,
): { x: number; y: number; row: number }[] {
  return cells.flatMap((own) => {
    const apart = Math.min(2 * radiusOf(total) + 1, (cell.width * 0.95) / Math.max(1, own.rows.length - 1));
    return own.rows.map((row, index) => ({
      x: x.at(centre(own)) + (index - (own.rows.length - 1) / 2) * apart,
      y: y.at(effective[row] as number),
      row,
    }));
  });
}

function drawDots(data: ReportedData, frame: Frame): SVGTemplateResult {
  const radius = radiusOf(data.total);
  const half = (way: number): string => `a${radius} ${radius} 0 1 0 ${way * 2 * radius} 0`;
  const dots = places(data, frame).map(
    ({ x, y }) => `M${(x - radius).toFixed(1)} ${y.toFixed(1)}${half(1)}${half(-1)}z`,
  );
  return svg`<path class="dot" fill-opacity="0.75" d=${dots.join('')} />`;
}

function drawAxes({ x, y, right, bottom }: Frame): SVGTemplateResult {
  const ends = [Math.max(x.from, y.from), Math.min(x.to, y.to)].map((octave) => 2 ** octave);
  const last = ends[1] ?? 1;
  return svg`<path class="grid" d=${y.powers.map((power) => `M${LEFT} ${y.at(power)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${bottom}H${right}" />
    <path class="ideal" d=${ends.map((cores, index) => `${index > 0 ? 'L' : 'M'}${x.at(cores)} ${y.at(cores)}`).join('')} />
    <text class="end halo" x=${x.at(last) - 12} y=${Math.max(TOP - 8, y.at(last) + 4)}>as many as reported</text>
    ${powerTicks(y).map(({ value, text }) => svg`<text class="end" x=${LEFT - 8} y=${y.at(value) + 4}>${text}</text>`)}
    ${powerTicks(x).map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    <text x="0" y="12">effective cores</text>
    <text x=${LEFT} y=${bottom + 34}>reported cores</text>`;
}

const reportedWord = ({ least, most }: Cell): string =>
  least === most ? counted(least, 'core') : `${least}–${most} cores`;

function marksOf(data: ReportedData, frame: Frame): FleetMark[] {
  const { cells, total, nameOf } = data;
  const levels = [...new Set(cells.map(({ high }) => high))].sort((a, b) => b - a);
  return cells
    .map((cell) =>
      fleetMark(
        { row: levels.indexOf(cell.high), ...boxOf(cell, frame) },
        `${reportedWord(cell)} reported, ${coresWord(cell.low)}–${coresWord(cell.high)} effective`,
        { members: cell.rows, total, nameOf },
      ),
    )
    .sort((a, b) => a.row - b.row || a.x - b.x);
}

/** By what is reported: a row for every cell would be hundreds. */
function tableOf({ cells, effective }: ReportedData): ChartTable {
  const columns = new Map<string, number[]>();
  for (const cell of cells) columns.set(reportedWord(cell), [...(columns.get(reportedWord(cell)) ?? []), ...cell.rows]);
  return {
    caption: 'Effective cores by reported cores',
    headers: ['Reported', 'Machines', 'Least', 'Median', 'Most'],
    rows: [...columns].map(([name, rows]) => {
      const sorted = Float64Array.from(rows, (row) => effective[row] as number).sort();
      const at = (index: number): string => coresWord(sorted[index] ?? NaN);
      return [name, grouped(rows.length), at(0), at(Math.floor((rows.length - 1) / 2)), at(rows.length - 1)];
    }),
  };
}

export function fleetReported(data: ReportedData): Picture {
  const { total, below } = data;
  return {
    label:
      `Reported against effective cores of ${counted(total, 'machine')}: ` +
      `${grouped(below)} measure less than nine tenths of what is reported.`,
    table: tableOf(data),
    layout: oncePerWidth((width) => {
      const frame = frameOf(data, width);
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${drawAxes(frame)}<g class="free-threads">
          ${total > MOST_DOTS ? drawCells(data, frame) : drawDots(data, frame)}</g>`,
      };
    }),
  };
}
