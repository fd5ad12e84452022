/**
 * Speed-up over workers: one measured line a model with its interval as a band, the ideal dotted, fitted
 * laws thin and dashed, what was proven and what is recommended as upright marks. Models that run on
 * the page's own thread are level lines.
 */
import { scaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { FittedLaw, Recommended, Series } from '../measure/report.ts';
import { bandLine, type Place } from './band-line.ts';
import { type Curve, curvesOf, isLevel } from './curves.ts';
import { columnHeight, columnWidth, type EndLabel, endLabels } from './end-labels.ts';
import { drawIdeal } from './ideal-line.ts';
import { segmentsOf } from './label-placement.ts';
import { drawLaw, lawCell, lawEndLabel, lawLabel, lawMarks, lawName, lawPlaces, withinMeasured } from './law-curves.ts';
import { modelName, shortModelName, workersOf } from './model-names.ts';
import { counted, estimate, factor, inMs, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT } from './text-width.ts';
import { drawUprights, headroom, placed, type Upright, uprightLines, uprightsOf } from './uprights.ts';
import { BOTTOM, drawWorkerAxes, LEFT, type WorkerAxes } from './worker-axes.ts';

export interface SpeedUpData {
  /** Of one kernel. */
  readonly series: readonly Series[];
  /** Threads proven to run at the same instant; null where that cannot be told. */
  readonly proven: number | null;
  /** Cores as the browser counts them: where the ideal levels off while nothing is proven. */
  readonly reported: number | null;
  /** Of this kernel and one model; always in the table. */
  readonly laws: readonly FittedLaw[];
  readonly recommended: Recommended | null;
  /** Whether the laws are drawn as well. */
  readonly drawLaws: boolean;
}

/** Below this width labels stand on two rows, and laws crowd the picture. */
export const NARROW = 440;

interface Frame extends WorkerAxes {
  readonly height: number;
  readonly top: number;
  readonly narrow: boolean;
  /** Those that are drawn. */
  readonly laws: readonly FittedLaw[];
  readonly uprights: readonly Upright[];
}

function frameOf(data: SpeedUpData, curves: readonly Curve[], width: number): Frame {
  const { series, proven, reported } = data;
  const narrow = width < NARROW;
  const counts = [...new Set(series.map((one) => one.workers).filter((workers) => workers > 0))].sort((a, b) => a - b);
  const laws = data.drawLaws ? data.laws.filter((law) => withinMeasured(law, counts).length > 1) : [];
  const most = Math.max(1, ...counts);
  const least = Math.min(most, ...counts);
  const named = [
    ...curves.map((curve) => ({ lines: labelLines(curve, narrow) })),
    ...laws.map((law) => ({ lines: lawLabel(law, narrow) })),
  ];
  const right = width - columnWidth(named);
  const uprights = uprightsOf(proven, data.recommended?.workers ?? null, counts);
  const top = headroom(uprights);
  const height = Math.max(
    Math.round(Math.min(340, Math.max(250, width * 0.64))),
    columnHeight(named) - LINE_HEIGHT + top + BOTTOM,
  );
  const margin = Math.max(0.25, (most - least) * 0.05);
  const highest = [
    ...series.map((one) => one.speedup.high),
    ...laws.flatMap((law) => withinMeasured(law, counts).map(({ speedup }) => speedup)),
  ];
  const ceiling = 1.05 * Math.max(1, Math.min(most, proven ?? reported ?? most), ...highest);
  const bottom = height - BOTTOM;
  const x = scaleLinear([least - margin, most + margin], [LEFT, right]);
  const y = scaleLinear([0, ceiling], [bottom, top]);
  return { height, left: LEFT, right, top, bottom, narrow, x, y, ceiling, counts, laws, uprights };
}

function labelLines({ model, best }: Curve, narrow: boolean): string[] {
  const value = estimate(best.speedup);
  return narrow ? [shortModelName(model), value] : [`${modelName(model)} ${value}`];
}

function placesOf(curve: Curve, { x, left, right }: Frame): Place[] {
  const value = curve.points[0].speedup;
  if (isLevel(curve)) return [left, right].map((at) => ({ x: at, value }));
  return curve.points.map(({ workers, speedup }) => ({ x: x(workers), value: speedup }));
}

function drawCurve(curve: Curve, frame: Frame): SVGTemplateResult {
  const level = isLevel(curve);
  return svg`<g class="${curve.model} ${level ? 'level' : ''}">
    ${bandLine(placesOf(curve, frame), frame.y, !level)}
  </g>`;
}

function labelsOf(curves: readonly Curve[], frame: Frame): EndLabel[] {
  const measured = curves.flatMap((curve) => {
    const end = placesOf(curve, frame).at(-1);
    const lines = labelLines(curve, frame.narrow);
    return end ? [{ kind: curve.model, lines, x: end.x, y: frame.y(end.value.estimate) }] : [];
  });
  return [...measured, ...frame.laws.flatMap((law) => lawEndLabel(law, frame, frame.narrow))];
}

function marksOf(curves: readonly Curve[], frame: Frame): Mark[] {
  const { x, y, left, right } = frame;
  const measured = curves.flatMap((curve, row) => {
    if (!isLevel(curve)) {
      return curve.points.map((one) => ({
        ...{ row, x: x(one.workers), y: y(one.speedup.estimate) },
        ...{ width: 0, height: 0, text: describe(one) },
      }));
    }
    const height = y(curve.best.speedup.estimate);
    return [{ row, x: left, y: height, width: right - left, height: 0, text: describe(curve.best) }];
  });
  return [...measured, ...frame.laws.flatMap((law, index) => lawMarks(law, frame, curves.length + index))];
}

function describe({ model, workers, speedup, wallMs }: Series): string {
  const interval = range(speedup.low, speedup.high);
  const { length } = wallMs.samples;
  // A link may have had no room for them.
  const rests = length > 0 ? `, ${counted(length, 'sample')}` : '';
  return `${workersOf(model, workers)}: ${estimate(speedup)} (${interval})${rests}`;
}

export function speedUpTable({ series, laws }: Pick<SpeedUpData, 'series' | 'laws'>): ChartTable {
  const fitted = laws.length > 0 ? '; laws are models fitted to the curve' : '';
  return {
    caption: `Speed-up against the best serial form, with 95 % intervals${fitted}`,
    headers: ['Model', 'Workers', 'Speed-up', 'Interval', 'Median, ms', ...laws.map(lawName)],
    rows: curvesOf(series).flatMap(({ model, points }) =>
      points.map(({ workers, speedup, wallMs }) => [
        modelName(model),
        workers === 0 ? 'none' : String(workers),
        estimate(speedup),
        range(speedup.low, speedup.high),
        inMs(wallMs.median),
        ...laws.map((law) => (law.model === model ? lawCell(law, workers) : '–')),
      ]),
    ),
  };
}

export function speedUp(data: SpeedUpData): Picture {
  const curves = curvesOf(data.series);
  const best = curves.map((curve) => `${modelName(curve.model)} ${factor(curve.best.speedup.estimate, 0)}`);
  return {
    label: `Speed-up by number of workers. Best of each model: ${best.join(', ')}.`,
    table: speedUpTable(data),
    layout(width): Layout {
      const frame = frameOf(data, curves, width);
      const { y } = frame;
      const marks = placed(frame.uprights, frame);
      const measured = curves.map((curve) =>
        placesOf(curve, frame).map(({ x, value }) => [x, y(value.estimate)] as const),
      );
      const lines = [...measured, ...frame.laws.map((law) => lawPlaces(law, frame))].flatMap(segmentsOf);
      const taken = marks.flatMap(({ box }) => box ?? []);
      return {
        height: frame.height,
        marks: marksOf(curves, frame),
        drawing: svg`${drawWorkerAxes(frame, data.proven)} ${drawUprights(marks, frame)}
          ${drawIdeal(data.proven ?? data.reported, frame, [...lines, ...uprightLines(marks, frame)], taken)}
          ${curves.map((curve) => drawCurve(curve, frame))}
          ${frame.laws.map((law) => drawLaw(law, frame))}
          ${endLabels(labelsOf(curves, frame), frame)}`,
      };
    },
  };
}
