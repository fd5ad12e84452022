/** The heat plate before its sweeps and after them: the hotter, the more ink, with lines of equal temperature. */
import { sideBySide } from './lib/side-by-side.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 256;
/** Of equal temperature, from the coldest place at the start to the hottest. */
const LINES = 15;
/** So that the lines can be seen in the hottest places, too. */
const MOST_INK = 0.8;

const heatIn = (bytes: Uint8Array): Float64Array => new Float64Array(bytes.buffer, bytes.byteOffset, SIZE * SIZE);

/** A plate with no ink where it is as cold as `coldest`. */
function inkOf(heat: Float64Array, coldest: number, hottest: number): Float32Array {
  const share = heat.map((value) => Math.min(1, Math.max(0, (value - coldest) / (hottest - coldest))));
  const bandOf = (cell: number): number => Math.floor((share[cell] ?? 0) * LINES);
  return Float32Array.from(share, (value, cell) => {
    const isAtLine =
      (cell % SIZE < SIZE - 1 && bandOf(cell) !== bandOf(cell + 1)) ||
      (cell + SIZE < heat.length && bandOf(cell) !== bandOf(cell + SIZE));
    return Math.min(1, MOST_INK * value + (isAtLine ? 0.2 : 0));
  });
}

/** The largest difference between neighbours in a row. */
function steepest(heat: Float64Array): number {
  let most = 0;
  for (let cell = 1; cell < heat.length; cell++) {
    if (cell % SIZE !== 0) most = Math.max(most, Math.abs((heat[cell] ?? 0) - (heat[cell - 1] ?? 0)));
  }
  return most;
}

export default {
  id: 'heat',
  size: SIZE,
  caption:
    'Left as it begins, right after all its sweeps; the hotter, the more ink. Fine ripples are gone first, the broad hump stays.',
  draw(output, input) {
    const [before, after] = [heatIn(input), heatIn(output)];
    const [coldest, hottest] = before.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
      [Infinity, -Infinity] as readonly [number, number],
    );
    const flatter = steepest(before) / steepest(after);
    return {
      picture: sideBySide(inkOf(before, coldest, hottest), inkOf(after, coldest, hottest), SIZE, false),
      label: `A square plate of ${SIZE} × ${SIZE} cells, rippled at the start and smooth after all its sweeps: the steepest slope is ${flatter.toFixed(1)} times as gentle.`,
    };
  },
} satisfies KernelPicture;
