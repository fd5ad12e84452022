/**
 * How long a round of the handshake takes between any two workers: half a matrix, a cell a pair, shaded
 * on a logarithmic scale and with its number where that fits. A page cannot pin threads, so a
 * pair of workers is not a pair of cores.
 */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { PairLatency } from '../measure/report.ts';
import { duration, THIN } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

const LEFT = 34;
/** The key above the matrix. */
const TOP = 34;
const LARGEST_CELL = 54;
/** Shades reach from the quickest pair over at least this factor, so that noise is not painted as structure. */
const LEAST_RANGE = 4;
/** Opacity of ink: the darkest still lets ink be read on it (contrast 4.5 on both papers). */
const LIGHTEST = 0.05;
const DARKEST = 0.38;

/** The pair that took longest and the one that took least, of those that met. */
export function extremes(pairs: readonly PairLatency[]): { fastest: PairLatency; slowest: PairLatency } | null {
  const met = pairs.filter(({ roundMs }) => Number.isFinite(roundMs));
  const [first] = met;
  if (!first) return null;
  return {
    fastest: met.reduce((best, pair) => (pair.roundMs < best.roundMs ? pair : best), first),
    slowest: met.reduce((worst, pair) => (pair.roundMs > worst.roundMs ? pair : worst), first),
  };
}

interface Frame {
  readonly height: number;
  readonly width: number;
  /** Ascending; columns are all but the last, rows all but the first. */
  readonly workers: readonly number[];
  readonly cell: number;
  readonly shade: (ms: number) => number;
  readonly ends: readonly [number, number];
  readonly unit: Unit;
}

interface Unit {
  readonly name: 'ns' | 'µs' | 'ms';
  readonly perMs: number;
}

const UNITS: readonly Unit[] = [
  { name: 'ns', perMs: 1e6 },
  { name: 'µs', perMs: 1e3 },
  { name: 'ms', perMs: 1 },
];

/** The unit in which the slowest pair is below a thousand. */
function unitOf(slowestMs: number): Unit {
  return UNITS.find(({ perMs }) => slowestMs * perMs < 999.5) ?? { name: 'ms', perMs: 1 };
}

function inUnit(ms: number, { perMs }: Unit): string {
  if (!Number.isFinite(ms)) return '–';
  const value = ms * perMs;
  return value.toFixed(value < 0.995 ? 2 : value < 9.95 ? 1 : 0);
}

function frameOf(pairs: readonly PairLatency[], width: number): Frame {
  const workers = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].sort((a, b) => a - b);
  const sides = Math.max(1, workers.length - 1);
  const cell = Math.min(LARGEST_CELL, Math.floor((width - LEFT) / sides));
  const found = extremes(pairs);
  const low = found?.fastest.roundMs ?? 1;
  const high = Math.max(found?.slowest.roundMs ?? 1, low * LEAST_RANGE);
  const shade = (ms: number): number => {
    const part = Math.log(ms / low) / Math.log(high / low);
    return LIGHTEST + (DARKEST - LIGHTEST) * Math.max(0, Math.min(1, part));
  };
  const height = TOP + sides * Math.min(cell, 34) + 24;
  return { height, width, workers, cell, shade, ends: [low, high], unit: unitOf(found?.slowest.roundMs ?? 1) };
}

/** Cells are never taller than two lines of text. */
function tall({ cell }: Frame): number {
  return Math.min(cell, 34);
}

function boxOf({ one, other }: PairLatency, frame: Frame): { x: number; y: number; width: number; height: number } {
  const [column, row] = [frame.workers.indexOf(Math.min(one, other)), frame.workers.indexOf(Math.max(one, other)) - 1];
  return { x: LEFT + column * frame.cell, y: TOP + row * tall(frame), width: frame.cell - 1, height: tall(frame) - 1 };
}

function drawCell(pair: PairLatency, frame: Frame): SVGTemplateResult {
  const { x, y, width, height } = boxOf(pair, frame);
  const met = Number.isFinite(pair.roundMs);
  const text = inUnit(pair.roundMs, frame.unit);
  const fits = textWidth(text) + 2 <= width && height >= LINE_HEIGHT - 2;
  return svg`${
    met
      ? svg`<rect class="shade" fill-opacity=${frame.shade(pair.roundMs)} x=${x} y=${y} width=${width} height=${height} />`
      : svg`<rect class="never" x=${x + 0.5} y=${y + 0.5} width=${width - 1} height=${height - 1} />`
  }${fits ? svg`<text class="middle in-cell" x=${x + width / 2} y=${y + height / 2 + 4}>${text}</text>` : nothing}`;
}

function drawNames(frame: Frame): SVGTemplateResult {
  const { workers, cell } = frame;
  const name = (worker: number): string => `w${worker + 1}`;
  const widest = textWidth(name(workers.at(-1) ?? 0)) + 4;
  const columns = Math.max(1, Math.ceil(widest / cell));
  const rows = Math.max(1, Math.ceil(LINE_HEIGHT / tall(frame)));
  const bottom = TOP + (workers.length - 1) * tall(frame);
  return svg`${workers
    .slice(0, -1)
    .map(
      (worker, column) =>
        column % columns === 0 &&
        svg`<text class="middle" x=${LEFT + (column + 0.5) * cell} y=${bottom + 16}>${name(worker)}</text>`,
    )}${workers
    .slice(1)
    .map(
      (worker, row) =>
        row % rows === 0 &&
        svg`<text class="end" x=${LEFT - 6} y=${TOP + (row + 0.5) * tall(frame) + 4}>${name(worker)}</text>`,
    )}`;
}

/** From light to dark, with the times at both ends, in the unit of the cells. */
function drawKey({ ends, shade, unit }: Frame): SVGTemplateResult {
  const steps = 8;
  const [low, high] = ends;
  const start = inUnit(low, unit);
  const from = LEFT + textWidth(start) + 8;
  const tiles = Array.from({ length: steps }, (_, step) => low * (high / low) ** (step / (steps - 1)));
  return svg`<text x=${LEFT} y="14">${start}</text>
    ${tiles.map((ms, step) => svg`<rect class="shade" fill-opacity=${shade(ms)} x=${from + step * 14} y="4" width="13" height="12" />`)}
    <text x=${from + steps * 14 + 6} y="14">${inUnit(high, unit)}${THIN}${unit.name}</text>`;
}

/** "workers 1 and 3". */
export function pairName({ one, other }: PairLatency): string {
  return `workers ${Math.min(one, other) + 1} and ${Math.max(one, other) + 1}`;
}

function describe(pair: PairLatency): string {
  const what = Number.isFinite(pair.roundMs) ? `${duration(pair.roundMs)} a round` : 'not one round completed';
  return `${pairName(pair)}: ${what}`;
}

export function pairTable(pairs: readonly PairLatency[]): ChartTable {
  return {
    caption: 'Median time of a round of the handshake between two workers',
    headers: ['Pair', 'Round'],
    rows: pairs.map((pair) => [pairName(pair), duration(pair.roundMs)]),
  };
}

/** For pairs of at least two workers. */
export function pairLatency(pairs: readonly PairLatency[]): Picture {
  const found = extremes(pairs);
  const span = found ? `, from ${duration(found.fastest.roundMs)} to ${duration(found.slowest.roundMs)}` : '';
  return {
    label: `Time of a round of the handshake between two workers${span}.`,
    table: pairTable(pairs),
    layout(width): Layout {
      const frame = frameOf(pairs, width);
      const marks: Mark[] = pairs.map((pair) => {
        const box = boxOf(pair, frame);
        return { row: Math.max(pair.one, pair.other), ...box, text: describe(pair) };
      });
      return {
        height: frame.height,
        marks,
        drawing: svg`${found && drawKey(frame)} ${pairs.map((pair) => drawCell(pair, frame))} ${drawNames(frame)}`,
      };
    },
  };
}
