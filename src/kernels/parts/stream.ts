/**
 * What the descriptors of STREAM's four loops share: the layout of `assembly/kernels/lib/stream.ts`, the values, and an exact
 * check. The vectors are those of STREAM in its tenth round, each element times a whole number of its own from 1 to 7: no sum
 * rounds, and elements or blocks that were exchanged show, as they do not where all are alike.
 */
import type { Bytes } from '../../base/units.ts';
import type { Kernel } from '../index.ts';

const TINY = 160;
/** Some 4 GiB in all; the output is 2 MiB of the 12 that a job may have. */
const MAX = 32_768;

/** Of each half of the input. */
export const MOST_BLOCKS = 80;
const ITEMS_A_BLOCK = 16;
/** The smallest size at which the vectors have all their blocks. */
export const WHOLE = MOST_BLOCKS * ITEMS_A_BLOCK;
export const BLOCK_BYTES: Bytes = 65_536;
const BLOCK = BLOCK_BYTES / 8;
const ITEM_BYTES = 64;
const SUMS = 8;
/** The largest weight: 1024 · 7 · 1 153 300 781 250 is below 2⁵³. */
const WEIGHTS = 7;

export interface StreamValues {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** STREAM's own check: the scalars that every element equals after `rounds` of copy, scale, add and triad (stream.c). */
export function streamValues(rounds: number): StreamValues {
  const scalar = 3;
  let [a, b, c] = [2, 2, 0];
  for (let round = 0; round < rounds; round++) {
    c = a;
    b = scalar * c;
    c = a + b;
    a = b + scalar * c;
  }
  return { a, b, c };
}

const blocksOf = (size: number): number => Math.min(MOST_BLOCKS, Math.floor(size / ITEMS_A_BLOCK));

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

/** A whole number from 1 to 7 by position (Wellons' "lowbias32" hash). */
function weight(position: number): number {
  let mixed = Math.imul(position ^ (position >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return 1 + (((mixed ^ (mixed >>> 16)) >>> 0) % WEIGHTS);
}

/** Sums of every eighth element of each block: at 8·block + lane. */
function sumsOf(blocks: number, element: (position: number) => number): Float64Array {
  const sums = new Float64Array(blocks * SUMS);
  for (let block = 0; block < blocks; block++) {
    for (let place = 0; place < BLOCK; place++) {
      const at = block * SUMS + (place % SUMS);
      sums[at] = (sums[at] ?? NaN) + element(block * BLOCK + place);
    }
  }
  return sums;
}

/** One loop of STREAM: what it reads, and what it makes of it. */
export interface Loop {
  readonly id: string;
  readonly title: string;
  readonly computes: string;
  readonly teaches: string;
  readonly version: number;
  /** The value of each vector that is read, before the weights. A single one fills both halves of the input. */
  readonly operands: readonly [number] | readonly [number, number];
  /** What is made of an element of each; of their sums as well, since it is linear. A single operand comes as the first. */
  result(first: number, second: number): number;
  /** What was published, as a sentence. */
  readonly statement: string;
}

type Halves = readonly [first: Float64Array, second: Float64Array];

/** What STREAM counts for a block: each vector read, and the one that is written. */
const trafficOf = (loop: Loop): Bytes => (loop.operands.length + 1) * BLOCK_BYTES;

/** The sums of each half of the input, whose element at a position is given. */
function halvesOf(blocks: number, element: (position: number) => number): Halves {
  return [sumsOf(blocks, element), sumsOf(blocks, (position) => element(blocks * BLOCK + position))];
}

/** An element of the input: the operand of its half times its weight. */
function elementOf({ operands }: Loop, position: number, half: number): number {
  return weight(position) * (position < half ? operands[0] : (operands[1] ?? operands[0]));
}

/** Every sum against those of the operands: a sum of results is the result of the sums, exactly. */
function sumFault(output: Uint8Array, loop: Loop, [first, second]: Halves): string | undefined {
  const blocks = first.length / SUMS;
  const all = Float64Array.of(...first, ...second);
  const inTurn = loop.operands.length === 1 ? 2 * blocks : blocks;
  const got = doubles(output);
  for (let item = 0; item < got.length / SUMS; item++) {
    const block = item % inTurn;
    const further = blocks + ((block + Math.floor(item / blocks)) % blocks);
    for (let lane = 0; lane < SUMS; lane++) {
      const expected = loop.result(all[block * SUMS + lane] ?? NaN, all[further * SUMS + lane] ?? NaN);
      const sum = got[item * SUMS + lane];
      if (sum !== expected) return `sum ${lane} of item ${item} is ${sum}, expected ${expected}`;
    }
  }
  return undefined;
}

/** The descriptor of a loop. */
export function streamKernel(loop: Loop): Kernel {
  const { id, title, computes, teaches, version, statement } = loop;
  const half = (size: number): number => blocksOf(size) * BLOCK;
  return {
    ...{ id, title, computes, teaches, version },
    sizeName: 'blocks of 8192 elements',
    tinySize: TINY,
    maxSize: MAX,
    naturalItems: 1,
    builds: 'same bytes',
    published: [
      {
        size: TINY,
        statement,
        source: 'J. D. McCalpin, STREAM 5.10, stream.c: what checkSTREAMresults prints with NTIMES 10',
        fault: (output) =>
          sumFault(
            output,
            loop,
            halvesOf(blocksOf(TINY), (position) => elementOf(loop, position, half(TINY))),
          ),
      },
    ],
    items: (size) => size,
    itemBytes: () => ITEM_BYTES,
    inputBytes: (size) => 2 * blocksOf(size) * BLOCK_BYTES,
    scratchBytes: () => BLOCK_BYTES,
    work: (size) => ({ amount: size * trafficOf(loop), unit: 'bytes moved' }),
    fillInput(input, size) {
      const values = doubles(input);
      for (let position = 0; position < values.length; position++) {
        values[position] = elementOf(loop, position, half(size));
      }
    },
    scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
    fault(output, input, size) {
      const given = doubles(input);
      return sumFault(
        output,
        loop,
        halvesOf(blocksOf(size), (position) => given[position] ?? NaN),
      );
    },
  };
}
