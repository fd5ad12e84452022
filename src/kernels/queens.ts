/**
 * Descriptor of `assembly/kernels/queens.ts`: the first rows of every board, the table by which the kernel packs vectors, the numbers of
 * solutions that others published, and a search in plain TypeScript for some items at any size. A placement and its mirror image
 * have equally many completions: of the two only the one with its first queen on the left is an item.
 */
import type { Bytes } from '../base/units.ts';
import type { Kernel, PublishedCase } from './index.ts';

const TINY = 11;
/** The columns of a board are the bits of a lane; 0.5 s in one thread. */
const MAX = 16;

/** The layout that the kernel's header states. */
const TABLE_AT = 64;
const LANES = 8;
const PREFIXES_AT = TABLE_AT + 2 ** LANES * 16;
const PREFIX_WORDS = 4;
/** Two levels of columns and diagonals, 2048 boards each and room for a vector beyond. */
const SCRATCH: Bytes = 2 * 3 * 4224;

const SAMPLES = 24;

interface Board {
  /** OEIS A000170. */
  readonly solutions: number;
  /** Queens that a search row by row places, in all: OEIS A140450 without the empty board. */
  readonly placed: number;
  /** Rows that an item has filled: so many that none takes long, whatever the build. */
  readonly rows: number;
}

const BOARDS: ReadonlyMap<number, Board> = new Map([
  [8, { solutions: 92, placed: 2056, rows: 3 }],
  [9, { solutions: 352, placed: 8393, rows: 3 }],
  [10, { solutions: 724, placed: 35_538, rows: 3 }],
  [11, { solutions: 2680, placed: 166_925, rows: 3 }],
  [12, { solutions: 14_200, placed: 856_188, rows: 3 }],
  [13, { solutions: 73_712, placed: 4_674_889, rows: 4 }],
  [14, { solutions: 365_596, placed: 27_358_552, rows: 4 }],
  [15, { solutions: 2_279_184, placed: 171_129_071, rows: 5 }],
  [16, { solutions: 14_772_512, placed: 1_141_190_302, rows: 6 }],
]);

function boardOf(size: number): Board {
  const board = BOARDS.get(size);
  if (!board) throw new RangeError(`a board of ${size} by ${size} is none of 8 to 16`);
  return board;
}

/** Half of all: mirror images are not searched. */
const placedOf = (size: number): number => Math.floor(boardOf(size).placed / 2);

/** Columns and both kinds of diagonals that are attacked in the next row, a bit for each of its squares. */
interface Attacked {
  readonly columns: number;
  readonly left: number;
  readonly right: number;
}

const freeOf = ({ columns, left, right }: Attacked, all: number): number => all & ~(columns | left | right);

/** The squares that are set, lowest first. */
function* squares(free: number): Generator<number> {
  for (let left = free; left !== 0; left &= left - 1) yield left & -left;
}

const after = ({ columns, left, right }: Attacked, queen: number): Attacked => ({
  columns: columns | queen,
  left: (left | queen) << 1,
  right: (right | queen) >> 1,
});

/** Every placement of the first rows that has a free square in the next, one of each mirrored pair. */
function findPrefixes(size: number): Uint16Array {
  const all = 2 ** size - 1;
  const middle = size % 2 === 1 ? 2 ** ((size - 1) / 2) : 0;
  const leftHalf = 2 ** Math.floor(size / 2) - 1;
  const { rows } = boardOf(size);
  const found: number[] = [];
  const place = (attacked: Attacked, row: number): void => {
    const free = freeOf(attacked, all);
    if (row === rows && free) found.push(attacked.columns, attacked.left, attacked.right, 0);
    if (row === rows) return;
    const first = row === 0 ? leftHalf | middle : all;
    // With the first queen in the middle it is the second that tells a placement from its mirror image.
    const allowed = row === 1 && attacked.columns === middle ? leftHalf : first;
    for (const queen of squares(free & allowed)) place(after(attacked, queen), row + 1);
  };
  place({ columns: 0, left: 0, right: 0 }, 0);
  return Uint16Array.from(found);
}

const known = new Map<number, Uint16Array>();

function prefixesOf(size: number): Uint16Array {
  const prefixes = known.get(size) ?? findPrefixes(size);
  known.set(size, prefixes);
  return prefixes;
}

function completions(attacked: Attacked, all: number): number {
  if (attacked.columns === all) return 1;
  let sum = 0;
  for (const queen of squares(freeOf(attacked, all))) sum += completions(after(attacked, queen), all);
  return sum;
}

/** For each set of lanes the order of bytes that packs the others to the front. */
function fillTable(table: Uint8Array): void {
  table.fill(0);
  for (let set = 0; set < 2 ** LANES; set++) {
    let to = set * 16;
    for (let lane = 0; lane < LANES; lane++) {
      if (set & (2 ** lane)) continue;
      table[to++] = 2 * lane;
      table[to++] = 2 * lane + 1;
    }
  }
}

const countsOf = (output: Uint8Array): Uint32Array =>
  new Uint32Array(output.buffer, output.byteOffset, output.byteLength / 4);

function totalFault(output: Uint8Array, size: number): string | undefined {
  const { solutions } = boardOf(size);
  const total = countsOf(output).reduce((sum, count) => sum + count, 0);
  return total === solutions ? undefined : `${size} queens have ${total} placements, published is ${solutions}`;
}

/** Items searched again: the first, the last, and some between. */
function sampledFault(output: Uint8Array, size: number): string | undefined {
  const counts = countsOf(output);
  const prefixes = prefixesOf(size);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const item = Math.floor((sample * (counts.length - 1)) / (SAMPLES - 1));
    const [columns = NaN, left = NaN, right = NaN] = prefixes.subarray(item * PREFIX_WORDS);
    const expected = 2 * completions({ columns, left, right }, 2 ** size - 1);
    if (counts[item] !== expected) return `item ${item} counts ${counts[item]} placements, expected ${expected}`;
  }
  return undefined;
}

function publishedCount(size: number): PublishedCase {
  return {
    size,
    statement: `${size} queens can be placed in ${boardOf(size).solutions} ways.`,
    source: 'OEIS A000170, number of ways of placing n nonattacking queens on an n × n board',
    fault: (output) => totalFault(output, size),
  };
}

/**
 * A board has about six times the work of the one before: the one whose work is nearest, by logarithm, but none with more
 * than 1.3 times what was asked for.
 */
function scale(size: number, factor: number): number {
  const asked = placedOf(size) * factor;
  let best = TINY;
  for (let board = TINY + 1; board <= MAX; board++) {
    const distance = (other: number): number => Math.abs(Math.log(placedOf(other) / asked));
    if (placedOf(board) <= 1.3 * asked && distance(board) <= distance(best)) best = board;
  }
  return best;
}

export default {
  id: 'queens',
  title: 'Queens on a board',
  sizeName: 'queens and squares along a side',
  computes: 'Counts the ways to place as many queens as a chessboard has rows so that none attacks another.',
  teaches: 'Nobody knows beforehand how long an item takes: shares must be claimed or stolen while the work goes on.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 1,
  builds: 'same bytes',
  published: [publishedCount(12), publishedCount(8), publishedCount(9), publishedCount(10), publishedCount(13)],
  items: (size) => prefixesOf(size).length / PREFIX_WORDS,
  itemBytes: () => 4,
  inputBytes: (size) => PREFIXES_AT + prefixesOf(size).byteLength,
  scratchBytes: () => SCRATCH,
  work: (size) => ({ amount: placedOf(size), unit: 'queens placed' }),
  fillInput(input, size) {
    input.fill(0, 0, TABLE_AT);
    new Uint32Array(input.buffer, input.byteOffset, 1)[0] = boardOf(size).rows;
    fillTable(input.subarray(TABLE_AT, PREFIXES_AT));
    const prefixes = prefixesOf(size);
    new Uint16Array(input.buffer, input.byteOffset + PREFIXES_AT, prefixes.length).set(prefixes);
  },
  scale,
  fault: (output, _input, size) => totalFault(output, size) ?? sampledFault(output, size),
} satisfies Kernel;
