/**
 * Level of detail: how much of each pixel column of a row went to which phase. Nothing is thrown away: the parts of a pixel add up
 * to the time that was recorded in it, however many spans that were. What becomes of the parts is decided in `lane-pixels.ts`.
 */
import { EXECUTING_CODES, FAINT_CODES, STACKED } from './phase-codes.ts';
import { firstInSight, type Track } from './track.ts';

/** One part a phase, and a second for executing: the shades of `Track`. */
export const PARTS = STACKED.length + 1;
export const SECOND_SHADE = STACKED.length;

/** A span as wide as this ends with a hairline of paper, so that chunks can be counted; in pixels. */
const WIDE = 5;

export interface PixelMix {
  readonly width: number;
  /** `PARTS` a pixel, in pixels: 1 is the whole width of it. */
  readonly parts: Float32Array;
  /** Spans that touch the pixel. */
  readonly spans: Uint16Array;
  /** 1 where neighbours are set apart. */
  readonly seams: Uint8Array;
}

export function pixelMix(width: number): PixelMix {
  return {
    width,
    parts: new Float32Array(width * PARTS),
    spans: new Uint16Array(width),
    seams: new Uint8Array(width),
  };
}

export interface Sight {
  /** Time at the left edge of pixel 0, and how long a pixel lasts; milliseconds. */
  readonly from: number;
  readonly pixelMs: number;
}

/** Fills `mix` with the part of `track` that is in sight. Returns how many spans were looked at. */
export function mixTrack(track: Track, { from, pixelMs }: Sight, mix: PixelMix, hasSeams: boolean): number {
  const { width, parts, spans, seams } = mix;
  parts.fill(0);
  spans.fill(0);
  seams.fill(0);
  const { start, end, code, shade, length } = track;
  const until = from + width * pixelMs;
  const first = firstInSight(track, from);
  let at = first;
  for (; at < length && (start[at] as number) < until; at++) {
    const left = Math.max(0, ((start[at] as number) - from) / pixelMs);
    const right = Math.min(width, ((end[at] as number) - from) / pixelMs);
    if (right < left) continue;
    const kind = code[at] as number;
    const part = kind === 0 && shade[at] === 1 ? SECOND_SHADE : kind;
    const low = Math.min(width - 1, Math.floor(left));
    const high = Math.min(width - 1, Math.ceil(right) - 1);
    if (high <= low) {
      parts[low * PARTS + part] = (parts[low * PARTS + part] as number) + right - left;
      spans[low] = (spans[low] as number) + 1;
      continue;
    }
    parts[low * PARTS + part] = (parts[low * PARTS + part] as number) + low + 1 - left;
    for (let pixel = low + 1; pixel < high; pixel++) {
      parts[pixel * PARTS + part] = (parts[pixel * PARTS + part] as number) + 1;
    }
    parts[high * PARTS + part] = (parts[high * PARTS + part] as number) + right - high;
    for (let pixel = low; pixel <= high; pixel++) spans[pixel] = (spans[pixel] as number) + 1;
    if (hasSeams && right - left > WIDE && right < width && EXECUTING_CODES.has(kind)) seams[high] = 1;
  }
  return at - first;
}

/** Which part fills most of a pixel; of two alike the one that is stacked first. -1 where nothing was recorded. */
export function mainPart(mix: PixelMix, pixel: number): number {
  let best = -1;
  let most = 0;
  for (let part = 0; part < PARTS; part++) {
    const time = mix.parts[pixel * PARTS + part] as number;
    const weight = FAINT_CODES.has(part) ? time / 4 : time;
    if (weight > most) [best, most] = [part, weight];
  }
  return best;
}
