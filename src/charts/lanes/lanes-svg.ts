/**
 * The lanes in sight as an SVG document, with real text and with the patterns of `phase-fills.ts` in the colours given. From the
 * same layout and the same pixel mixes as the canvas, at half a pixel.
 */
import { grouped } from '../number-format.ts';
import { LINE_HEIGHT } from '../text-width.ts';
import { curvePaths } from './curve-paths.ts';
import { blend, type Colour, type LaneColours } from './fill-tiles.ts';
import { heights } from './lane-pixels.ts';
import {
  BASE_LINE,
  HAIRLINED,
  ruledCounts,
  countHeight,
  gridPieces,
  xOf,
  type Block,
  type LanesLayout,
  type PlacedRow,
} from './lanes-layout.ts';
import { phaseOf } from './phase-codes.ts';
import { mixTrack, PARTS, pixelMix, SECOND_SHADE } from './pixel-mix.ts';
import { stripLabels } from './strip-labels.ts';

export interface PictureColours {
  readonly ink: Colour;
  readonly soft: Colour;
  readonly rule: Colour;
  readonly paper: Colour;
  readonly quiet: Colour;
  /** Of the fills: a model's own, and those of the key. */
  of(block: Block | null): LaneColours;
}

const MARGIN = 16;
const HEAD = 52;
/** Steps of a CSS pixel. */
const FINENESS = 2;

function hex(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

interface TextStyle {
  readonly fill: Colour;
  readonly bold?: boolean;
  readonly anchor?: 'middle' | 'end';
}

function text(x: number, y: number, words: string, { fill, bold = false, anchor }: TextStyle): string {
  const extra = `${bold ? ' font-weight="600"' : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`;
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${hex(fill)}"${extra}>${escaped(words)}</text>`;
}

/** The patterns of one model, named after it. */
function patterns(id: string, { model, soft, paper }: LaneColours): string {
  const pattern = (phase: string, size: number, inner: string): string =>
    `<pattern id="${id}-${phase}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${inner}</pattern>`;
  const line = (d: string, colour: Colour, wide: number): string =>
    `<path d="${d}" stroke="${hex(colour)}" stroke-width="${wide}" fill="none"/>`;
  const dot = (at: number): string => `<circle cx="${at}" cy="${at}" r="0.9" fill="${hex(model)}"/>`;
  return [
    pattern('waiting-gil', 5, line('M-1 1L1 -1M0 5L5 0M4 6L6 4', model, 1.4)),
    pattern('waiting-lock', 6, line('M0 0L6 6M6 0L0 6', model, 1.4)),
    pattern('waiting-step', 6, line('M3 0V6', model, 1.4)),
    pattern('copying', 4, dot(1) + dot(3)),
    pattern('preempted', 3, line('M0 1.5H3', model, 1)),
    pattern('startup', 4, line('M2 0V4', blend(soft, paper, 0.6), 1)),
  ].join('');
}

const PATTERNED = new Set(['waiting-gil', 'waiting-lock', 'waiting-step', 'copying', 'preempted', 'startup']);

function fillOf(part: number, id: string, { model, released, paper, quiet }: LaneColours): string {
  if (part === SECOND_SHADE) return hex(blend(model, paper, 0.74));
  const phase = phaseOf(part);
  if (PATTERNED.has(phase)) return `url(#${id}-${phase})`;
  if (phase === 'released') return hex(released);
  if (phase === 'waiting-io') return hex(blend(model, paper, 0.25));
  if (phase === 'yielded') return hex(blend(model, paper, 0.5));
  return hex(phase === 'running' ? model : quiet);
}

/** One path a fill: columns of the same heights are one rectangle. */
function fillings(placed: PlacedRow, layout: LanesLayout, id: string, colours: LaneColours): string {
  const paths = new Array<string>(PARTS).fill('');
  const { row, y, height } = placed;
  const under = row.waits ? Math.max(2, Math.round(height / 4)) : 0;
  addColumns(paths, layout, { track: row.track, whole: row.sharing, top: y, height: height - under });
  if (row.waits)
    addColumns(paths, layout, { track: row.waits.united, whole: 1, top: y + height - under, height: under });
  return paths.map((d, part) => (d === '' ? '' : `<path fill="${fillOf(part, id, colours)}" d="${d}"/>`)).join('');
}

interface Columns {
  readonly track: PlacedRow['row']['track'];
  readonly whole: number;
  readonly top: number;
  readonly height: number;
}

function addColumns(paths: string[], layout: LanesLayout, { track, whole, top, height }: Columns): void {
  const width = Math.round((layout.right - layout.left) * FINENESS);
  const mix = pixelMix(width);
  const pixelMs = (layout.window.to - layout.window.from) / width;
  mixTrack(track, { from: layout.window.from, pixelMs }, mix, true);
  let [current, next] = [new Int32Array(PARTS), new Int32Array(PARTS)];
  let from = 0;
  const flush = (until: number): void => {
    let base = top + height;
    for (const part of [0, SECOND_SHADE, ...Array.from({ length: PARTS - 2 }, (_, at) => at + 1)]) {
      const tall = (current[part] as number) / FINENESS;
      if (tall === 0) continue;
      base -= tall;
      const [x, wide] = [layout.left + from / FINENESS, (until - from) / FINENESS];
      paths[part] += `M${x} ${base}h${wide}v${tall}h${-wide}z`;
    }
    from = until;
  };
  for (let pixel = 0; pixel < width; pixel++) {
    if (mix.seams[pixel]) next.fill(0);
    else heights(mix, pixel, whole, height * FINENESS, next);
    if (next.every((tall, part) => tall === current[part])) continue;
    flush(pixel);
    [current, next] = [next, current];
  }
  flush(width);
}

function blockOf(block: Block, layout: LanesLayout, colours: PictureColours, id: string): string {
  const own = colours.of(block);
  const { lanes, strip } = block;
  const parts = [
    text(0, block.top + BASE_LINE, block.name, { fill: own.name, bold: true }),
    ...block.words.map(({ text: words, x, y }) => text(x, y, words, { fill: colours.soft })),
  ];
  const [from, until] = [Math.max(layout.left, xOf(layout, 0)), Math.min(layout.right, xOf(layout, lanes.wallMs))];
  for (const placed of block.rows) {
    const middle = placed.y + placed.height / 2;
    if (placed.label)
      parts.push(text(layout.left - 8, middle + 4, placed.label, { fill: colours.soft, anchor: 'end' }));
    if (until > from && placed.height >= HAIRLINED)
      parts.push(`<path stroke="${hex(colours.quiet)}" d="M${from} ${middle}H${until}"/>`);
    parts.push(fillings(placed, layout, id, own));
  }
  if (strip) {
    const { executing, inProgress } = curvePaths(layout, lanes, strip);
    for (const count of ruledCounts(layout.most, strip.height)) {
      const y = strip.top + strip.height - countHeight(count, layout.most, strip.height);
      parts.push(`<path stroke="${hex(colours.rule)}" d="M${layout.left} ${y}H${layout.right}"/>`);
      parts.push(text(layout.left - 8, y + 4, grouped(count), { fill: colours.soft, anchor: 'end' }));
    }
    parts.push(`<path fill="${hex(own.name)}" d="${executing}"/>`);
    parts.push(`<path fill="none" stroke="${hex(own.name)}" stroke-width="1.25" d="${inProgress}"/>`);
    for (const label of stripLabels(layout, block, strip))
      parts.push(text(label.x, label.y, label.text, { fill: own.name, bold: label.bold }));
  }
  return `<g>${parts.join('')}</g>`;
}

function grid(layout: LanesLayout, { rule, soft }: PictureColours): string {
  const pieces = gridPieces(layout);
  const lines = layout.ticks
    .flatMap(({ at }) => pieces.map(({ top, bottom }) => `M${at.toFixed(1)} ${top}V${bottom}`))
    .join('');
  const labels = layout.ticks.flatMap(({ at, text: words }) =>
    [layout.top - 8, layout.bottom + LINE_HEIGHT].map((y) => text(at, y, words, { fill: soft, anchor: 'middle' })),
  );
  return `<path stroke="${hex(rule)}" d="${lines}"/>${labels.join('')}`;
}

function key(layout: LanesLayout, colours: PictureColours): string {
  const own = colours.of(null);
  return layout.key
    .map(
      ({ code, text: words, x, y }) =>
        `<rect x="${x}" y="${y}" width="20" height="12" fill="${fillOf(code, 'key', own)}"/>${text(x + 26, y + 10, words, { fill: colours.soft })}`,
    )
    .join('');
}

/** `title` and `note` stand above the picture. */
export function lanesSvg(layout: LanesLayout, colours: PictureColours, title: string, note: string): string {
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + HEAD + MARGIN];
  const definitions = [
    patterns('key', colours.of(null)),
    ...layout.blocks.map((block, index) => patterns(`m${index}`, colours.of(block))),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title><desc>${escaped(note)}</desc><defs>${definitions.join('')}</defs>`,
    `<rect width="${width}" height="${height}" fill="${hex(colours.paper)}"/>`,
    text(MARGIN, 24, title, { fill: colours.ink, bold: true }),
    text(MARGIN, 41, note, { fill: colours.soft }),
    `<g transform="translate(${MARGIN} ${HEAD})">`,
    grid(layout, colours),
    ...layout.blocks.map((block, index) => blockOf(block, layout, colours, `m${index}`)),
    key(layout, colours),
    '</g></svg>\n',
  ].join('\n');
}
