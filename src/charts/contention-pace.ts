/**
 * How fast threads count in each way: a hollow dot for one thread, a solid one for the most, joined by a line that runs to the right where
 * more threads count faster and to the left where they are in each other's way. One logarithmic axis, since ways are a hundredfold apart.
 * The ratio of the two stands at the end of the row, names above the rows, so that a phone has room for both.
 */
import { scaleLog } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { PacePoint, Subject, Way, WayReport } from '../measure/contention/contention-report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { compact } from './claim-numbers.ts';
import { counted, estimate, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { textWidth } from './text-width.ts';
import { fittingTicks, type Tick } from './ticks.ts';

/** Of one subject. */
export interface ContentionPaceData {
  readonly subject: Subject;
  readonly ways: readonly WayReport[];
  /** Numbers of threads that were asked for, ascending. */
  readonly threads: readonly number[];
}

const EDGE = 8;
const NAME = 20;
const BAND = 14;
const GAP = 12;
const BOTTOM = 44;
const RADIUS = 4;
/** Free on either side of the outermost values, as a factor. */
const MARGIN = 1.15;
const NO_WINDOWS = 'too few undisturbed windows';

export const COUNTED: Readonly<Record<Subject, string>> = { histogram: 'keys', references: 'references' };

const HISTOGRAM_NAMES = {
  plain: 'one table, unprotected',
  atomic: 'one table, atomic additions',
  locked: 'one table, a lock around each key',
  packed: 'own tables on shared cache lines',
  padded: 'own tables on lines of their own',
} as const;
const REFERENCE_NAMES = {
  plain: 'unprotected',
  atomic: 'atomic counts',
  locked: 'a lock around each count',
  biased: 'biased counts',
} as const;

/** "one table, atomic additions". */
export function wayName(way: Way): string {
  if (way.subject === 'histogram') return HISTOGRAM_NAMES[way.form];
  return `${way.shares === 'one' ? 'one object' : 'own objects'}, ${REFERENCE_NAMES[way.form]}`;
}

/** "0.37×", and "0.0042×" where two decimals would say nothing. */
export function ratioWords(ratio: Interval): string {
  return ratio.estimate < 0.095 ? `${ratio.estimate.toPrecision(2)}×` : estimate(ratio);
}

export function ratioRange({ low, high }: Interval, dash = '–'): string {
  return low < 0.095 ? `${low.toPrecision(2)}${dash}${high.toPrecision(2)}` : range(low, high, dash);
}

interface Frame {
  readonly width: number;
  readonly bottom: number;
  readonly height: number;
  readonly x: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** 1, 2 and 5 of each power of ten. */
function roundValues(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low));
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, step) => 10 ** (from + step));
  return decades.flatMap((power) => [1, 2, 5].map((digit) => digit * power)).filter((at) => at >= low && at <= high);
}

function frameOf({ ways }: ContentionPaceData, width: number): Frame {
  const values = ways.flatMap(({ points }) => points.flatMap(({ pace }) => [pace.low, pace.high]));
  const [low, high] = [Math.min(...values) / MARGIN, Math.max(...values) * MARGIN];
  const x = scaleLog([low, high], [EDGE, width - EDGE]);
  const round = roundValues(low, high);
  const bottom = ways.length * (NAME + BAND + GAP);
  const powers = round.filter((value) => Number.isInteger(Math.log10(value)));
  return { width, bottom, height: bottom + BOTTOM, x, ticks: fittingTicks(round, x, compact, powers) };
}

const rowTop = (row: number): number => row * (NAME + BAND + GAP);
const rowMiddle = (row: number): number => rowTop(row) + NAME + BAND / 2;

function drawInterval({ low, high }: Interval, middle: number, { x }: Frame): SVGTemplateResult {
  return svg`<rect class="band" x=${x(low)} y=${middle - BAND / 2} width=${Math.max(1, x(high) - x(low))} height=${BAND} />`;
}

function drawDot(point: PacePoint, middle: number, frame: Frame, isMost: boolean): SVGTemplateResult {
  const at = frame.x(point.pace.estimate);
  if (point.threads === 1) return svg`<circle class="hollow" cx=${at} cy=${middle} r=${RADIUS} />`;
  return svg`<circle class="dot" cx=${at} cy=${middle} r=${isMost ? RADIUS + 0.75 : 2.5} />`;
}

function drawRow({ way, points }: WayReport, row: number, most: number, frame: Frame): SVGTemplateResult {
  const middle = rowMiddle(row);
  const places = points.map(({ pace }) => frame.x(pace.estimate));
  const last = points.at(-1);
  const several = last && last.threads > 1 ? last : undefined;
  const value = several ? ratioWords(several.ratio) : points.length === 0 ? NO_WINDOWS : '';
  return svg`<g class="free-threads">
    <text class="in-cell" x="0" y=${rowTop(row) + 13}>${wayName(way)}</text>
    <text class=${several ? 'named end' : 'end'} x=${frame.width} y=${rowTop(row) + 13}>${value}</text>
    <path class="grid" d="M0 ${middle}H${frame.width}" />
    ${points.map(({ pace }) => drawInterval(pace, middle, frame))}
    ${places.length > 1 ? svg`<path class="line" d="M${Math.min(...places)} ${middle}H${Math.max(...places)}" />` : undefined}
    ${points.map((point) => drawDot(point, middle, frame, point.threads === most))}
  </g>`;
}

function drawAxis({ width, bottom, ticks }: Frame, subject: Subject): SVGTemplateResult {
  return svg`<path class="axis" d="M0 ${bottom}H${width}" />
    ${ticks.map(
      ({ at, text }) => svg`<path class="axis" d="M${at} ${bottom}v4" />
        <text class="middle" x=${Math.max(textWidth(text) / 2, Math.min(width - textWidth(text) / 2, at))} y=${bottom + 18}>${text}</text>`,
    )}
    <text x="0" y=${bottom + 37}>million ${COUNTED[subject]} a second, log scale</text>`;
}

function pointWords(way: Way, { threads, pace, ratio, samples }: PacePoint): string {
  const what = `${compact(pace.estimate)} million ${COUNTED[way.subject]} a second`;
  const compared = threads > 1 ? `, ${ratioWords(ratio)} of one (${ratioRange(ratio)})` : '';
  return `${wayName(way)}: ${counted(threads, 'thread')}, ${what}${compared}; ${counted(samples.length, 'window')}`;
}

function marksOf({ ways }: ContentionPaceData, { x }: Frame): Mark[] {
  return ways.flatMap(({ way, points }, row) =>
    points.map((point) => {
      const at = { x: x(point.pace.estimate), y: rowMiddle(row), width: 0, height: 0 };
      return { row, ...at, text: pointWords(way, point) };
    }),
  );
}

function wrongWords({ way, accuracy, points }: WayReport, { threads }: PacePoint): string {
  if (threads === 1 || threads !== points.at(-1)?.threads) return '–';
  return way.exact && accuracy.wrong === 0 ? 'none' : `${accuracy.wrong} of ${accuracy.counts}`;
}

function tableOf({ subject, ways }: ContentionPaceData): ChartTable {
  const what = COUNTED[subject];
  return {
    caption: `Million ${what} a second by all threads together, and in units of one thread that counts in the same way, with 95 % intervals`,
    headers: ['Way', 'Threads', 'Million a second', 'Interval', 'Of one thread', 'Interval', 'Wrong counts'],
    rows: ways.flatMap((report) =>
      report.points.map((point) => [
        wayName(report.way),
        String(point.threads),
        compact(point.pace.estimate),
        `${compact(point.pace.low)}–${compact(point.pace.high)}`,
        point.threads === 1 ? '–' : ratioWords(point.ratio),
        point.threads === 1 ? '–' : ratioRange(point.ratio),
        wrongWords(report, point),
      ]),
    ),
  };
}

/** Null where nothing was measured. */
export function contentionPace(data: ContentionPaceData): Picture | null {
  if (data.ways.every(({ points }) => points.length === 0)) return null;
  const last = data.threads.at(-1) ?? 1;
  const found = data.ways.flatMap(({ way, points }) => {
    const point = points.at(-1);
    return point && point.threads > 1 ? [`${wayName(way)} ${ratioWords(point.ratio)}`] : [];
  });
  return {
    label: `Pace of ${counted(last, 'thread')} in units of one: ${found.join(', ') || 'one thread alone'}.`,
    table: tableOf(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${drawAxis(frame, data.subject)} ${data.ways.map((way, row) => drawRow(way, row, last, frame))}`,
      };
    },
  };
}
