/**
 * Every sample of some rows on one axis, as a claim brings them home: a dot a sample, the median as a stroke, and upright lines that
 * mean something. Names stand above their rows, so that a phone has room for both.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { ClaimPicture } from '../measure/claims/claim-report.ts';
import { compact } from './claim-numbers.ts';
import { firstFree, type Box } from './label-placement.ts';
import { counted } from './number-format.ts';
import { numberAxis, type NumberAxis } from './number-axis.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

export type SpreadPicture = Extract<ClaimPicture, { kind: 'spread' }>;
/** Least, lower quartile, median, upper quartile, most. */
export type Quartiles = readonly [number, number, number, number, number];

/** A picture with what each row comes to; null for a row without samples. */
export interface SummedSpread extends Omit<SpreadPicture, 'rows'> {
  readonly rows: readonly (SpreadPicture['rows'][number] & { readonly quartiles: Quartiles | null })[];
}
type Row = SummedSpread['rows'][number];

const EDGE = 8;
const NAME = 18;
const BAND = 22;
const GAP = 10;
const BOTTOM = 42;
const LOG_FROM = 40;
/** More dots than this are one blot. */
const MOST_DOTS = 400;
/** Dots of a row lie on so many levels in turn, so that equal samples are seen. */
const LEVELS = 5;

interface Named {
  readonly at: number;
  readonly label: string;
  readonly box: Box | null;
}

interface Frame {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  readonly x: NumberAxis;
  readonly lines: readonly Named[];
}

/** Lines are named above the plot, each beside its own, on as many levels as it takes. */
function named(lines: SpreadPicture['lines'], x: NumberAxis, width: number): { lines: Named[]; levels: number } {
  const boxes: Box[] = [];
  let levels = 0;
  const found = lines.map(({ label, at }): Named => {
    const wide = textWidth(label) + 4;
    const place = x.at(at);
    const start = Math.max(0, Math.min(width - wide, place - wide / 2));
    const candidates = lines.map((_, level) => ({
      x: start,
      y: level * LINE_HEIGHT,
      width: wide,
      height: LINE_HEIGHT,
    }));
    const box = firstFree(candidates, [], boxes) ?? null;
    if (box) {
      boxes.push(box);
      levels = Math.max(levels, box.y / LINE_HEIGHT + 1);
    }
    return { at: place, label, box };
  });
  return { lines: found, levels };
}

function frameOf({ rows, lines }: SummedSpread, width: number): Frame {
  const values = [...rows.flatMap(({ samples }) => samples), ...lines.map(({ at }) => at)];
  const x = numberAxis(values, {
    ...{ range: [EDGE, width - EDGE], logFrom: LOG_FROM, ticks: Math.max(2, Math.floor(width / 90)), margin: 0.06 },
  });
  const found = named(lines, x, width);
  const top = found.levels > 0 ? found.levels * LINE_HEIGHT + 6 : 2;
  const bottom = top + rows.length * (NAME + BAND + GAP);
  return { width, top, bottom, height: bottom + BOTTOM, x, lines: found.lines };
}

/** Evenly taken where there are too many, by size. */
function dotsOf(samples: readonly number[]): readonly number[] {
  const sound = samples.filter(Number.isFinite);
  if (sound.length <= MOST_DOTS) return sound;
  const sorted = sound.toSorted((one, other) => one - other);
  return Array.from(
    { length: MOST_DOTS },
    (_, k) => sorted[Math.floor((k * (sorted.length - 1)) / (MOST_DOTS - 1))] ?? 0,
  );
}

const rowTop = (index: number, { top }: Frame): number => top + index * (NAME + BAND + GAP);

function drawRow({ label, model, samples, quartiles }: Row, index: number, frame: Frame): SVGTemplateResult {
  const top = rowTop(index, frame) + NAME;
  const { x } = frame;
  const dots = dotsOf(samples);
  const level = (place: number): number => top + 3 + ((BAND - 6) * ((place * 2) % LEVELS)) / (LEVELS - 1);
  const middle = quartiles && x.at(quartiles[2]);
  return svg`<g class=${model ?? 'ink'}>
    <text class="named halo" x="0" y=${top - 5}>${label}</text>
    <path class="grid" d="M0 ${top + BAND / 2}H${frame.width}" />
    <path class="samples" d=${dots.map((value, place) => `M${x.at(value).toFixed(1)} ${level(place).toFixed(1)}h0`).join('')} />
    ${middle === null ? undefined : svg`<path class="median" d="M${middle} ${top - 1}v${BAND + 2}" />`}
  </g>`;
}

function drawAxes({ axis }: SummedSpread, { width, bottom, x, lines, top }: Frame): SVGTemplateResult {
  return svg`<path class="axis" d="M0 ${bottom}H${width}" />
    ${x.ticks.map(
      ({ at, text }) => svg`<path class="axis" d="M${at} ${bottom}v4" />
        <text class="middle" x=${Math.max(textWidth(text) / 2, Math.min(width - textWidth(text) / 2, at))} y=${bottom + 18}>${text}</text>`,
    )}
    <text x="0" y=${bottom + 36}>${axis}</text>
    ${lines.map(
      ({ at, box, label }) => svg`<path class="mark" d="M${at} ${box ? box.y + LINE_HEIGHT : top}V${bottom}" />
        ${box && svg`<text class="halo" x=${box.x + 2} y=${box.y + 11}>${label}</text>`}`,
    )}`;
}

const SUMMARY = ['Least', 'Lower quartile', 'Median', 'Upper quartile', 'Most'];

function rowWords({ label, samples, quartiles }: Row): string {
  if (!quartiles) return `${label}: no samples`;
  const [least, low, middle, high, most] = quartiles.map(compact);
  return `${label}: median ${middle}, half of them ${low}–${high}, all ${least}–${most}; ${counted(samples.length, 'sample')}`;
}

function marksOf({ rows }: SummedSpread, frame: Frame): Mark[] {
  return rows.flatMap((row, index) => {
    const places = dotsOf(row.samples).map((value) => frame.x.at(value));
    if (places.length === 0) return [];
    const [from, to] = [Math.min(...places), Math.max(...places)];
    const y = rowTop(index, frame) + NAME;
    return [{ row: index, x: from, y, width: to - from, height: BAND, text: rowWords(row) }];
  });
}

function tableOf({ title, axis, rows, lines }: SummedSpread): ChartTable {
  const meaning = lines.map(({ label, at }) => `${label} at ${compact(at)}`).join('; ');
  return {
    caption: `${title}: ${axis}${meaning ? `; ${meaning}` : ''}`,
    headers: ['Row', 'Samples', ...SUMMARY],
    rows: rows.map(({ label, samples, quartiles }) => [
      label,
      String(samples.length),
      ...(quartiles ? quartiles.map(compact) : SUMMARY.map(() => '–')),
    ]),
  };
}

export function claimSpread(picture: SummedSpread): Picture {
  return {
    label: `${picture.title}. ${picture.rows.map(rowWords).join('. ')}.`,
    table: tableOf(picture),
    layout(width): Layout {
      const frame = frameOf(picture, width);
      return {
        height: frame.height,
        marks: marksOf(picture, frame),
        drawing: svg`${drawAxes(picture, frame)} ${picture.rows.map((row, index) => drawRow(row, index, frame))}`,
      };
    },
  };
}
