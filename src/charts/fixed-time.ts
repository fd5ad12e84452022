/**
 * Fixed-time scaling: how much n workers get done in a given time, in units of one alone, with its
 * interval, the ideal dotted and Gustafson's law, where it was fitted, thin and dashed.
 */
import { scaleLinear } from 'd3-scale';
import { svg } from 'lit';
import type { FittedLaw, PacePoint } from '../measure/report.ts';
import { bandLine } from './band-line.ts';
import { columnWidth, type EndLabel, endLabels } from './end-labels.ts';
import { drawIdeal } from './ideal-line.ts';
import { segmentsOf } from './label-placement.ts';
import { drawLaw, lawCell, lawEndLabel, lawLabel, lawMarks, lawName, lawPlaces, withinMeasured } from './law-curves.ts';
import { counted, estimate, plain, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { drawUprights, placed, uprightLines, uprightsOf } from './uprights.ts';
import { BOTTOM, drawWorkerAxes, LEFT, type WorkerAxes } from './worker-axes.ts';

export interface FixedTimeData {
  /** Ascending by workers. */
  readonly curve: readonly PacePoint[];
  readonly proven: number | null;
  readonly law: FittedLaw | null;
}

const NARROW = 400;
const TOP = 26;

interface Frame extends WorkerAxes {
  readonly height: number;
  readonly top: number;
  readonly narrow: boolean;
  readonly law: FittedLaw | null;
}

function frameOf({ curve, proven, law }: FixedTimeData, width: number): Frame {
  const narrow = width < NARROW;
  const counts = curve.map(({ workers }) => workers);
  const drawn = law && withinMeasured(law, counts).length > 1 ? law : null;
  const [least, most] = [counts[0] ?? 1, counts.at(-1) ?? 1];
  const named = [{ lines: [lastValue(curve)] }, ...(drawn ? [{ lines: lawLabel(drawn, narrow) }] : [])];
  const right = width - columnWidth(named);
  const height = Math.round(Math.min(300, Math.max(220, width * 0.58)));
  const bottom = height - BOTTOM;
  const margin = Math.max(0.25, (most - least) * 0.05);
  const highest = [
    ...curve.map(({ speedup }) => speedup.high),
    ...(drawn ? withinMeasured(drawn, counts).map(({ speedup }) => speedup) : []),
  ];
  const ceiling = 1.05 * Math.max(1, Math.min(most, proven ?? most), ...highest);
  return {
    ...{ height, left: LEFT, right, top: TOP, bottom, narrow, ceiling, counts, law: drawn },
    x: scaleLinear([least - margin, most + margin], [LEFT, right]),
    y: scaleLinear([0, ceiling], [bottom, TOP]),
  };
}

function lastValue(curve: readonly PacePoint[]): string {
  const last = curve.at(-1);
  return last ? estimate(last.speedup) : '';
}

function labelsOf({ curve }: FixedTimeData, frame: Frame): EndLabel[] {
  const last = curve.at(-1);
  const own = last
    ? [
        {
          kind: 'free-threads',
          lines: [lastValue(curve)],
          x: frame.x(last.workers),
          y: frame.y(last.speedup.estimate),
        },
      ]
    : [];
  return [...own, ...(frame.law ? lawEndLabel(frame.law, frame, frame.narrow) : [])];
}

function marksOf({ curve }: FixedTimeData, frame: Frame): Mark[] {
  const { x, y, law } = frame;
  const measured = curve.map(({ workers, speedup }) => ({
    ...{ row: 0, x: x(workers), y: y(speedup.estimate), width: 0, height: 0 },
    text: `${counted(workers, 'worker')}: as much as ${plain(speedup)} of one (${range(speedup.low, speedup.high)}) in the same time`,
  }));
  return [...measured, ...(law ? lawMarks(law, frame, 1) : [])];
}

export function fixedTimeTable({ curve, law }: FixedTimeData): ChartTable {
  return {
    caption: 'Work done in a given time, in units of one worker alone',
    headers: ['Workers', 'As much as', 'Interval', ...(law ? [lawName(law)] : [])],
    rows: curve.map(({ workers, speedup }) => [
      String(workers),
      estimate(speedup),
      range(speedup.low, speedup.high),
      ...(law ? [lawCell(law, workers)] : []),
    ]),
  };
}

export function fixedTime(data: FixedTimeData): Picture {
  const { curve, proven } = data;
  const last = curve.at(-1);
  const what = last ? `: ${counted(last.workers, 'worker')} do as much as ${plain(last.speedup)} of one` : '';
  return {
    label: `Work done in a given time by number of workers${what}.`,
    table: fixedTimeTable(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      const { x, y, law } = frame;
      const places = curve.map(({ workers, speedup }) => ({ x: x(workers), value: speedup }));
      const marks = placed(uprightsOf(proven, null, frame.counts), frame);
      const lines = [
        ...segmentsOf(places.map((place) => [place.x, y(place.value.estimate)])),
        ...(law ? segmentsOf(lawPlaces(law, frame)) : []),
        ...uprightLines(marks, frame),
      ];
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`${drawWorkerAxes(frame, proven)} ${drawUprights(marks, frame)}
          ${drawIdeal(
            proven,
            frame,
            lines,
            marks.flatMap(({ box }) => box ?? []),
          )}
          <g class="free-threads">${bandLine(places, y)}</g>
          ${law && drawLaw(law, frame)} ${endLabels(labelsOf(data, frame), frame)}`,
      };
    },
  };
}
