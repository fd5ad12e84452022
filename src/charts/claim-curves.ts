/**
 * Numbers with intervals over a number, as a claim brings them home: a measured line a series with its band, laws thin and dashed.
 * Lines are named at their end.
 */
import { line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { ClaimPicture } from '../measure/claims/claim-report.ts';
import { bandLine, type Place } from './band-line.ts';
import { compact, estimateIn, intervalIn } from './claim-numbers.ts';
import { columnHeight, columnWidth, type EndLabel, endLabels } from './end-labels.ts';
import { numberAxis, type NumberAxis } from './number-axis.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

export type CurvesPicture = Extract<ClaimPicture, { kind: 'curves' }>;
type Series = CurvesPicture['series'][number];

const TOP = 30;
const BOTTOM = 42;
/** By how much values have to differ for a logarithmic axis. */
const LOG_X_FROM = 30;
const LOG_Y_FROM = 100;
/** A name longer than this share of the picture is broken into rows. */
const LONGEST_NAME = 0.34;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  readonly x: NumberAxis;
  readonly y: NumberAxis;
}

/** A name in rows of about the given width. */
export function brokenInRows(name: string, width: number): string[] {
  const rows = [''];
  for (const word of name.split(' ')) {
    const last = rows.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last === '' || textWidth(longer, 'bold') <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

function namesOf({ series, laws }: CurvesPicture, width: number): string[][] {
  return [...series, ...laws].map(({ label }) => brokenInRows(label, width * LONGEST_NAME));
}

function frameOf(picture: CurvesPicture, width: number): Frame {
  const { series, laws } = picture;
  const points = series.flatMap((one) => one.points);
  const lawPoints = laws.flatMap((one) => one.points);
  const named = namesOf(picture, width).map((lines) => ({ lines }));
  const right = width - columnWidth(named);
  const wanted = Math.round(Math.min(320, Math.max(230, width * 0.5)));
  const height = Math.max(wanted, columnHeight(named) - LINE_HEIGHT + TOP + BOTTOM);
  const bottom = height - BOTTOM;
  const y = numberAxis([...points.flatMap((one) => [one.y.low, one.y.high]), ...lawPoints.map((one) => one.y)], {
    ...{ range: [bottom, TOP], logFrom: LOG_Y_FROM, ticks: 4, fromZero: true, margin: 0.04, isUpright: true },
  });
  const left = Math.ceil(Math.max(20, ...y.ticks.map(({ text }) => textWidth(text)))) + 10;
  const x = numberAxis([...points.map((one) => one.x), ...lawPoints.map((one) => one.x)], {
    ...{ range: [left + 8, right - 4], logFrom: LOG_X_FROM, ticks: Math.max(2, Math.floor((right - left) / 70)) },
    margin: 0.02,
  });
  return { left, right, top: TOP, bottom, height, x, y };
}

function drawAxes({ xTitle, yTitle }: CurvesPicture, { left, right, bottom, x, y }: Frame): SVGTemplateResult {
  return svg`<path class="grid" d=${y.ticks.map(({ at }) => `M${left} ${at}H${right}`).join('')} />
    <path class="axis" d="M${left} ${bottom}H${right}" />
    ${y.ticks.map(({ at, text }) => svg`<text class="end" x=${left - 8} y=${at + 4}>${text}</text>`)}
    ${x.ticks.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    <text x="0" y="12">${yTitle}</text>
    <text x=${left} y=${bottom + 35}>${xTitle}</text>`;
}

const classOf = ({ model }: Series): string => model ?? 'ink';

function placesOf({ points }: Series, { x }: Frame): Place[] {
  return points.toSorted((one, other) => one.x - other.x).map((point) => ({ x: x.at(point.x), value: point.y }));
}

/** A band cannot reach below where a logarithmic axis begins. */
function onAxis(y: NumberAxis, bottom: number): (value: number) => number {
  return (value) => (y.isLog && value <= 0 ? bottom : y.at(value));
}

function labelsOf(picture: CurvesPicture, frame: Frame, width: number): EndLabel[] {
  const names = namesOf(picture, width);
  const { series, laws } = picture;
  const measured = series.flatMap((one, index): EndLabel[] => {
    const end = placesOf(one, frame).at(-1);
    return end ? [{ kind: classOf(one), lines: names[index] ?? [], x: end.x, y: frame.y.at(end.value.estimate) }] : [];
  });
  const modelled = laws.flatMap(({ points }, index): EndLabel[] => {
    const end = points.at(-1);
    const lines = names[series.length + index] ?? [];
    return end ? [{ kind: 'modelled', lines, x: frame.x.at(end.x), y: frame.y.at(end.y) }] : [];
  });
  return [...measured, ...modelled];
}

function marksOf({ series, xTitle }: CurvesPicture, { x, y }: Frame): Mark[] {
  return series.flatMap(({ label, points }, row) =>
    points.map((point) => ({
      ...{ row, x: x.at(point.x), y: y.at(point.y.estimate), width: 0, height: 0 },
      text: `${label}, ${xTitle} ${compact(point.x)}: ${estimateIn(point.y, '')} (${intervalIn(point.y)})`,
    })),
  );
}

function tableOf({ title, xTitle, yTitle, series, laws }: CurvesPicture): ChartTable {
  const modelled = laws.length > 0 ? '; laws are models, not measurements' : '';
  return {
    caption: `${title}, with 95 % intervals${modelled}`,
    headers: ['Series', xTitle, yTitle, 'Interval'],
    rows: [
      ...series.flatMap(({ label, points }) =>
        points.map((point) => [label, compact(point.x), estimateIn(point.y, ''), intervalIn(point.y)]),
      ),
      ...laws.flatMap(({ label, points }) =>
        points.map((point) => [`${label} (model)`, compact(point.x), compact(point.y), '–']),
      ),
    ],
  };
}

export function claimCurves(picture: CurvesPicture): Picture {
  const { title, series, laws } = picture;
  const ends = series.flatMap(({ label, points }) => {
    const last = points.at(-1);
    return last ? [`${label} ${estimateIn(last.y, '')} at ${compact(last.x)}`] : [];
  });
  return {
    label: `${title}: ${ends.join('; ')}.`,
    table: tableOf(picture),
    layout(width): Layout {
      const frame = frameOf(picture, width);
      const y = onAxis(frame.y, frame.bottom);
      const law = line<{ x: number; y: number }>(
        (point) => frame.x.at(point.x),
        (point) => y(point.y),
      );
      return {
        height: frame.height,
        marks: marksOf(picture, frame),
        drawing: svg`${drawAxes(picture, frame)}
          ${laws.map(({ points }) => svg`<path class="law" d=${law([...points]) ?? ''} />`)}
          ${series.map((one) => svg`<g class=${classOf(one)}>${bandLine(placesOf(one, frame), y)}</g>`)}
          ${endLabels(labelsOf(picture, frame, width), frame)}`,
      };
    },
  };
}
