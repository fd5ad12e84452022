/**
 * Paints a row from its pixel mix. A pixel in which one thing happened is filled with it; one in which many did is stacked, work at
 * the base, so that the filled area is time. What executed is never thinner than a quarter of the row, however short: it does not
 * vanish. Pixels in, pixels out: no canvas.
 */
import { EXECUTING_CODES, FAINT_CODES, phaseOf } from './phase-codes.ts';
import { heightOf } from '../phase-fills.ts';
import { mainPart, PARTS, SECOND_SHADE, type PixelMix } from './pixel-mix.ts';
import type { FillTiles } from './fill-tiles.ts';

export interface PixelRows {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

export interface Painting {
  readonly tiles: FillTiles;
  /** By how much patterns are pushed to the right, so that they move along with the time. */
  readonly shift: number;
  /** Share of a pixel that is the row's whole time: 1, or the number of tasks that share it. */
  readonly whole: number;
  /** Pixels of the row that lie within the play: a hairline where nothing was recorded there. */
  readonly from: number;
  readonly until: number;
  /** Rows from the top to paint into; the rest is left as it is. */
  readonly height: number;
  readonly hairline: number;
}

/** Order from the base up: both shades of executing, then the other phases. */
const FROM_BASE: readonly number[] = [0, SECOND_SHADE, ...Array.from({ length: PARTS - 2 }, (_, index) => index + 1)];

function isExecuting(part: number): boolean {
  return part === SECOND_SHADE || EXECUTING_CODES.has(part);
}

function executesIn({ parts }: PixelMix, base: number): boolean {
  for (const code of EXECUTING_CODES) if ((parts[base + code] as number) > 0) return true;
  return (parts[base + SECOND_SHADE] as number) > 0;
}

/** Heights of the parts of one pixel, in rows, by part; they add up to no more than `height`. */
export function heights(mix: PixelMix, pixel: number, whole: number, height: number, into: Int32Array): void {
  into.fill(0);
  const base = pixel * PARTS;
  const main = mainPart(mix, pixel);
  if (main < 0) return;
  const isSimple = (mix.spans[pixel] as number) <= 2 && whole === 1;
  if (isSimple && (isExecuting(main) || !executesIn(mix, base))) {
    if (FAINT_CODES.has(main)) return;
    into[main] = Math.round(heightOf(main === SECOND_SHADE ? 'running' : phaseOf(main), height));
    return;
  }
  const least = Math.max(1, Math.floor(height / 4));
  let left = height;
  let total = whole;
  for (const part of FROM_BASE) total = Math.max(total, mix.parts[base + part] as number);
  for (const part of FROM_BASE) {
    // Shades would only flicker where many tasks share a pixel.
    if (part === SECOND_SHADE) continue;
    const more = part === 0 ? (mix.parts[base + SECOND_SHADE] as number) : 0;
    const share = ((mix.parts[base + part] as number) + more) / total;
    if (share <= 0 || FAINT_CODES.has(part)) continue;
    const wanted = Math.round(share * height);
    const tall = Math.min(left, isExecuting(part) ? Math.max(least, wanted) : Math.max(1, wanted));
    into[part] = tall;
    left -= tall;
  }
}

/** Whole rows of `target` from the left to the right; what is not inked is paper. */
export function paintRow(mix: PixelMix, painting: Painting, target: PixelRows): void {
  const { tiles, height, shift, whole } = painting;
  const { pixels, width } = target;
  const { edge } = tiles;
  pixels.fill(tiles.paper, 0, height * width);
  const parts = new Int32Array(PARTS);
  const middle = Math.floor((height - painting.hairline) / 2);
  for (let x = 0; x < Math.min(width, mix.width); x++) {
    const isSeam = mix.seams[x] === 1;
    if (!isSeam) heights(mix, x, whole, height, parts);
    let y = height;
    if (!isSeam) {
      for (const part of FROM_BASE) {
        const tall = parts[part] as number;
        if (tall === 0) continue;
        const tile = tiles.parts[part] as Uint32Array;
        const column = (x + shift) % edge;
        for (let end = y - tall; y > end;) {
          y -= 1;
          pixels[y * width + x] = tile[(y % edge) * edge + column] as number;
        }
      }
    }
    if (y === height && !isSeam && x >= painting.from && x < painting.until) {
      for (let line = 0; line < painting.hairline; line++) pixels[(middle + line) * width + x] = tiles.hairline;
    }
  }
}
