/**
 * The fills of `phase-fills.ts` as tiles of pixels, made once for a model and a screen: a solid is a tile of one colour, a pattern
 * a blend of two. Colours are 0xAABBGGRR, as `ImageData` holds them on the machines that browsers run on.
 */
import type { Phase } from '../../trace/span.ts';
import { PARTS, SECOND_SHADE } from './pixel-mix.ts';
import { phaseOf } from './phase-codes.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export interface LaneColours {
  /** Of its name and its curves. */
  readonly name: Colour;
  /** Of its fills. */
  readonly model: Colour;
  /** Executing without the GIL. */
  readonly released: Colour;
  readonly paper: Colour;
  readonly soft: Colour;
  readonly quiet: Colour;
}

export interface FillTiles {
  /** Edge of every tile, pixels. */
  readonly edge: number;
  /** By part of a pixel mix: `edge`² pixels, row by row. */
  readonly parts: readonly Uint32Array[];
  readonly paper: number;
  readonly hairline: number;
}

/** CSS pixels after which every pattern repeats. */
const PERIOD = 6;
/** Each pixel is looked at in as many places squared. */
const SAMPLES = 4;

export function packed([red, green, blue]: Colour): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export function blend(a: Colour, b: Colour, share: number): Colour {
  const mix = (index: 0 | 1 | 2): number => Math.round(a[index] * share + b[index] * (1 - share));
  return [mix(0), mix(1), mix(2)];
}

/** Whether a place in a tile, in CSS pixels, is inked. */
const INKED: Partial<Record<Phase, (x: number, y: number) => boolean>> = {
  'waiting-gil': (x, y) => (x + y) % PERIOD < 2.3,
  'waiting-lock': (x, y) => (x + y) % PERIOD < 1.5 || (x - y + PERIOD) % PERIOD < 1.5,
  'waiting-step': (x) => Math.abs(x - PERIOD / 2) < 0.7,
  copying: (x, y) => Math.hypot((x % 3) - 1.5, (y % 3) - 1.5) < 1.05,
  preempted: (_x, y) => y % 3 < 1,
  startup: (x) => x % 3 < 1,
};

/** How much of a pixel is inked, 0 to 1. */
function coverage(inked: (x: number, y: number) => boolean, x: number, y: number, scale: number): number {
  let hits = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const across = (sample % SAMPLES) + 0.5;
    const down = Math.floor(sample / SAMPLES) + 0.5;
    if (inked((x + across / SAMPLES) / scale, (y + down / SAMPLES) / scale)) hits += 1;
  }
  return hits / (SAMPLES * SAMPLES);
}

/** How much of a fill that has no pattern is the colour, the rest being paper. */
const STRENGTH: Partial<Record<Phase, number>> = { 'waiting-io': 0.25, yielded: 0.5 };

function solidOf(part: number, colours: LaneColours): Colour {
  if (part === SECOND_SHADE) return blend(colours.model, colours.paper, 0.74);
  const phase = phaseOf(part);
  if (phase === 'idle' || phase === 'queued') return colours.quiet;
  if (phase === 'released') return colours.released;
  return blend(colours.model, colours.paper, STRENGTH[phase] ?? 1);
}

/** `scale` is pixels of the screen to a CSS pixel. */
export function fillTiles(colours: LaneColours, scale: number): FillTiles {
  const edge = Math.max(1, Math.round(PERIOD * scale));
  const tile = (part: number): Uint32Array => {
    const inked = part === SECOND_SHADE ? undefined : INKED[phaseOf(part)];
    if (!inked) return new Uint32Array(edge * edge).fill(packed(solidOf(part, colours)));
    const ink = phaseOf(part) === 'startup' ? blend(colours.soft, colours.paper, 0.6) : colours.model;
    return Uint32Array.from({ length: edge * edge }, (_, at) =>
      packed(blend(ink, colours.paper, coverage(inked, at % edge, Math.floor(at / edge), edge / PERIOD))),
    );
  };
  return {
    edge,
    parts: Array.from({ length: PARTS }, (_, part) => tile(part)),
    paper: packed(colours.paper),
    hairline: packed(colours.quiet),
  };
}
