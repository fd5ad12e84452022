/** How primes thin out: the kernel's count of each segment, and the density 1/ln x that the prime number theorem gives. */
import { scaleLinear } from 'd3-scale';
import { svg } from 'lit';
import { counted, grouped } from '../number-format.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 6_000_000;
/** Numbers in a segment: 32 768 odd ones. */
const SPAN = 65_536;
const HEIGHT = 230;
const LEFT = 44;
const BOTTOM = 22;

/** Primes that 1/ln x lets expect between two numbers, by its middle. */
const expected = (from: number): number => SPAN / Math.log(from + SPAN / 2);

export default {
  id: 'primes',
  size: SIZE,
  caption:
    'A dot is a segment of 65 536 numbers with the primes counted in it; the dashed line is what 1/ln x lets expect.',
  draw(output) {
    const counts = [...new Uint32Array(output.buffer, output.byteOffset, output.byteLength / 4)];
    // The last one is cut off in the middle, and the first leaves the others no room.
    const whole = counts.slice(1, Math.floor((SIZE + 1) / SPAN));
    const all = counts.reduce((sum, count) => sum + count, 0);
    const layout = (width: number) => {
      const x = scaleLinear([0, SIZE], [LEFT, width - 4]);
      const values = [...whole, ...whole.map((_, place) => expected((place + 1) * SPAN))];
      const y = scaleLinear([Math.min(...values), Math.max(...values)], [HEIGHT - BOTTOM - 6, 10]).nice(4);
      const middle = (place: number): number => x((place + 1.5) * SPAN);
      const line = whole.map((_, place) => `${middle(place).toFixed(1)},${y(expected((place + 1) * SPAN)).toFixed(1)}`);
      const drawing = svg`
        ${y.ticks(4).map(
          (tick) => svg`<line class="grid" x1=${LEFT} x2=${width - 4} y1=${y(tick)} y2=${y(tick)} />
            <text class="end" x=${LEFT - 8} y=${y(tick) + 4}>${grouped(tick)}</text>`,
        )}
        ${[0, 2e6, 4e6, 6e6].map(
          (tick) =>
            svg`<text class=${tick === SIZE ? 'end' : 'middle'} x=${x(tick)} y=${HEIGHT - 4}>${tick === 0 ? '0' : `${tick / 1e6} million`}</text>`,
        )}
        <polyline class="law" points=${line.join(' ')} />
        ${whole.map((count, place) => svg`<circle class="spot" cx=${middle(place)} cy=${y(count)} r="2.2" />`)}`;
      return { height: HEIGHT, drawing };
    };
    const [first = 0] = whole;
    return {
      picture: { kind: 'drawing', layout },
      label: `${counted(all, 'prime')} up to ${grouped(SIZE)}. The second 65 536 numbers hold ${grouped(first)}, the last whole ${grouped(SPAN)} hold ${grouped(whole.at(-1) ?? 0)}.`,
    };
  },
} satisfies KernelPicture;
