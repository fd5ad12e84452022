/**
 * Pace over time: what all threads got done, second by second, in units of the first ten seconds; one worker alone beside it;
 * where the pace fell an upright mark, where the tab was away a gap.
 */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { CurveGap, CurvePoint, PaceCurve } from '../measure/sustained/pace-curve.ts';
import type { SustainedFinding } from '../measure/sustained/sustained-report.ts';
import { spread } from './label-placement.ts';
import { counted, factor, percent, range, THIN } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';
import { fittingTicks } from './ticks.ts';

export interface PaceOverTimeData {
  readonly curve: PaceCurve;
  readonly finding: Pick<SustainedFinding, 'levels' | 'fall'>;
  /** Asked for: the axis is as long from the start, and the curve grows into it. */
  readonly durationMs: number;
  readonly workers: number;
}

const NARROW = 440;
const NEAR = 0.03;
const LEFT = 34;
const TOP = 28;
const BOTTOM = 40;
/** Steps of the time axis, in seconds. */
const STEPS = [5, 10, 15, 30, 60, 120, 300];
/** More dots than this are a smear. */
const MOST_DOTS = 160;
/** More marks than this make no walk. */
const MOST_MARKS = 60;

/** "1:05", minutes and seconds. */
export function clockTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface Named {
  readonly style: 'free-threads' | 'ink';
  readonly lines: readonly string[];
  readonly end: CurvePoint;
}

interface Frame {
  readonly height: number;
  readonly right: number;
  readonly narrow: boolean;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

function names({ curve, workers, finding }: PaceOverTimeData, narrow: boolean): Named[] {
  const last = curve.together.at(-1)?.at(-1);
  const alone = curve.alone.at(-1);
  const level = finding.levels.at(-1)?.pace.estimate ?? 0;
  // The number of the answer, unless the line ends elsewhere.
  const end = last && Math.abs(level / last.middle - 1) < NEAR ? level : (last?.middle ?? 1);
  const who = workers === 1 ? 'one thread' : `${workers} threads`;
  const lines = (name: string, value: number): string[] =>
    narrow ? [name, factor(value)] : [`${name} ${factor(value)}`];
  return [
    ...(last ? [{ style: 'free-threads', lines: lines(who, end), end: last } as const] : []),
    ...(alone && workers > 1 ? [{ style: 'ink', lines: lines('one alone', alone.middle), end: alone } as const] : []),
  ];
}

function frameOf(data: PaceOverTimeData, width: number): Frame {
  const { curve, durationMs } = data;
  const narrow = width < NARROW;
  const texts = names(data, narrow).flatMap(({ lines }) => lines.map((text) => textWidth(text, 'bold')));
  const right = width - Math.max(textWidth('2 threads', 'bold'), ...texts) - 14;
  const height = Math.round(Math.min(300, Math.max(230, width * 0.4)));
  const points = [...curve.together.flat(), ...curve.alone];
  const lastMs = Math.max(durationMs, ...points.map(({ atMs }) => atMs), ...curve.gaps.map(({ endMs }) => endMs));
  const ceiling = Math.max(1, ...curve.together.flat().map(({ high }) => high), ...curve.alone.map(({ pace }) => pace));
  const x = scaleLinear([0, lastMs], [LEFT, right]);
  const y = scaleLinear([0, ceiling * 1.06], [height - BOTTOM, TOP]);
  return { height, right, narrow, x, y };
}

function drawAxes({ x, y, right, height }: Frame): SVGTemplateResult {
  const bottom = height - BOTTOM;
  const lastMs = x.domain()[1] ?? 1;
  const step = 1000 * (STEPS.find((seconds) => (right - LEFT) / (lastMs / 1000 / seconds) >= 58) ?? 600);
  const times = Array.from({ length: Math.floor(lastMs / step) + 1 }, (_, index) => index * step);
  const most = y.domain()[1] ?? 1;
  const levels = most < 1.45 ? [0, 0.5, 1] : y.ticks(4);
  return svg`<path class="grid" d=${levels.map((level) => `M${LEFT} ${y(level)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${bottom}H${right}" />
    ${levels.map((level) => svg`<text class="end" x=${LEFT - 8} y=${y(level) + 4}>${level === 0 ? '0' : `${level}×`}</text>`)}
    ${fittingTicks(times, x, clockTime, [0]).map(
      ({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`,
    )}
    <text x=${LEFT} y=${bottom + 34}>minutes and seconds at work</text>`;
}

function drawGap({ startMs, endMs }: CurveGap, { x, height }: Frame): SVGTemplateResult {
  const width = Math.max(3, x(endMs) - x(startMs));
  return svg`<rect class="phase idle" opacity="0.45" x=${x(startMs)} y=${TOP} width=${width} height=${height - BOTTOM - TOP} />`;
}

function drawTogether(stretch: readonly CurvePoint[], { x, y }: Frame, dotted: boolean): SVGTemplateResult {
  const at = ({ atMs }: CurvePoint): number => x(atMs);
  const path = line<CurvePoint>(at, ({ middle }) => y(middle))(stretch);
  const band = area<CurvePoint>(
    at,
    ({ low }) => y(low),
    ({ high }) => y(high),
  )(stretch);
  return svg`<g class="free-threads">
    <path class="band" d=${band ?? ''} />
    ${dotted ? stretch.map((point) => svg`<circle class="dot" opacity="0.35" cx=${at(point)} cy=${y(point.pace)} r="1.6" />`) : undefined}
    <path class="line" d=${path ?? ''} />
  </g>`;
}

function drawAlone(points: readonly CurvePoint[], { x, y }: Frame): SVGTemplateResult {
  const path = line<CurvePoint>(
    ({ atMs }) => x(atMs),
    ({ middle }) => y(middle),
  )(points);
  return svg`<g class="ink level">
    <path class="line" d=${path ?? ''} />
    ${points.map(({ atMs, pace }) => svg`<circle class="dot" cx=${x(atMs)} cy=${y(pace)} r="2" />`)}
  </g>`;
}

function drawOnset({ fall }: PaceOverTimeData['finding'], { x, right, height }: Frame): SVGTemplateResult | undefined {
  if (!fall) return undefined;
  const at = x(fall.onsetMs);
  const text = `slower from ${clockTime(fall.onsetMs)}`;
  const left = Math.min(right - textWidth(text), Math.max(LEFT, at - textWidth(text) / 2));
  return svg`<path class="mark" d="M${at} ${TOP - 6}V${height - BOTTOM}" />
    <text x=${left} y=${TOP - 12}>${text}</text>`;
}

/** At the end of their lines, which is inside the plot while the run goes on. */
function drawNames(named: readonly Named[], { x, y, narrow, height }: Frame): SVGTemplateResult {
  const rowHeight = LINE_HEIGHT * (narrow ? 2 : 1) + (narrow ? 3 : 0);
  const wanted = named.map(({ end }) => y(end.middle));
  const centres = spread(wanted, rowHeight, TOP - LINE_HEIGHT / 2, height - BOTTOM);
  const left = Math.max(0, ...named.map(({ end }) => x(end.atMs))) + 12;
  return svg`${named.map(({ style, lines, end }, index) => {
    const centre = centres[index] ?? 0;
    const first = centre + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2;
    return svg`<g class=${style}>
      <path class="leader" d="M${x(end.atMs) + 3} ${y(end.middle)}L${left - 2} ${centre}" />
      ${lines.map((text, row) => svg`<text class="named halo" x=${left} y=${first + row * LINE_HEIGHT}>${text}</text>`)}
    </g>`;
  })}`;
}

function marksOf({ curve, workers }: PaceOverTimeData, { x, y, height }: Frame): Mark[] {
  const points = curve.together.flat();
  const every = Math.max(1, Math.ceil(points.length / MOST_MARKS));
  const who = workers === 1 ? 'one thread' : `${workers} threads`;
  const point = (row: number, name: string, { atMs, middle }: CurvePoint): Mark => ({
    row,
    x: x(atMs),
    y: y(middle),
    width: 0,
    height: 0,
    text: `${clockTime(atMs)}, ${name}: ${factor(middle)}`,
  });
  const gaps = curve.gaps.map(({ startMs, endMs, ...gap }): Mark => {
    const [from, to] = [x(startMs), x(endMs)];
    return {
      row: 0,
      x: from,
      y: TOP,
      width: to - from,
      height: height - BOTTOM - TOP,
      text: gapText({ startMs, ...gap }),
    };
  });
  return [
    ...points.filter((_, index) => index % every === 0 || index === points.length - 1).map((one) => point(0, who, one)),
    ...gaps,
    ...(workers > 1 ? curve.alone.map((one) => point(1, 'one alone', one)) : []),
  ];
}

function gapText({ startMs, why, awayMs }: Omit<CurveGap, 'endMs'>): string {
  const what = why === 'hidden' ? 'the tab was hidden' : 'the page was frozen';
  const seconds = Math.round(awayMs / 1000);
  return `${clockTime(startMs)}: ${what}${seconds > 0 ? `, ${seconds}${THIN}s not counted` : ''}`;
}

export function paceTable({ curve, workers }: PaceOverTimeData): ChartTable {
  const who = workers === 1 ? 'One thread' : `${workers} threads`;
  return {
    caption: 'Pace in units of the first, by ten seconds',
    headers: ['Time', who, 'Lowest to highest', 'One alone', 'Stood still', 'Windows'],
    rows: curve.summaries.map(({ startMs, endMs, pace, alone, still, windows }) => [
      `${clockTime(startMs)}–${clockTime(endMs)}`,
      pace ? factor(pace.median) : '–',
      pace ? range(pace.low, pace.high) : '–',
      alone === null ? '–' : factor(alone),
      windows > 0 ? percent(still) : '–',
      String(windows),
    ]),
  };
}

export function paceLabel({ finding, durationMs, workers }: PaceOverTimeData): string {
  const levels = finding.levels.map(({ startMs, pace }) => `${factor(pace.estimate)} from ${clockTime(startMs)}`);
  const who = counted(workers, 'thread');
  return `Pace of ${who} over ${clockTime(durationMs)} in units of the first: ${levels.join(', ') || 'nothing yet'}.`;
}

export function paceOverTime(data: PaceOverTimeData): Picture {
  return {
    label: paceLabel(data),
    table: paceTable(data),
    layout(width): Layout {
      const { curve, finding, workers } = data;
      const frame = frameOf(data, width);
      const dotted = curve.together.flat().length <= MOST_DOTS;
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${curve.gaps.map((gap) => drawGap(gap, frame))}
          ${drawAxes(frame)}
          ${drawOnset(finding, frame)}
          ${curve.together.map((stretch) => drawTogether(stretch, frame, dotted))}
          ${workers > 1 ? drawAlone(curve.alone, frame) : undefined}
          ${drawNames(names(data, frame.narrow), frame)}`,
      };
    },
  };
}
