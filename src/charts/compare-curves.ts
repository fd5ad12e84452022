/**
 * Machines over numbers of workers: speed-up, or work by time in units of the reference. One measured line a machine with its interval as a band,
 * named at its end by its letter; the ideal dotted. Draws what it is given: which machines may share a picture is decided elsewhere.
 */
import { scaleLinear, scaleLog, type ScaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { Interval } from '../measure/stats/interval.ts';
import { bandLine } from './band-line.ts';
import { columnHeight, columnWidth, type EndLabel, endLabels } from './end-labels.ts';
import { drawIdealThrough } from './ideal-line.ts';
import { segmentsOf } from './label-placement.ts';
import { machineClass, machineLetter, machineMark } from './machine-marks.ts';
import { counted, estimate, factor, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';
import { BOTTOM, drawWorkerAxes, LEFT } from './worker-axes.ts';

export interface ComparePoint {
  readonly workers: number;
  readonly value: Interval;
}

export interface CompareLine {
  /** The place of the machine, from 0: its letter, tone and mark. */
  readonly place: number;
  readonly name: string;
  /** Ascending by workers, at least one. */
  readonly points: readonly ComparePoint[];
  /** Conditions in which it differs from the reference, in words; empty where it is like it. */
  readonly differs: string;
}

export interface CompareCurvesData {
  readonly lines: readonly CompareLine[];
  /** What goes upwards. */
  readonly quantity: 'speed-up' | 'throughput';
  /** The letter of the reference. */
  readonly reference: string;
  /** "free threads on the Mandelbrot set". */
  readonly subject: string;
}

const NARROW = 440;
const TOP = 14;
/** More workers than this, and the axis doubles from step to step. */
const LINEAR_TO = 16;
/** A name takes no more of the picture than this share. */
const LONGEST_NAME = 0.3;
/** Above so many lines their bands are lighter, or they would hide each other. */
const MANY = 4;
const IDEAL_STEPS = 16;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  readonly x: (workers: number) => number;
  readonly y: ScaleLinear<number, number>;
  readonly ceiling: number;
  /** Numbers of workers along the foot. */
  readonly counts: readonly number[];
}

function bestOf({ points }: CompareLine): ComparePoint | undefined {
  return points.reduce<ComparePoint | undefined>(
    (best, point) => (best && best.value.estimate >= point.value.estimate ? best : point),
    undefined,
  );
}

/** As much of a name as the width holds, bold. */
export function shortened(name: string, width: number): string {
  const characters = [...name];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, 'bold') > width) characters.pop();
  const kept = characters.join('');
  return kept.length === name.length || textWidth(name, 'bold') <= width ? name : `${kept.trimEnd()}…`;
}

/** "B* 1.94×" in little room, with the name where there is more; a star where conditions differ. */
function labelOf(line: CompareLine, width: number): string {
  const best = bestOf(line);
  const letter = `${machineLetter(line.place)}${line.differs === '' ? '' : '*'}`;
  const value = best ? estimate(best.value) : '';
  if (width < NARROW) return `${letter} ${value}`;
  return `${letter} ${value} ${shortened(line.name, width * LONGEST_NAME)}`;
}

function powersOfTwo(least: number, most: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power <= most; power *= 2) if (power >= least) powers.push(power);
  return powers;
}

function frameOf({ lines }: CompareCurvesData, width: number): Frame {
  const measured = [...new Set(lines.flatMap(({ points }) => points.map(({ workers }) => workers)))];
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  const labels = lines.map((line) => ({ lines: [labelOf(line, width)] }));
  const right = width - columnWidth(labels);
  const wanted = Math.round(Math.min(400, Math.max(270, width * 0.56)));
  const height = Math.max(wanted, columnHeight(labels) - LINE_HEIGHT + TOP + BOTTOM);
  const bottom = height - BOTTOM;
  const ceiling = 1.05 * Math.max(1, ...lines.flatMap(({ points }) => points.map(({ value }) => value.high)));
  // What a forged result says to lie below nothing is drawn at nothing, not across the page.
  const y = scaleLinear([0, ceiling], [bottom, TOP]).clamp(true);
  const frame = { left: LEFT, right, top: TOP, bottom, height, y, ceiling };
  if (most > LINEAR_TO) {
    const x = scaleLog([least / 1.08, most * 1.08], [LEFT, right]).base(2);
    return { ...frame, x, counts: powersOfTwo(least, most) };
  }
  const margin = Math.max(0.25, (most - least) * 0.05);
  const x = scaleLinear([least - margin, most + margin], [LEFT, right]);
  return { ...frame, x, counts: measured.sort((a, b) => a - b) };
}

type At = readonly [x: number, y: number];

function placesOf({ points }: CompareLine, { x, y }: Frame): At[] {
  return points.map(({ workers, value }) => [x(workers), y(value.estimate)] as const);
}

/** As many times as much as one, by as many workers, as far up as the picture goes; from its end, where there is room for its name. */
function idealPlaces({ lines }: CompareCurvesData, { x, y, ceiling }: Frame): At[] {
  const workers = lines.flatMap(({ points }) => points.map((point) => point.workers));
  const [least, most] = [Math.min(...workers), Math.min(ceiling, Math.max(...workers))];
  if (!(most > least)) return [];
  return Array.from({ length: IDEAL_STEPS + 1 }, (_, step) => {
    const at = most * (least / most) ** (step / IDEAL_STEPS);
    return [x(at), y(at)] as const;
  });
}

function drawLine(line: CompareLine, frame: Frame): SVGTemplateResult {
  const places = line.points.map(({ workers, value }) => ({ x: frame.x(workers), value }));
  return svg`<g class=${machineClass(line.place)}>
    ${bandLine(places, frame.y, false)}
    ${placesOf(line, frame).map(([x, y]) => machineMark(line.place, x, y))}
  </g>`;
}

function endLabelsOf({ lines }: CompareCurvesData, frame: Frame, width: number): EndLabel[] {
  return lines.flatMap((line) => {
    const [x, y] = placesOf(line, frame).at(-1) ?? [];
    if (x === undefined || y === undefined) return [];
    return [{ kind: machineClass(line.place), lines: [labelOf(line, width)], x, y }];
  });
}

function fullName({ place, name }: CompareLine): string {
  return `${machineLetter(place)}, ${name}`;
}

function marksOf(data: CompareCurvesData, frame: Frame): Mark[] {
  const unit = data.quantity === 'throughput' ? ` of ${data.reference} on one core` : '';
  return data.lines.flatMap((line, row) =>
    line.points.map(({ workers, value }) => ({
      row,
      x: frame.x(workers),
      y: frame.y(value.estimate),
      width: 0,
      height: 0,
      text: `${fullName(line)}, ${counted(workers, 'worker')}: ${estimate(value)} (${range(value.low, value.high)})${unit}`,
    })),
  );
}

function tableOf({ lines, quantity, reference, subject }: CompareCurvesData): ChartTable {
  const what =
    quantity === 'speed-up'
      ? 'Speed-up against each machine’s own best serial form'
      : `Work by time, in units of ${reference} in its best serial form`;
  return {
    caption: `${what}, with 95 % intervals: ${subject}`,
    headers: [
      'Machine',
      'Workers',
      quantity === 'speed-up' ? 'Speed-up' : `Times ${reference}`,
      'Interval',
      'Differs from the reference in',
    ],
    rows: lines.flatMap((line) =>
      line.points.map(({ workers, value }) => [
        fullName(line),
        String(workers),
        estimate(value),
        range(value.low, value.high),
        line.differs || '–',
      ]),
    ),
  };
}

/** `lines` holds at least one with a point. */
export function compareCurves(data: CompareCurvesData): Picture {
  const best = data.lines.map((line) => `${fullName(line)} ${factor(bestOf(line)?.value.estimate ?? 0, 0)}`);
  const what = data.quantity === 'speed-up' ? 'Speed-up' : `Work by time in units of ${data.reference}`;
  return {
    label: `${what} by number of workers, ${data.subject}. Best of each machine: ${best.join('; ')}.`,
    table: tableOf(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      const taken = data.lines.flatMap((line) => segmentsOf(placesOf(line, frame)));
      return {
        height: frame.height,
        marks: marksOf(data, frame),
        drawing: svg`<g class=${data.lines.length > MANY ? 'many' : ''}>
          ${drawWorkerAxes(frame, null)} ${drawIdealThrough(idealPlaces(data, frame), frame, taken, [])}
          ${data.lines.map((line) => drawLine(line, frame))}
          ${endLabels(endLabelsOf(data, frame, width), frame)}
        </g>`,
      };
    },
  };
}
