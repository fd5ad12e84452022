/** The heat plate before its sweeps and after them: the hotter, the more ink, with lines of equal temperature. */
import { sideBySide } from './lib/side-by-side.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 256;
/** What no temperature exceeds, and how many lines of equal temperature there are up to it. */
const HOTTEST = 1.875;
const LINES = 15;
/** So that the lines can be seen in the hottest places, too. */
const MOST_INK = 0.8;

function inkOf(bytes: Uint8Array): Float32Array {
  const heat = new Float64Array(bytes.buffer, bytes.byteOffset, SIZE * SIZE);
  const bandOf = (cell: number): number => Math.floor(((heat[cell] ?? 0) / HOTTEST) * LINES);
  return Float32Array.from(heat, (value, cell) => {
    const isAtLine =
      (cell % SIZE < SIZE - 1 && bandOf(cell) !== bandOf(cell + 1)) ||
      (cell + SIZE < heat.length && bandOf(cell) !== bandOf(cell + SIZE));
    const ink = (MOST_INK * value) / HOTTEST;
    return isAtLine ? ink + 0.2 : ink;
  });
}

/** Half the largest difference between neighbours in a row: how rough the plate is. */
function steepest(bytes: Uint8Array): number {
  const heat = new Float64Array(bytes.buffer, bytes.byteOffset, SIZE * SIZE);
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
    'Left as it begins, right after 200 sweeps; the hotter, the more ink. Fine ripples are gone first, the broad hump stays.',
  draw(output, input) {
    const flatter = steepest(input) / steepest(output);
    return {
      picture: sideBySide(inkOf(input), inkOf(output), SIZE, false),
      label: `A square plate of ${SIZE} × ${SIZE} cells, rippled at the start and smooth after 200 sweeps: the steepest slope is ${flatter.toFixed(1)} times as gentle.`,
    };
  },
} satisfies KernelPicture;
