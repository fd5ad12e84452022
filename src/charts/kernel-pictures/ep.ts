/** Gaussian deviates as a cloud: the two sums of every item in units of their standard deviation, with the circles that hold known shares of them. */
import { svg } from 'lit';
import { counted, grouped, percent } from '../number-format.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 600;
/** An item's pairs, of which π/4 are kept; a deviate has variance 1. */
const PAIRS = 4096;
const SIGMA = Math.sqrt((PAIRS * Math.PI) / 4);
const ITEM_BYTES = 64;
const RINGS = [1, 2, 3];
const MOST = 300;
const REACH = 3.7;

export default {
  id: 'ep',
  size: SIZE,
  caption:
    'A dot is one item: the sums of its deviates in x and in y. The circles are one, two and three standard deviations.',
  draw(output) {
    const sums = new Float64Array(output.buffer, output.byteOffset, output.byteLength / 8);
    const spots = Array.from({ length: SIZE }, (_, item) => {
      const [x = NaN, y = NaN] = [sums[(item * ITEM_BYTES) / 8], sums[(item * ITEM_BYTES) / 8 + 1]];
      return { x: x / SIGMA, y: y / SIGMA };
    });
    const inside = spots.filter(({ x, y }) => Math.hypot(x, y) <= 1).length / SIZE;
    const layout = (width: number) => {
      const side = Math.min(width, MOST);
      const at = (value: number): number => (side / 2) * (1 + value / REACH);
      const drawing = svg`
        ${RINGS.map(
          (ring) => svg`<circle class="law" cx=${at(0)} cy=${at(0)} r=${(side / 2 / REACH) * ring} />
            <text class="middle halo" x=${at(0)} y=${at(-ring) + 4}>${ring}σ</text>`,
        )}
        ${spots.map(({ x, y }) => svg`<circle class="spot" cx=${at(x)} cy=${at(-y)} r="1.6" />`)}`;
      return { height: side, drawing };
    };
    return {
      picture: { kind: 'drawing', layout },
      label: `A round cloud of ${counted(SIZE, 'dot')}, each the sums of about ${grouped((PAIRS * Math.PI) / 4)} deviates. ${percent(inside)} lie within one standard deviation; 39 % are expected.`,
    };
  },
} satisfies KernelPicture;
