/** Two square fields of ink beside each other, what went in and what came out, with a strip of paper between. Pure. */
import type { Raster } from '../index.ts';

/** Of a field's side. */
const GAP = 1 / 16;

/** `isCoarse`: pixels stay squares where the picture is shown larger. */
export function sideBySide(left: Float32Array, right: Float32Array, side: number, isCoarse: boolean): Raster {
  const gap = Math.max(1, Math.round(side * GAP));
  const width = 2 * side + gap;
  const ink = new Float32Array(width * side);
  for (let row = 0; row < side; row++) {
    ink.set(left.subarray(row * side, (row + 1) * side), row * width);
    ink.set(right.subarray(row * side, (row + 1) * side), row * width + side + gap);
  }
  return { kind: 'raster', width, height: side, ink, isCoarse };
}
