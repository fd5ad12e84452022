/**
 * Speed-up over workers: one measured line a model with its interval as a band, the ideal dotted, what
 * the handshake proved as an upright mark. Models that run on the page's own thread are level lines.
 */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { Series } from '../measure/report.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';
import { knee } from './knee.ts';
import { type Box, firstFree, type Segment, segmentsOf, spread } from './label-placement.ts';
import { modelName, shortModelName, workersOf } from './model-names.ts';
import { counted, estimate, factor, inMs, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';
import { fittingTicks } from './ticks.ts';

export interface SpeedUpData {
  /** Of one kernel. */
  readonly series: readonly Series[];
  /** Threads proven to run at the same instant; null where that cannot be told. */
  readonly proven: number | null;
  /** Cores as the browser counts them: where the ideal levels off while nothing is proven. */
  readonly reported: number | null;
}

/** One model's measurements, by number of workers. */
export interface Curve {
  readonly model: ModelId;
  readonly points: readonly [Series, ...Series[]];
  readonly best: Series;
}

export function curvesOf(series: readonly Series[]): Curve[] {
  return MODEL_IDS.flatMap((model) => {
    const [first, ...rest] = series.filter((one) => one.model === model).sort((a, b) => a.workers - b.workers);
    if (!first) return [];
    const best = rest.reduce((top, one) => (one.speedup.estimate > top.speedup.estimate ? one : top), first);
    return [{ model, points: [first, ...rest] as const, best }];
  });
}

const NARROW = 440;
const LEFT = 34;
const BOTTOM = 40;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly narrow: boolean;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly counts: readonly number[];
}

function frameOf({ series, proven, reported }: SpeedUpData, curves: readonly Curve[], width: number): Frame {
  const narrow = width < NARROW;
  const counts = [...new Set(series.map((one) => one.workers).filter((workers) => workers > 0))].sort((a, b) => a - b);
  const most = Math.max(1, ...counts);
  const least = Math.min(most, ...counts);
  const widest = Math.max(0, ...curves.map((curve) => Math.max(...labelLines(curve, narrow).map(boldWidth))));
  const right = width - widest - 12;
  const top = 26;
  const rows = curves.length * LINE_HEIGHT * (narrow ? 2 : 1);
  const height = Math.max(Math.round(Math.min(340, Math.max(250, width * 0.64))), rows + top + BOTTOM);
  const margin = Math.max(0.25, (most - least) * 0.05);
  const ceiling = Math.max(1, Math.min(most, proven ?? reported ?? most), ...series.map((one) => one.speedup.high));
  const x = scaleLinear([least - margin, most + margin], [LEFT, right]);
  const y = scaleLinear([0, ceiling * 1.05], [height - BOTTOM, top]);
  return { width, height, top, right, narrow, x, y, counts };
}

function boldWidth(text: string): number {
  return textWidth(text, 'bold');
}

function labelLines({ model, best }: Curve, narrow: boolean): string[] {
  const value = estimate(best.speedup);
  return narrow ? [shortModelName(model), value] : [`${modelName(model)} ${value}`];
}

/** A model of the page's own thread has no workers: its line is level over the whole width. */
function isLevel(curve: Curve): boolean {
  return curve.points[0].workers === 0;
}

type Place = readonly [number, number, Series];

function placesOf(curve: Curve, { x, y, right }: Frame): Place[] {
  const first = curve.points[0];
  if (!isLevel(curve)) return curve.points.map((one) => [x(one.workers), y(one.speedup.estimate), one] as const);
  return [LEFT, right].map((at) => [at, y(first.speedup.estimate), first] as const);
}

function drawCurve(curve: Curve, frame: Frame): SVGTemplateResult {
  const { y } = frame;
  const places = placesOf(curve, frame);
  const stroke = line<Place>(
    ([x]) => x,
    ([, at]) => at,
  )(places);
  const band = area<Place>(
    ([x]) => x,
    ([, , one]) => y(one.speedup.low),
    ([, , one]) => y(one.speedup.high),
  )(places);
  const dots = isLevel(curve) || places.length > 24 ? [] : places;
  const alone = places.length === 1 ? places : [];
  return svg`<g class="${curve.model} ${isLevel(curve) ? 'level' : ''}">
    <path class="band" d=${band ?? ''} />
    ${alone.map(([x, , { speedup }]) => {
      const [low, high] = [y(speedup.low), y(speedup.high)];
      return svg`<path class="leader" d="M${x} ${low}V${high}M${x - 4} ${low}h8M${x - 4} ${high}h8" />`;
    })}
    <path class="line" d=${stroke ?? ''} />
    ${dots.map(([x, at]) => svg`<circle class="dot" cx=${x} cy=${at} r="2.75" />`)}
  </g>`;
}

function drawLabels(curves: readonly Curve[], frame: Frame): SVGTemplateResult {
  const { narrow, right, top, height } = frame;
  const rowHeight = LINE_HEIGHT * (narrow ? 2 : 1) + (narrow ? 3 : 0);
  const ends = curves.map((curve) => placesOf(curve, frame).at(-1) ?? ([right, top, curve.best] as const));
  const centres = spread(
    ends.map(([, y]) => y),
    rowHeight,
    top - LINE_HEIGHT / 2,
    height - BOTTOM + LINE_HEIGHT / 2,
  );
  const left = right + 10;
  return svg`${curves.map((curve, index) => {
    const centre = centres[index] ?? 0;
    const [endX, endY] = ends[index] ?? [right, centre];
    const lines = labelLines(curve, narrow);
    const first = centre + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2;
    return svg`<g class=${curve.model}>
      <path class="leader" d="M${endX + 4} ${endY}L${right + 1} ${endY}L${left - 2} ${centre}" />
      ${lines.map((text, row) => svg`<text class="named" x=${left} y=${first + row * LINE_HEIGHT}>${text}</text>`)}
    </g>`;
  })}`;
}

/** As many times faster as there are workers, until the proven ones are used up. */
function idealPoints({ proven, reported }: SpeedUpData, { x, y, counts }: Frame): (readonly [number, number])[] {
  const last = counts.at(-1) ?? 1;
  const first = counts[0] ?? last;
  if (first === last) return [];
  const bend = Math.min(proven ?? reported ?? last, last);
  const [, limit = last] = y.domain();
  const turn = Math.min(bend, limit);
  const points = [[x(Math.min(first, turn)), y(Math.min(first, turn))] as const, [x(turn), y(turn)] as const];
  return last > bend ? [...points, [x(last), y(bend)] as const] : points;
}

function drawIdeal(
  data: SpeedUpData,
  frame: Frame,
  lines: readonly Segment[],
  taken: readonly Box[],
): SVGTemplateResult {
  const points = idealPoints(data, frame);
  const width = textWidth('ideal');
  const own = segmentsOf(points);
  const candidates = own.flatMap(({ x1, y1, x2, y2 }) =>
    [0.92, 0.8, 0.68, 0.55, 0.42, 0.3].map((part) => ({
      x: x1 + (x2 - x1) * part - width - 6,
      y: y1 + (y2 - y1) * part - LINE_HEIGHT - 2,
      width,
      height: LINE_HEIGHT,
    })),
  );
  const inside = candidates.filter((box) => box.x > LEFT && box.y > frame.top - 4);
  const box = firstFree(inside, [...lines, ...own], taken);
  return svg`<path class="ideal" d=${line()(points.map(([x, y]) => [x, y])) ?? ''} />
    ${box && svg`<text class="halo" x=${box.x} y=${box.y + 12}>ideal</text>`}`;
}

interface Upright {
  readonly workers: number;
  readonly text: string;
}

function uprights({ series, proven }: SpeedUpData, { counts }: Frame): Upright[] {
  const bend = knee(series.filter((one) => one.model === 'free-threads'));
  const last = counts.at(-1) ?? 0;
  const found: Upright[] = [];
  if (proven !== null && proven <= last) found.push({ workers: proven, text: `${proven} proven` });
  if (bend !== null && bend !== proven) found.push({ workers: bend, text: `knee at ${bend}` });
  return found;
}

function uprightBoxes(marks: readonly Upright[], { x, right, top }: Frame): (Box & Upright & { at: number })[] {
  const placed: (Box & Upright & { at: number })[] = [];
  for (const mark of marks) {
    const width = textWidth(mark.text);
    const at = x(mark.workers);
    const centred = Math.min(right - width, Math.max(LEFT, at - width / 2));
    const options = [centred, at + 4, at - width - 4].map((left) => ({
      x: left,
      y: top - 22,
      width,
      height: LINE_HEIGHT,
    }));
    const box = firstFree(options, [], placed);
    if (box) placed.push({ ...box, ...mark, at });
  }
  return placed;
}

function drawAxes({ x, y, right, height, counts }: Frame, proven: number | null): SVGTemplateResult {
  const bottom = height - BOTTOM;
  const most = y.domain()[1] ?? 1;
  const levels = y.ticks(most < 1.5 ? 2 : 4).filter((value) => Number.isInteger(value) || most < 1.5);
  const places = fittingTicks(counts, x, String, [counts.at(-1) ?? 1, proven ?? 1, counts[0] ?? 1]);
  return svg`<path class="grid" d=${levels.map((value) => `M${LEFT} ${y(value)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${bottom}H${right}" />
    ${levels.map((value) => svg`<text class="end" x=${LEFT - 8} y=${y(value) + 4}>${value === 0 ? '0' : `${value}×`}</text>`)}
    ${places.map(({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`)}
    ${counts.length > 0 ? svg`<text x=${LEFT} y=${bottom + 34}>workers</text>` : undefined}`;
}

function marksOf(curves: readonly Curve[], frame: Frame): Mark[] {
  return curves.flatMap((curve, row) => {
    if (isLevel(curve)) {
      const [[x, y, one] = [0, 0, curve.best] as const] = placesOf(curve, frame);
      return [{ row, x, y, width: frame.right - x, height: 0, text: describe(one) }];
    }
    return placesOf(curve, frame).map(([x, y, one]) => ({ row, x, y, width: 0, height: 0, text: describe(one) }));
  });
}

function describe({ model, workers, speedup, wallMs }: Series): string {
  const interval = range(speedup.low, speedup.high);
  return `${workersOf(model, workers)}: ${estimate(speedup)} (${interval}), ${counted(wallMs.samples.length, 'sample')}`;
}

export function speedUpTable(data: SpeedUpData): ChartTable {
  return {
    caption: 'Speed-up against the best serial form, with 95 % intervals',
    headers: ['Model', 'Workers', 'Speed-up', 'Interval', 'Median, ms'],
    rows: curvesOf(data.series).flatMap(({ model, points }) =>
      points.map(({ workers, speedup, wallMs }) => [
        modelName(model),
        workers === 0 ? 'none' : String(workers),
        estimate(speedup),
        range(speedup.low, speedup.high),
        inMs(wallMs.median),
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
      const marks = uprightBoxes(uprights(data, frame), frame);
      const bottom = frame.height - BOTTOM;
      const lines = [
        ...curves.flatMap((curve) => segmentsOf(placesOf(curve, frame).map(([x, y]) => [x, y] as const))),
        ...marks.map(({ at }) => ({ x1: at, y1: frame.top, x2: at, y2: bottom })),
      ];
      return {
        height: frame.height,
        marks: marksOf(curves, frame),
        drawing: svg`${drawAxes(frame, data.proven)}
          ${marks.map(
            (mark) => svg`<path class="mark" d="M${mark.at} ${frame.top - 4}V${bottom}" />
              <text x=${mark.x} y=${mark.y + 12}>${mark.text}</text>`,
          )}
          ${drawIdeal(data, frame, lines, marks)}
          ${curves.map((curve) => drawCurve(curve, frame))}
          ${drawLabels(curves, frame)}`,
      };
    },
  };
}
