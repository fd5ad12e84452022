/** The Mandelbrot set, a pixel a bit of the kernel's bitmap. */
import { percent } from '../number-format.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 640;

export default {
  id: 'mandelbrot',
  size: SIZE,
  caption: 'Ink where c has not run away after 50 steps. A row through the set costs five times an empty one.',
  draw(output) {
    const rowBytes = Math.ceil(SIZE / 8);
    const ink = new Float32Array(SIZE * SIZE);
    for (let pixel = 0; pixel < ink.length; pixel++) {
      const [row, column] = [Math.floor(pixel / SIZE), pixel % SIZE];
      ink[pixel] = ((output[row * rowBytes + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1;
    }
    const share = ink.reduce((sum, bit) => sum + bit, 0) / ink.length;
    return {
      picture: { kind: 'raster', width: SIZE, height: SIZE, ink, isCoarse: false },
      label: `The Mandelbrot set in ${SIZE} × ${SIZE} pixels: a heart-shaped body with round buds, ${percent(share)} of the square.`,
    };
  },
} satisfies KernelPicture;
