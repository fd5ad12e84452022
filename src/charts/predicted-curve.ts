/**
 * A speed-up curve as it was drawn by hand and as it was measured, over each other: the sketch a thin line with hollow dots, the
 * measurement solid with its band. The axes are those on which it was drawn. Pure.
 */
import { line } from 'd3-shape';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { Interval } from '../measure/stats/interval.ts';
import type { ModelId } from '../models/index.ts';
import { bandLine } from './band-line.ts';
import { columnWidth, endLabels, type EndLabel } from './end-labels.ts';
import { estimate, factor, range } from './number-format.ts';
import type { Layout, Mark, Picture } from './picture.ts';
import { BOTTOM, drawWorkerAxes, LEFT, type WorkerAxes } from './worker-axes.ts';

export interface SketchPoint {
  readonly x: number;
  readonly y: number;
}

export interface PredictedCurveData {
  readonly sketch: readonly SketchPoint[];
  readonly measured: readonly { readonly x: number; readonly y: Interval }[];
  readonly model: ModelId;
  /** Threads proven to run at once; null where that is not known. */
  readonly proven: number | null;
  /** Drawn as a model, never as a measurement; null or left out for none. */
  readonly law?: { readonly label: string; readonly at: (workers: number) => number } | null;
}

export interface SketchFrame extends WorkerAxes {
  readonly height: number;
  readonly top: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

const TOP = 18;

/** The paper to draw on: up to as many times as fast as there are workers, and a little more. */
export function sketchFrame(workers: readonly number[], highest: number, width: number, labels: number): SketchFrame {
  const height = Math.round(Math.min(320, Math.max(240, width * 0.6)));
  const most = workers.at(-1) ?? 1;
  const ceiling = 1.05 * Math.max(most, highest);
  const right = width - labels;
  const margin = Math.max(0.25, (most - 1) * 0.05);
  const x = scaleLinear([1 - margin, most + margin], [LEFT, right]);
  const y = scaleLinear([0, ceiling], [height - BOTTOM, TOP]);
  return { height, top: TOP, left: LEFT, right, bottom: height - BOTTOM, x, y, ceiling, counts: workers };
}

/** The line drawn by hand. */
export function drawSketch(points: readonly SketchPoint[], { x, y }: SketchFrame): SVGTemplateResult {
  const stroke = line<SketchPoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  )(points);
  return svg`<g class="accented">
    <path class="sketch" d=${stroke ?? ''} />
    ${points.map((point) => svg`<circle class="hollow" cx=${x(point.x)} cy=${y(point.y)} r="4" />`)}
  </g>`;
}

function drawLaw(points: readonly SketchPoint[], { x, y }: SketchFrame): SVGTemplateResult {
  const stroke = line<SketchPoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  )(points);
  return svg`<path class="law" d=${stroke ?? ''} />`;
}

/** Steps from one number of workers to the next, in which a law is drawn. */
const SMOOTH = 8;

/** A law from one worker to the last that was measured. */
function lawPoints(at: (workers: number) => number, last: number): SketchPoint[] {
  return Array.from({ length: Math.max(0, (last - 1) * SMOOTH) + 1 }, (_, index) => {
    const x = 1 + index / SMOOTH;
    return { x, y: at(x) };
  });
}

export function predictedCurve({ sketch, measured, model, proven, law = null }: PredictedCurveData): Picture {
  const workers = [...new Set([...sketch, ...measured].map(({ x }) => x))].sort((a, b) => a - b);
  const said = (at: number): string => {
    const point = sketch.find(({ x }) => x === at);
    return point ? factor(point.y) : '–';
  };
  const found = (at: number): Interval | null => measured.find(({ x }) => x === at)?.y ?? null;
  const ends = { said: sketch.at(-1), found: measured.at(-1) };
  return {
    label: `Speed-up by number of workers, as you drew it and as it was measured: with ${String(ends.found?.x ?? 0)} you drew ${said(ends.found?.x ?? 0)}, measured ${ends.found ? estimate(ends.found.y) : '–'}.`,
    table: {
      caption: 'Speed-up: your sketch and the measurement, with 95 % intervals',
      headers: ['Workers', 'You drew', 'Measured', 'Interval', ...(law ? [law.label] : [])],
      rows: workers.map((at) => {
        const value = found(at);
        return [
          ...[String(at), said(at)],
          value ? estimate(value) : '–',
          value ? range(value.low, value.high) : '–',
          ...(law ? [factor(law.at(at))] : []),
        ];
      }),
    },
    layout(width): Layout {
      const narrow = width < 440;
      const lines = {
        sketch: narrow ? ['you'] : ['you drew'],
        found: narrow ? ['real'] : ['measured'],
      };
      const modelled = law ? lawPoints(law.at, workers.at(-1) ?? 1) : [];
      const named = law ? [{ lines: [law.label] }] : [];
      const column = columnWidth([{ lines: lines.sketch }, { lines: lines.found }, ...named]);
      const highest = Math.max(1, ...[...sketch, ...modelled].map(({ y }) => y), ...measured.map(({ y }) => y.high));
      const frame = sketchFrame(workers, highest, width, column);
      const places = measured.map(({ x, y }) => ({ x: frame.x(x), value: y }));
      const labels: EndLabel[] = [];
      if (ends.said)
        labels.push({ kind: 'accented', lines: lines.sketch, x: frame.x(ends.said.x), y: frame.y(ends.said.y) });
      if (ends.found)
        labels.push({ kind: model, lines: lines.found, x: frame.x(ends.found.x), y: frame.y(ends.found.y.estimate) });
      const lawEnd = modelled.at(-1);
      if (law && lawEnd)
        labels.push({ kind: 'modelled', lines: [law.label], x: frame.x(lawEnd.x), y: frame.y(lawEnd.y) });
      const marks: Mark[] = [
        ...measured.map(({ x, y }) => ({
          ...{ row: 0, x: frame.x(x), y: frame.y(y.estimate), width: 0, height: 0 },
          text: `${x} ${x === 1 ? 'worker' : 'workers'}: measured ${estimate(y)} (${range(y.low, y.high)}), you drew ${said(x)}`,
        })),
        ...sketch.map(({ x, y }) => ({
          ...{ row: 1, x: frame.x(x), y: frame.y(y), width: 0, height: 0 },
          text: `${x} ${x === 1 ? 'worker' : 'workers'}: you drew ${factor(y)}`,
        })),
      ];
      return {
        height: frame.height,
        marks,
        drawing: svg`${drawWorkerAxes(frame, proven)}
          ${drawLaw(modelled, frame)}
          <g class=${model}>${bandLine(places, frame.y)}</g>
          ${drawSketch(sketch, frame)} ${endLabels(labels, frame)}`,
      };
    },
  };
}
