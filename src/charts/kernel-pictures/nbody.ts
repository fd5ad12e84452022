/** The giant planets seen from above, where they began and where the kernel has taken them; the first of its many systems, whose frame is not turned. */
import { svg } from 'lit';
import type { KernelPicture } from './index.ts';

const SIZE = 40;
/** Doubles of a body (x y z, then their changes), and of an item. */
const BODY = 6;
const NAMES = ['Sun', 'Jupiter', 'Saturn', 'Uranus', 'Neptune'] as const;
const MOST = 300;
/** Astronomical units from the middle to the rim. */
const REACH = 33;

interface Place {
  readonly x: number;
  readonly y: number;
}

function placesIn(bytes: Uint8Array): readonly Place[] {
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, NAMES.length * BODY);
  return NAMES.map((_, body) => ({ x: numbers[body * BODY] ?? NaN, y: numbers[body * BODY + 1] ?? NaN }));
}

/** How far around the Sun, in degrees. */
function turned(from: Place, to: Place): number {
  const angle = ((Math.atan2(to.y, to.x) - Math.atan2(from.y, from.x)) * 180) / Math.PI;
  return Math.round((angle + 360) % 360);
}

export default {
  id: 'nbody',
  size: SIZE,
  caption:
    'Rings are where the planets began, dots where 1000 steps, ten years, have taken them. Dashed: their distance from the Sun at the end.',
  draw(output, input) {
    const [before, after] = [placesIn(input), placesIn(output)];
    const layout = (width: number) => {
      const side = Math.min(width, MOST);
      const at = (value: number): number => (side / 2) * (1 + value / REACH);
      const drawing = svg`
        ${after
          .slice(1)
          .map(
            ({ x, y }) =>
              svg`<circle class="law" cx=${at(0)} cy=${at(0)} r=${(side / 2 / REACH) * Math.hypot(x, y)} />`,
          )}
        <circle class="spot" cx=${at(0)} cy=${at(0)} r="4.5" />
        ${before.slice(1).map(({ x, y }) => svg`<circle class="hollow" cx=${at(x)} cy=${at(-y)} r="3.5" />`)}
        ${after.slice(1).map(
          ({ x, y }, planet) => svg`<circle class="spot" cx=${at(x)} cy=${at(-y)} r="3.5" />
            <text class="halo" x=${at(x) + 8} y=${at(-y) + 4}>${planet > 0 ? NAMES[planet + 1] : ''}</text>`,
        )}`;
      return { height: side, drawing };
    };
    const turns = NAMES.slice(1).map((name, planet) => {
      return `${name} ${turned(before[planet + 1] ?? { x: 0, y: 0 }, after[planet + 1] ?? { x: 0, y: 0 })}`;
    });
    return {
      picture: { kind: 'drawing', layout },
      label: `The Sun and four planets from above. In ten years they went around it by so many degrees: ${turns.join(', ')}.`,
    };
  },
} satisfies KernelPicture;
