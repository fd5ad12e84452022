/**
 * How machines are told apart in a picture, with colour and without: a letter, a tone, a shape of mark, a stroke. Machines are not models, so
 * none of the models' colours is used; the tones are tokens of `ui/page.css`, reached through the classes of `chart-styles.ts`.
 */
import { svg, type SVGTemplateResult } from 'lit';

/** So many can be told apart on one picture; the contract of links says the same. */
export const MOST_TOLD_APART = 12;
const LETTERS = 'ABCDEFGHIJKL';

/** Places are counted from 0. */
export function machineLetter(place: number): string {
  return LETTERS[place % MOST_TOLD_APART] ?? '?';
}

/** The class that sets tone and stroke. */
export function machineClass(place: number): string {
  return `machine machine-${(place % MOST_TOLD_APART) + 1}`;
}

const REACH = 4;

function polygon(corners: readonly (readonly [number, number])[]): string {
  return `M${corners.map(([dx, dy]) => `${dx} ${dy}`).join('L')}Z`;
}

/** Around the origin, about equally large to the eye. */
const SHAPES: readonly string[] = [
  `M${REACH - 0.4} 0A3.6 3.6 0 1 1 ${0.4 - REACH} 0A3.6 3.6 0 1 1 ${REACH - 0.4} 0Z`,
  polygon([
    [-3.3, -3.3],
    [3.3, -3.3],
    [3.3, 3.3],
    [-3.3, 3.3],
  ]),
  polygon([
    [0, -4.4],
    [4.2, 3.2],
    [-4.2, 3.2],
  ]),
  polygon([
    [0, -4.8],
    [4.8, 0],
    [0, 4.8],
    [-4.8, 0],
  ]),
  polygon([
    [-4.2, -3.2],
    [4.2, -3.2],
    [0, 4.4],
  ]),
  polygon([
    [-1.5, -4.4],
    [1.5, -4.4],
    [1.5, -1.5],
    [4.4, -1.5],
    [4.4, 1.5],
    [1.5, 1.5],
    [1.5, 4.4],
    [-1.5, 4.4],
    [-1.5, 1.5],
    [-4.4, 1.5],
    [-4.4, -1.5],
    [-1.5, -1.5],
  ]),
];

/** Filled for the first six, hollow for the others, whose lines are broken as well. */
export function machineMark(place: number, x: number, y: number): SVGTemplateResult {
  const at = place % MOST_TOLD_APART;
  const filling = at < SHAPES.length ? 'dot' : 'hollow';
  return svg`<path class=${filling} transform="translate(${x} ${y})" d=${SHAPES[at % SHAPES.length] ?? ''} />`;
}
