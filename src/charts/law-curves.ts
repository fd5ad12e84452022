/**
 * Fitted laws as lines: thin and dashed in ink, named in italics at their end, without dots and without
 * a band, so that nobody takes a model for a measurement. Fits nothing: `measure/laws` did.
 */
import { line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { FittedLaw } from '../measure/report.ts';
import type { EndLabel } from './end-labels.ts';
import { counted, factor, shortPercent } from './number-format.ts';
import type { Mark } from './picture.ts';

const NAMES = {
  amdahl: 'Amdahl',
  gustafson: 'Gustafson',
  usl: 'USL',
} as const satisfies Record<FittedLaw['id'], string>;

export function lawName({ id }: Pick<FittedLaw, 'id'>): string {
  return NAMES[id];
}

/** "Amdahl, 4 % serial"; in little room on two rows. */
export function lawLabel(law: FittedLaw, narrow: boolean): string[] {
  const serial = law.parameters.find(({ id }) => id === 'serial-fraction');
  if (!serial) return [lawName(law)];
  const share = `${shortPercent(Math.max(0, serial.value.estimate))} serial`;
  return narrow ? [lawName(law), share] : [`${lawName(law)}, ${share}`];
}

export interface LawFrame {
  readonly x: (workers: number) => number;
  readonly y: (speedup: number) => number;
  /** The numbers of workers that were measured, ascending. */
  readonly counts: readonly number[];
}

/** What the law says within the measured numbers of workers: drawn further, it would look like knowledge. */
export function withinMeasured({ points }: FittedLaw, counts: readonly number[]): FittedLaw['points'] {
  const [least, most] = [counts[0] ?? 1, counts.at(-1) ?? 1];
  return points.filter(({ workers }) => workers >= least && workers <= most);
}

export function lawPlaces(law: FittedLaw, { x, y, counts }: LawFrame): (readonly [number, number])[] {
  return withinMeasured(law, counts).map(({ workers, speedup }) => [x(workers), y(speedup)] as const);
}

export function drawLaw(law: FittedLaw, frame: LawFrame): SVGTemplateResult {
  return svg`<path class="law" d=${line()(lawPlaces(law, frame).map(([x, y]) => [x, y])) ?? ''} />`;
}

export function lawEndLabel(law: FittedLaw, frame: LawFrame, narrow: boolean): EndLabel[] {
  const [x, y] = lawPlaces(law, frame).at(-1) ?? [];
  return x === undefined || y === undefined ? [] : [{ kind: 'modelled', lines: lawLabel(law, narrow), x, y }];
}

/** One mark a measured number of workers, in a row of its own. */
export function lawMarks(law: FittedLaw, { x, y, counts }: LawFrame, row: number): Mark[] {
  return law.points
    .filter(({ workers }) => counts.includes(workers))
    .map(({ workers, speedup }) => ({
      row,
      x: x(workers),
      y: y(speedup),
      width: 0,
      height: 0,
      text: `By ${lawName(law)}’s law, a model: ${factor(speedup)} with ${counted(workers, 'worker')}`.replace(
        'USL’s law',
        'the USL',
      ),
    }));
}

/** The law's cell of a table, by number of workers. */
export function lawCell({ points }: FittedLaw, workers: number): string {
  const point = points.find((one) => one.workers === workers);
  return point ? factor(point.speedup) : '–';
}
