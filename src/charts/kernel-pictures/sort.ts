/** Keys before and after they were sorted: across is their place, up is their value. */
import { grouped } from '../number-format.ts';
import { sideBySide } from './lib/side-by-side.ts';
import type { KernelPicture } from './index.ts';

/** Blocks, the fewest. */
const SIZE = 24;
const SIDE = 160;
/** Every so manieth key is drawn: all of them would be a grey square. */
const EVERY = 24;

const keysIn = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

function inkOf(keys: Float32Array, low: number, high: number): Float32Array {
  const ink = new Float32Array(SIDE * SIDE);
  for (let place = 0; place < keys.length; place += EVERY) {
    const column = Math.floor((place / keys.length) * SIDE);
    const share = ((keys[place] ?? 0) - low) / (high - low);
    const row = SIDE - 1 - Math.min(SIDE - 1, Math.floor(share * SIDE));
    ink[row * SIDE + column] = 1;
  }
  return ink;
}

export default {
  id: 'sort',
  size: SIZE,
  caption: `Left as they came, right sorted: across a key’s place, up its value; one key of ${EVERY}.`,
  draw(output, input) {
    const [before, after] = [keysIn(input), keysIn(output)];
    const [low, high] = [after[0] ?? 0, after.at(-1) ?? 1];
    return {
      picture: sideBySide(inkOf(before, low, high), inkOf(after, low, high), SIDE, true),
      label: `${grouped(before.length)} keys from ${low} to ${high}: a cloud without order before, an unbroken rising line after.`,
    };
  },
} satisfies KernelPicture;
