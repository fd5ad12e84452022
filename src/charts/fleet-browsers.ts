/**
 * What each browser gets out of its device: what the proven cores are worth and how efficient they are, each as the middle half and the middle
 * eight tenths of its results, the most frequent browser first.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { BrowserFinding } from '../results/fleet/fleet-findings.ts';
import type { Spread } from '../results/fleet/fleet-pictured.ts';
import { fleetMark, type FleetMark, type NameOf, oncePerWidth, shareWord } from './fleet-marks.ts';
import { spreadLine } from './fleet-spread-line.ts';
import { counted, grouped, THIN } from './number-format.ts';
import type { ChartTable, Picture } from './picture.ts';
import { type SharesAxis, sharesAxis } from './shares-axis.ts';

export interface BrowsersData {
  readonly browsers: readonly BrowserFinding[];
  readonly nameOf: NameOf;
}

const LEFT = 96;
const RIGHT = 10;
/** For the numbers beside each line, where the picture is wide enough. */
const NUMBERS = 124;
const NARROW = 420;
const TOP = 40;
const BOTTOM = 24;
const ROW = 48;
/** More browsers are in the table only. */
const MOST_ROWS = 8;
/** Characters of a name that fit beside its row. */
const MOST_CHARACTERS = 12;

interface Frame {
  readonly right: number;
  readonly axis: SharesAxis;
  readonly numbered: boolean;
}

function shortened(name: string): string {
  return name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS - 1)}…` : name;
}

function frameOf({ browsers }: BrowsersData, width: number): Frame {
  const numbered = width >= NARROW;
  const right = width - RIGHT;
  const last = Math.max(1.04, ...browsers.flatMap(({ worth, efficiency }) => [worth?.p90 ?? 0, efficiency?.p90 ?? 0]));
  return { right, numbered, axis: sharesAxis(Math.min(1.2, last), [LEFT, right - (numbered ? NUMBERS : 0)]) };
}

function drawSpread(spread: Spread | null, y: number, style: string, frame: Frame): SVGTemplateResult {
  if (!spread) return svg``;
  return svg`<g class=${style}>${spreadLine(spread, frame.axis.at, y)}</g>
    ${frame.numbered ? svg`<text class="end" x=${frame.right} y=${y + 4}>${spreadWord(spread)}</text>` : undefined}`;
}

function drawRow({ name, rows, worth, efficiency }: BrowserFinding, top: number, frame: Frame): SVGTemplateResult {
  return svg`<text class="end" x=${LEFT - 12} y=${top + 18}>${shortened(name || 'unnamed')}</text>
    <text class="end" x=${LEFT - 12} y=${top + 34}>n = ${grouped(rows.length)}</text>
    ${worth || efficiency ? undefined : svg`<text x=${LEFT} y=${top + 26}>no cores proven</text>`}
    ${drawSpread(worth, top + 14, 'free-threads', frame)}${drawSpread(efficiency, top + 32, 'accented', frame)}`;
}

function drawAxes(rows: number, { axis, right, numbered }: Frame): SVGTemplateResult {
  const bottom = TOP + rows * ROW;
  const rules = Array.from({ length: rows }, (_, row) => `M0 ${TOP + row * ROW}H${right}`).join('');
  return svg`<path class="grid" d=${rules} /><path class="axis" d="M0 ${bottom}H${right}" />
    <path class="ideal" d="M${axis.at(1)} ${TOP}V${bottom}" />
    <text class="free-threads named" x="0" y="12">worth ÷ proven cores</text>
    <text class="accented named" x="0" y="30">speed-up ÷ proven cores</text>
    ${numbered ? svg`<text class="end" x=${right} y="30">median (10–90${THIN}%)</text>` : undefined}
    ${axis.ticks.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}`;
}

function spreadWord(spread: Spread | null): string {
  return spread ? `${shareWord(spread.median)} (${shareWord(spread.p10)}–${shareWord(spread.p90)})` : '–';
}

function marksOf({ browsers, nameOf }: BrowsersData, right: number): FleetMark[] {
  const total = browsers.reduce((sum, { rows }) => sum + rows.length, 0);
  return browsers
    .slice(0, MOST_ROWS)
    .map(({ name, rows, worth, efficiency }, row) =>
      fleetMark(
        { row, x: 4, y: TOP + row * ROW + 5, width: right - 8, height: ROW - 10 },
        `${name || 'unnamed'}: worth ${spreadWord(worth)}, speed-up ${spreadWord(efficiency)} of the proven cores`,
        { members: rows, total, nameOf },
      ),
    );
}

function tableOf({ browsers }: BrowsersData): ChartTable {
  const of = (spread: Spread | null): string[] =>
    spread
      ? [grouped(spread.count), shareWord(spread.median), `${shareWord(spread.p10)}–${shareWord(spread.p90)}`]
      : ['0', '–', '–'];
  return {
    caption: 'By browser: what the proven cores are worth, and speed-up on them, each ÷ their number',
    headers: ['Browser', 'Machines', 'Weighed', 'Worth', '10–90 %', 'Timed', 'Speed-up', '10–90 %'],
    rows: browsers.map(({ name, rows, worth, efficiency }) => [
      name || 'unnamed',
      grouped(rows.length),
      ...of(worth),
      ...of(efficiency),
    ]),
  };
}

export function fleetBrowsers(data: BrowsersData): Picture {
  const [first] = data.browsers;
  return {
    label:
      `${counted(data.browsers.length, 'browser')}; ` +
      (first
        ? `the most frequent is ${first.name || 'unnamed'}, worth ${spreadWord(first.worth)} of its proven cores.`
        : ''),
    table: tableOf(data),
    layout: oncePerWidth((width) => {
      const frame = frameOf(data, width);
      const shown = data.browsers.slice(0, MOST_ROWS);
      return {
        height: TOP + shown.length * ROW + BOTTOM,
        marks: marksOf(data, width),
        drawing: svg`${drawAxes(shown.length, frame)}${shown.map((own, row) => drawRow(own, TOP + row * ROW, frame))}`,
      };
    }),
  };
}
