/**
 * Where everything of the picture of a race stands, in CSS pixels: a block a model, all on one time axis, each with its heading,
 * its rows and the strip of its two curves; ticks above and below; the key. The canvas, the SVG and the pointer share it.
 */
import { scaleLinear } from 'd3-scale';
import { duration, grouped, THIN } from '../number-format.ts';
import { LINE_HEIGHT, textWidth } from '../text-width.ts';
import { fittingTicks, type Tick } from '../ticks.ts';
import type { LaneRow } from './lane-rows.ts';
import { FAINT_CODES, nameOf, STACKED, codeOf } from './phase-codes.ts';
import type { ModelLanes } from './race-lanes.ts';
import type { TimeWindow } from './time-window.ts';

export interface PlacedRow {
  readonly row: LaneRow;
  readonly y: number;
  /** Of the filling. */
  readonly height: number;
  /** Null where there is no room for one. */
  readonly label: string | null;
}

/** Rows thinner than this have no hairline: it would be a mesh. */
export const HAIRLINED = 6;

export interface Strip {
  readonly top: number;
  readonly height: number;
}

export interface WordLine {
  readonly text: string;
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
}

export interface Block {
  readonly lanes: ModelLanes;
  readonly top: number;
  readonly name: string;
  /** What follows the name, broken into lines; the first stands beside it. */
  readonly words: readonly WordLine[];
  readonly rows: readonly PlacedRow[];
  /** Where lane and pitch meet the pointer: from the first row's top, one row each. */
  readonly pitch: number;
  readonly strip: Strip | null;
}

export interface KeyEntry {
  readonly code: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface LanesLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly window: TimeWindow;
  readonly ticks: readonly Tick[];
  /** Where grid lines begin and end; tick labels stand outside. */
  readonly top: number;
  readonly bottom: number;
  readonly blocks: readonly Block[];
  readonly key: readonly KeyEntry[];
  /** The highest count that a strip can show; all strips share the scale. */
  readonly most: number;
  readonly isNarrow: boolean;
}

const NARROW = 560;
const AXIS = 22;
const HEADING = 24;
/** Of a heading, from the top of its block. */
export const BASE_LINE = 14;
const STRIP = 44;
/** In a narrow picture the names of the curves stand above them. */
const STRIP_NAMES = 21;
const BELOW = 18;
/** Height that the rows of a model may take. */
const ROWS_HEIGHT = 240;
const LABEL_PITCH = 14;

function pitchOf(rows: number): number {
  return Math.max(3, Math.min(26, Math.floor(ROWS_HEIGHT / Math.max(1, rows))));
}

function wordLines(text: string, x: number, y: number, width: number): WordLine[] {
  const lines: { text: string; x: number; y: number }[] = [{ text: '', x, y }];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (!last) break;
    const longer = last.text === '' ? word : `${last.text} ${word}`;
    if (last.text === '' || last.x + textWidth(longer) <= width) last.text = longer;
    else lines.push({ text: word, x: 0, y: last.y + LINE_HEIGHT });
  }
  return lines;
}

function rowsAt(rows: readonly LaneRow[], top: number, isNarrow: boolean): PlacedRow[] {
  const pitch = pitchOf(rows.length);
  const height = pitch > 8 ? Math.round(pitch * 0.76) : pitch - 1;
  let last = -Infinity;
  return rows.map((row, index) => {
    const y = top + index * pitch;
    const isNamed = y - last >= LABEL_PITCH;
    if (isNamed) last = y;
    return { row, y, height, label: isNamed ? (isNarrow ? row.short : row.name) : null };
  });
}

function blockAt(lanes: ModelLanes, top: number, width: number, isNarrow: boolean): { block: Block; bottom: number } {
  const name = isNarrow ? lanes.short : lanes.name;
  const words = wordLines(lanes.words, textWidth(name, 'bold') + 8, top + BASE_LINE, width);
  const heading = HEADING + (words.length - 1) * LINE_HEIGHT;
  const rows = rowsAt(lanes.rows, top + heading, isNarrow);
  const pitch = pitchOf(rows.length);
  const end = top + heading + rows.length * pitch;
  const isEmpty = rows.length === 0;
  const stripTop = end + (isNarrow ? STRIP_NAMES : 8);
  const strip = isEmpty ? null : { top: stripTop, height: STRIP };
  return {
    block: { lanes, top, name, words, rows, pitch, strip },
    bottom: strip ? stripTop + STRIP + BELOW : top + heading,
  };
}

function ticksOf(window: TimeWindow, left: number, right: number): Tick[] {
  const scale = scaleLinear([window.from, window.to], [left, right]);
  const count = Math.max(2, Math.floor((right - left) / 110));
  const format = scale.tickFormat(count);
  const values = scale.ticks(count);
  const text = (value: number): string => (value === values[0] ? `${format(value)}${THIN}ms` : format(value));
  return fittingTicks(values, (value) => scale(value), text);
}

/** The fills that occur, work first, flowing into as many rows as the width asks for. */
function keyOf(models: readonly ModelLanes[], width: number, top: number): { key: KeyEntry[]; bottom: number } {
  const present = new Set<number>();
  for (const { played } of models) for (const { phase } of played?.spans ?? []) present.add(codeOf(phase));
  const key: KeyEntry[] = [];
  let [x, y] = [0, top];
  for (const code of STACKED.map(codeOf)) {
    if (!present.has(code)) continue;
    const text = FAINT_CODES.has(code) ? `${nameOf(code)}: a hairline` : nameOf(code);
    const needed = 28 + textWidth(text);
    if (x > 0 && x + needed > width) [x, y] = [0, y + 20];
    key.push({ code, text, x, y });
    x += needed + 14;
  }
  return { key, bottom: key.length > 0 ? y + 18 : top };
}

function gutterOf(models: readonly ModelLanes[], isNarrow: boolean): number {
  const names = models.flatMap(({ rows, inProgress }) => [
    ...rows.map((row) => (isNarrow ? row.short : row.name)),
    grouped(inProgress.most),
  ]);
  return Math.ceil(Math.max(24, ...names.map((name) => textWidth(name))) + 8);
}

export function curveNames({ inProgress, executing }: ModelLanes): { inProgress: string; executing: string } {
  return { inProgress: `${grouped(inProgress.most)} in progress`, executing: `${grouped(executing.most)} executing` };
}

export function lanesLayout(models: readonly ModelLanes[], window: TimeWindow, width: number): LanesLayout {
  const isNarrow = width < NARROW;
  const left = gutterOf(models, isNarrow);
  const names = models.flatMap((lanes) => Object.values(curveNames(lanes)));
  const right = isNarrow
    ? width - 8
    : width - Math.ceil(Math.max(60, ...names.map((name) => textWidth(name, 'bold')))) - 12;
  let y = AXIS + 4;
  const blocks: Block[] = [];
  for (const lanes of models) {
    const { block, bottom } = blockAt(lanes, y, width, isNarrow);
    blocks.push(block);
    y = bottom;
  }
  const bottom = y - 8;
  const { key, bottom: height } = keyOf(models, width, bottom + AXIS + 12);
  const most = Math.max(1, ...models.map(({ inProgress, executing }) => Math.max(inProgress.most, executing.most)));
  const ticks = ticksOf(window, left, right);
  return { width, height, left, right, window, ticks, top: AXIS, bottom, blocks, key, most, isNarrow };
}

export function xOf({ window, left, right }: LanesLayout, moment: number): number {
  return left + ((moment - window.from) / (window.to - window.from)) * (right - left);
}

export function momentAt({ window, left, right }: LanesLayout, x: number): number {
  return window.from + ((x - left) / (right - left)) * (window.to - window.from);
}

/** Up to here counts are drawn to scale; where there are more, by their logarithm. */
const LINEAR = 12;

export function isLogarithmic(most: number): boolean {
  return most > LINEAR;
}

/** Height of a count in a strip, of any layout in which at most `most` are counted. */
export function countHeight(count: number, most: number, height: number): number {
  const share = isLogarithmic(most) ? Math.log1p(count) / Math.log1p(most) : count / most;
  return share * (height - 2);
}

/** Counts that a strip of that height rules: its highest, and powers of ten where it is logarithmic and they have room. */
export function ruledCounts(most: number, height: number): number[] {
  const ruled = [most];
  if (!isLogarithmic(most)) return ruled;
  const at = (count: number): number => countHeight(count, most, height);
  for (let power = 1; power < most; power *= 10) {
    if (ruled.every((count) => Math.abs(at(count) - at(power)) >= 13)) ruled.push(power);
  }
  return ruled;
}

/** Grid lines run through lanes and strips, not through words. */
export function gridPieces({ blocks, isNarrow }: LanesLayout): { readonly top: number; readonly bottom: number }[] {
  return blocks.flatMap(({ rows, strip }) => {
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last || !strip) return [];
    const bottom = strip.top + strip.height;
    if (!isNarrow) return [{ top: first.y - 3, bottom }];
    return [
      { top: first.y - 3, bottom: last.y + last.height },
      { top: strip.top, bottom },
    ];
  });
}

export function windowWords({ from, to }: TimeWindow): string {
  return `${duration(from)} to ${duration(to)}`;
}
