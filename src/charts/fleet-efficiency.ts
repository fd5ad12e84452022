/**
 * How efficiency is distributed, by how many cores there are: a row a class of cores, each with its own histogram on one axis, the median and
 * the middle half under it. Bars are as high as the row's fullest bin allows: heights compare within a row, not between rows.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { ClassDistribution } from '../results/fleet/fleet-findings.ts';
import type { Spread } from '../results/fleet/fleet-pictured.ts';
import { fleetMark, type FleetMark, type NameOf, oncePerWidth, shareWord } from './fleet-marks.ts';
import { spreadLine } from './fleet-spread-line.ts';
import { counted, grouped } from './number-format.ts';
import type { ChartTable, Picture } from './picture.ts';
import { lastShare, type SharesAxis, sharesAxis } from './shares-axis.ts';

export interface EfficiencyData {
  readonly classes: readonly ClassDistribution[];
  readonly spread: Spread;
  readonly nameOf: NameOf;
}

const LEFT = 84;
const RIGHT = 10;
const TOP = 22;
const BOTTOM = 40;
const ROW = 56;
/** Of a row: its bars, and the line of its spread. */
const BARS = 34;
const LINE_AT = 44;

interface Frame {
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: SharesAxis['at'];
  readonly ticks: SharesAxis['ticks'];
}

function frameOf({ classes }: EfficiencyData, width: number): Frame {
  const height = TOP + ROW * classes.length + BOTTOM;
  const right = width - RIGHT;
  const { at, ticks } = sharesAxis(Math.max(...classes.map(({ bins }) => lastShare(bins))), [LEFT, right]);
  return { height, right, bottom: height - BOTTOM, x: at, ticks };
}

const fullest = ({ bins }: ClassDistribution): number => Math.max(1, ...bins.map(({ rows }) => rows.length));

function barTop(own: ClassDistribution, count: number): number {
  return BARS - Math.max(1, (count / fullest(own)) * (BARS - 2));
}

function drawClass(own: ClassDistribution, top: number, { x, right }: Frame): SVGTemplateResult {
  const base = top + BARS;
  const bars = own.bins
    .filter(({ rows }) => rows.length > 0)
    .map(({ low, high, rows }) => {
      const gap = x(high) - x(low) > 4 ? 1 : 0;
      const upper = top + barTop(own, rows.length);
      return `M${x(low).toFixed(1)} ${base}V${upper.toFixed(1)}H${(x(high) - gap).toFixed(1)}V${base}Z`;
    })
    .join('');
  return svg`<path class="axis" d="M${LEFT} ${base}H${right}" />
    <text class="end" x=${LEFT - 10} y=${top + 20}>${own.name} cores</text>
    <text class="end" x=${LEFT - 10} y=${top + 36}>n = ${grouped(own.spread.count)}</text>
    <g class="accented"><path class="dot" d=${bars} />${spreadLine(own.spread, x, top + LINE_AT)}</g>`;
}

function drawAxis({ x, ticks, right, bottom }: Frame): SVGTemplateResult {
  return svg`<path class="ideal" d="M${x(1)} ${TOP - 4}V${bottom}" />
    <text class="end" x=${Math.min(right, x(1) + 28)} y=${TOP - 10}>all cores</text>
    ${ticks.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    <text x=${LEFT} y=${bottom + 34}>speed-up ÷ proven cores</text>`;
}

function marksOf({ classes, nameOf }: EfficiencyData, { x }: Frame): FleetMark[] {
  return classes.flatMap((own, row) => {
    const top = TOP + row * ROW;
    return own.bins
      .filter(({ rows }) => rows.length > 0)
      .map(({ low, high, rows }) => {
        const upper = barTop(own, rows.length);
        return fleetMark(
          { row, x: x(low), y: top + upper, width: x(high) - x(low), height: BARS - upper },
          `${own.name} cores, efficiency ${shareWord(low)}–${shareWord(high)}`,
          { members: rows, total: own.spread.count, nameOf },
        );
      });
  });
}

function tableOf({ classes }: EfficiencyData): ChartTable {
  return {
    caption: 'Efficiency by number of proven cores',
    headers: ['Cores', 'Machines', 'Median', 'Middle half', '10–90 %'],
    rows: classes.map(({ name, spread: { count, median, p25, p75, p10, p90 } }) => [
      name,
      grouped(count),
      shareWord(median),
      `${shareWord(p25)}–${shareWord(p75)}`,
      `${shareWord(p10)}–${shareWord(p90)}`,
    ]),
  };
}

export function fleetEfficiency(data: EfficiencyData): Picture {
  const { spread, classes } = data;
  const each = classes.map(({ name, spread: { median } }) => `${shareWord(median)} with ${name}`);
  return {
    label:
      `Efficiency of ${counted(spread.count, 'machine')}: median ${shareWord(spread.median)}; ` +
      `by number of cores: ${each.join(', ')}.`,
    table: tableOf(data),
    layout: oncePerWidth((width) => {
      const frame = frameOf(data, width);
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${drawAxis(frame)}${data.classes.map((own, row) => drawClass(own, TOP + row * ROW, frame))}`,
      };
    }),
  };
}
