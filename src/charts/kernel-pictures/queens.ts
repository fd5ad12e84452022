/**
 * In how many of all solutions a queen stands on each square of the board. The kernel counts the completions of every placement of the first three rows;
 * turning and mirroring a solution gives a solution, which fills the other rims, and every row has one queen, which leaves the four squares in the middle.
 */
import { svg } from 'lit';
import { grouped } from '../number-format.ts';
import type { KernelPicture } from './index.ts';

const SIZE = 8;
const ROWS = 3;
/** Where the kernel's input has the placements: after a row's header and a table. */
const PREFIXES_AT = 64 + 2 ** 8 * 16;
const PREFIX_WORDS = 4;
const MOST = 300;

/** The columns of the first three queens, from the columns and diagonals that they attack in the fourth row. */
function queensOf(columns: number, left: number, right: number): readonly number[] {
  const taken = Array.from({ length: SIZE }, (_, column) => column).filter((column) => columns & (1 << column));
  const reached = (order: readonly number[], of: (bit: number, rows: number) => number): number =>
    order.reduce((all, column, row) => all | of(1 << column, ROWS - row), 0);
  for (const first of taken)
    for (const second of taken)
      for (const third of taken) {
        const order = [first, second, third];
        const isThis =
          new Set(order).size === ROWS &&
          reached(order, (bit, rows) => bit << rows) === left &&
          reached(order, (bit, rows) => bit >> rows) === right;
        if (isThis) return order;
      }
  return [];
}

/** Solutions with a queen on each square, row by row. */
function countsIn(output: Uint8Array, input: Uint8Array): { readonly all: number; readonly counts: readonly number[] } {
  const completions = new Uint32Array(output.buffer, output.byteOffset, output.byteLength / 4);
  const words = new Uint16Array(input.buffer, input.byteOffset + PREFIXES_AT, completions.length * PREFIX_WORDS);
  const top = new Array<number>(SIZE * ROWS).fill(0);
  let all = 0;
  completions.forEach((count, item) => {
    const [columns = 0, left = 0, right = 0] = words.subarray(item * PREFIX_WORDS);
    all += count;
    queensOf(columns, left, right).forEach((column, row) => {
      // An item counts its mirror image, too: half of them have the queen here, half there.
      for (const place of [column, SIZE - 1 - column])
        top[row * SIZE + place] = (top[row * SIZE + place] ?? 0) + count / 2;
    });
  });
  const counts = Array.from({ length: SIZE * SIZE }, (_, square) => {
    const fromRim = (at: number): number => Math.min(at, SIZE - 1 - at);
    const [row, column] = [fromRim(Math.floor(square / SIZE)), fromRim(square % SIZE)];
    if (Math.min(row, column) < ROWS) return top[Math.min(row, column) * SIZE + Math.max(row, column)] ?? NaN;
    // Two of a row whose other six are known.
    const rim = [0, 1, 2].reduce((sum, at) => sum + 2 * (top[at * SIZE + row] ?? NaN), 0);
    return (all - rim) / 2;
  });
  return { all, counts };
}

export default {
  id: 'queens',
  size: SIZE,
  caption:
    'Eight queens: on how many solutions’ boards one stands on each square. Counted in the first three rows; the rest follows by symmetry.',
  draw(output, input) {
    const { all, counts } = countsIn(output, input);
    const most = Math.max(...counts, 1);
    const layout = (width: number) => {
      const side = Math.min(width, MOST);
      const cell = side / SIZE;
      const drawing = svg`${counts.map((count, square) => {
        const [x, y] = [(square % SIZE) * cell, Math.floor(square / SIZE) * cell];
        return svg`<rect class="piece" x=${x} y=${y} width=${cell - 1} height=${cell - 1} opacity=${(0.06 + (0.3 * count) / most).toFixed(3)} />
          <text class="middle in-cell" x=${x + cell / 2} y=${y + cell / 2 + 4}>${count}</text>`;
      })}`;
      return { height: side, drawing };
    };
    const corner = counts[0] ?? 0;
    return {
      picture: { kind: 'drawing', layout },
      label: `${grouped(all)} solutions on a board of ${SIZE} × ${SIZE}. A queen stands on a corner in ${grouped(corner)} of them, on the most used square in ${grouped(most)}.`,
    };
  },
} satisfies KernelPicture;
