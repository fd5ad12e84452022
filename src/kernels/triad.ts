/**
 * Descriptor of `assembly/kernels/triad.ts`: sizes, the two vectors it reads, and an exact check. The vectors are those of
 * STREAM after its ten rounds, each element times a whole number of its own from 1 to 7: no sum rounds, and elements
 * or blocks that were exchanged show, as they do not where all are alike.
 */
import type { Bytes } from '../base/units.ts';
import type { Kernel } from './index.ts';

const TINY = 160;
/** 4 GiB in all; the output is 2 MiB of the 12 that a job may have. */
const MAX = 32_768;

/** The layout that the kernel's header states. */
export const MOST_BLOCKS = 80;
const ITEMS_A_BLOCK = 16;
/** The smallest size at which the vectors have all their blocks. */
export const WHOLE = MOST_BLOCKS * ITEMS_A_BLOCK;
export const BLOCK_BYTES: Bytes = 65_536;
/** What STREAM counts for a block: b and c read, a written. */
export const BLOCK_TRAFFIC: Bytes = 3 * BLOCK_BYTES;
const BLOCK = BLOCK_BYTES / 8;
const ITEM_BYTES = 64;
const SUMS = 8;
/** The largest weight: 1024 · 7 · 1 153 300 781 250 is below 2⁵⁴, and all terms are even. */
const WEIGHTS = 7;

interface StreamValues {
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

const VALUES = streamValues(10);

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

/** Every sum against those of b and c: a sum of b + 3·c is the sum of b and three times that of c, exactly. */
function sumFault(output: Uint8Array, b: Float64Array, c: Float64Array): string | undefined {
  const blocks = b.length / SUMS;
  const got = doubles(output);
  for (let item = 0; item < got.length / SUMS; item++) {
    const block = item % blocks;
    const further = (block + Math.floor(item / blocks)) % blocks;
    for (let lane = 0; lane < SUMS; lane++) {
      const expected = (b[block * SUMS + lane] ?? NaN) + 3 * (c[further * SUMS + lane] ?? NaN);
      const sum = got[item * SUMS + lane];
      if (sum !== expected) return `sum ${lane} of item ${item} is ${sum}, expected ${expected}`;
    }
  }
  return undefined;
}

/** The values that STREAM prints for b and c after ten rounds; those of a follow, 1 153 300 781 250. */
function publishedFault(output: Uint8Array, size: number): string | undefined {
  const weights = sumsOf(blocksOf(size), weight);
  return sumFault(
    output,
    weights.map((sum) => sum * 230_660_156_250),
    weights.map((sum) => sum * 307_546_875_000),
  );
}

export default {
  id: 'triad',
  title: 'STREAM triad',
  sizeName: 'blocks of 8192 elements',
  computes: 'Adds three times one long vector to another.',
  teaches: 'Hardly any arithmetic for each byte: cores stop helping where the memory they share is busy.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 1,
  builds: 'same bytes',
  published: [
    {
      size: TINY,
      statement:
        'After ten rounds of STREAM a, b and c are 1153300781250, 230660156250 and 307546875000, here times a weight.',
      source: 'J. D. McCalpin, STREAM 5.10, stream.c: what checkSTREAMresults prints with NTIMES 10',
      fault: (output) => publishedFault(output, TINY),
    },
  ],
  items: (size) => size,
  itemBytes: () => ITEM_BYTES,
  inputBytes: (size) => 2 * blocksOf(size) * BLOCK_BYTES,
  scratchBytes: () => BLOCK_BYTES,
  work: (size) => ({ amount: size * BLOCK_TRAFFIC, unit: 'bytes moved' }),
  fillInput(input) {
    const values = doubles(input);
    const length = values.length / 2;
    for (let position = 0; position < length; position++) {
      const own = weight(position);
      values[position] = own * VALUES.b;
      values[length + position] = own * VALUES.c;
    }
  },
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault(output, input, size) {
    const given = doubles(input);
    const blocks = blocksOf(size);
    const b = sumsOf(blocks, (position) => given[position] ?? NaN);
    const c = sumsOf(blocks, (position) => given[blocks * BLOCK + position] ?? NaN);
    return sumFault(output, b, c);
  },
} satisfies Kernel;
