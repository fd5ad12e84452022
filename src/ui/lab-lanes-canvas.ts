/**
 * Draws a layout of lanes on a canvas: the rows as pixels, everything else with the canvas’ own lines and text. Keeps its buffers
 * and its tiles from one frame to the next. Decides nothing about what is shown.
 */
import { curvePaths } from '../charts/lanes/curve-paths.ts';
import { fillTiles, type Colour, type FillTiles } from '../charts/lanes/fill-tiles.ts';
import { paintRow, type PixelRows } from '../charts/lanes/lane-pixels.ts';
import {
  BASE_LINE,
  countHeight,
  HAIRLINED,
  gridPieces,
  ruledCounts,
  xOf,
  type Block,
  type LanesLayout,
  type PlacedRow,
} from '../charts/lanes/lanes-layout.ts';
import type { PictureColours } from '../charts/lanes/lanes-svg.ts';
import { mixTrack, pixelMix, type PixelMix } from '../charts/lanes/pixel-mix.ts';
import { stripLabels } from '../charts/lanes/strip-labels.ts';
import { grouped } from '../charts/number-format.ts';
import type { Track } from '../charts/lanes/track.ts';

/** What is marked by pointer or keyboard: a box around it. */
export interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Buffers {
  readonly mix: PixelMix;
  readonly image: ImageData;
  readonly rows: PixelRows;
}

const TALLEST_ROW = 32;
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

function css([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}

export class LanesPainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #colours: PictureColours;
  /** Pixels of the screen to a CSS pixel. */
  readonly #scale: number;
  /** Where the picture begins on the canvas, CSS pixels. */
  readonly #origin: { readonly x: number; readonly y: number };
  readonly #tiles = new Map<string, FillTiles>();
  #buffers: Buffers | null = null;

  constructor(
    context: CanvasRenderingContext2D,
    colours: PictureColours,
    scale: number,
    origin: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
  ) {
    this.#context = context;
    this.#colours = colours;
    this.#scale = scale;
    this.#origin = origin;
  }

  paint(layout: LanesLayout, cursor: Cursor | null): void {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = css(this.#colours.paper);
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    this.#toCss();
    this.#grid(layout);
    for (const block of layout.blocks) this.#block(layout, block);
    this.#key(layout);
    if (cursor) this.#cursor(cursor);
  }

  /** A line of text at a place of the canvas, above the picture. */
  title(words: string, y: number, isBold: boolean): void {
    this.#toCss();
    this.#text(words, 0, y - this.#origin.y, isBold ? this.#colours.ink : this.#colours.soft, isBold ? 600 : 400);
  }

  #toCss(): void {
    this.#context.setTransform(
      this.#scale,
      0,
      0,
      this.#scale,
      this.#origin.x * this.#scale,
      this.#origin.y * this.#scale,
    );
  }

  #text(
    words: string,
    x: number,
    y: number,
    colour: Colour,
    weight = 400,
    align: 'left' | 'center' | 'right' = 'left',
  ): void {
    this.#context.font = `${weight} 12px ${SANS}`;
    this.#context.textAlign = align;
    this.#context.fillStyle = css(colour);
    this.#context.fillText(words, x, y);
  }

  #line(x1: number, y1: number, x2: number, y2: number, colour: Colour): void {
    // A hairline on whole pixels of the screen, whatever its scale.
    const sharp = (value: number): number => (Math.floor(value * this.#scale) + 0.5) / this.#scale;
    this.#context.strokeStyle = css(colour);
    this.#context.lineWidth = 1 / this.#scale;
    this.#context.beginPath();
    this.#context.moveTo(sharp(x1), sharp(y1));
    this.#context.lineTo(sharp(x2), sharp(y2));
    this.#context.stroke();
  }

  #grid(layout: LanesLayout): void {
    const { rule, soft } = this.#colours;
    const { ticks, top, bottom } = layout;
    const pieces = gridPieces(layout);
    for (const { at, text } of ticks) {
      for (const piece of pieces) this.#line(at, piece.top, at, piece.bottom, rule);
      this.#text(text, at, top - 8, soft, 400, 'center');
      this.#text(text, at, bottom + 15, soft, 400, 'center');
    }
  }

  #block(layout: LanesLayout, block: Block): void {
    const { name } = this.#colours.of(block);
    this.#text(block.name, 0, block.top + BASE_LINE, name, 600);
    for (const { text, x, y } of block.words) this.#text(text, x, y, this.#colours.soft);
    const tiles = this.#tilesOf(block);
    for (const placed of block.rows) {
      if (placed.label !== null) {
        this.#text(placed.label, layout.left - 8, placed.y + placed.height / 2 + 4, this.#colours.soft, 400, 'right');
      }
      this.#row(layout, block, placed, tiles);
    }
    this.#strip(layout, block);
  }

  #tilesOf(block: Block | null): FillTiles {
    const id = block?.lanes.model ?? 'key';
    const known = this.#tiles.get(id);
    if (known) return known;
    const tiles = fillTiles(this.#colours.of(block), this.#scale);
    this.#tiles.set(id, tiles);
    return tiles;
  }

  #buffersOf(width: number): Buffers {
    if (this.#buffers?.mix.width === width) return this.#buffers;
    const height = Math.ceil(TALLEST_ROW * this.#scale);
    const image = new ImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    this.#buffers = { mix: pixelMix(width), image, rows: { width, height, pixels } };
    return this.#buffers;
  }

  /** Executing above, the waits of others as a thin underlay; a row without such waits is all one. */
  #row(layout: LanesLayout, block: Block, { row, y, height }: PlacedRow, tiles: FillTiles): void {
    const top = Math.round((this.#origin.y + y) * this.#scale);
    const tall = Math.max(1, Math.round(height * this.#scale));
    const under = row.waits ? Math.max(1, Math.round(tall / 4)) : 0;
    const seams = height > 8 && row.sharing === 1;
    this.#track(
      layout,
      block,
      { track: row.track, whole: row.sharing, seams, hairlined: height >= HAIRLINED, top, tall: tall - under },
      tiles,
    );
    if (!row.waits) return;
    const waits = {
      track: row.waits.united,
      whole: 1,
      seams: false,
      hairlined: false,
      top: top + tall - under,
      tall: under,
    };
    this.#track(layout, block, waits, tiles);
  }

  #track(
    layout: LanesLayout,
    { lanes }: Block,
    part: { track: Track; whole: number; seams: boolean; hairlined: boolean; top: number; tall: number },
    tiles: FillTiles,
  ): void {
    const left = Math.round((this.#origin.x + layout.left) * this.#scale);
    const width = Math.max(1, Math.round((layout.right - layout.left) * this.#scale));
    const { mix, image, rows } = this.#buffersOf(width);
    const { from, to } = layout.window;
    const pixelMs = (to - from) / width;
    mixTrack(part.track, { from, pixelMs }, mix, part.seams);
    const painting = {
      tiles,
      shift: Math.floor(from / pixelMs) % tiles.edge,
      whole: part.whole,
      from: Math.round(-from / pixelMs),
      until: Math.round((lanes.wallMs - from) / pixelMs),
      height: part.tall,
      hairline: part.hairlined ? Math.max(1, Math.round(this.#scale)) : 0,
    };
    paintRow(mix, painting, rows);
    // Beyond its makespan a model has no lanes: there the grid shows.
    const [begin, end] = [Math.max(0, painting.from), Math.min(width, painting.until)];
    if (end > begin) this.#context.putImageData(image, left, part.top, begin, 0, end - begin, part.tall);
  }

  #strip(layout: LanesLayout, block: Block): void {
    const { strip, lanes } = block;
    if (!strip) return;
    const { name } = this.#colours.of(block);
    const base = strip.top + strip.height;
    for (const count of ruledCounts(layout.most, strip.height)) {
      const y = base - countHeight(count, layout.most, strip.height);
      this.#line(layout.left, y, layout.right, y, this.#colours.rule);
      this.#text(grouped(count), layout.left - 8, y + 4, this.#colours.soft, 400, 'right');
    }
    const { executing, inProgress } = curvePaths(layout, lanes, strip);
    this.#context.fillStyle = css(name);
    this.#context.fill(new Path2D(executing));
    this.#context.strokeStyle = css(name);
    this.#context.lineWidth = 1.25;
    this.#context.stroke(new Path2D(inProgress));
    this.#line(layout.left, base, layout.right, base, this.#colours.quiet);
    for (const { text, x, y, bold } of stripLabels(layout, block, strip)) {
      this.#text(text, x, y, name, bold ? 600 : 400);
    }
  }

  #key({ key }: LanesLayout): void {
    const { edge, parts } = this.#tilesOf(null);
    const [width, height] = [Math.round(20 * this.#scale), Math.round(12 * this.#scale)];
    for (const { code, text, x, y } of key) {
      const image = new ImageData(width, height);
      const tile = parts[code] as Uint32Array;
      const isFaint = tile[0] === this.#tilesOf(null).hairline;
      const inked = (row: number): boolean => !isFaint || Math.abs(row - height / 2) < this.#scale / 2 + 0.01;
      new Uint32Array(image.data.buffer).forEach((_, at, pixels) => {
        const row = Math.floor(at / width);
        pixels[at] = inked(row)
          ? (tile[(row % edge) * edge + ((at % width) % edge)] as number)
          : this.#tilesOf(null).paper;
      });
      this.#context.putImageData(
        image,
        Math.round((this.#origin.x + x) * this.#scale),
        Math.round((this.#origin.y + y) * this.#scale),
      );
      this.#text(text, x + 26, y + 10, this.#colours.soft);
    }
  }

  #cursor({ x, y, width, height }: Cursor): void {
    this.#context.strokeStyle = css(this.#colours.ink);
    this.#context.lineWidth = 1.5;
    this.#context.strokeRect(x, y, width, height);
  }
}

/** A box around what is landed on. */
export function cursorOf(layout: LanesLayout, placed: PlacedRow, start: number, end: number): Cursor {
  const left = Math.max(layout.left - 2, xOf(layout, start) - 2);
  const right = Math.min(layout.right + 2, xOf(layout, end) + 2);
  return { x: left, y: placed.y - 2, width: Math.max(3, right - left), height: placed.height + 4 };
}
