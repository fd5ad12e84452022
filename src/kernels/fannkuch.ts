/**
 * Descriptor of `assembly/kernels/fannkuch.ts`: sizes, published sums and maxima, and a check at any size that computes some blocks
 * again, a permutation at a time.
 */
import type { Kernel, PublishedCase } from './index.ts';

const BOARD = 12;
const BLOCK = 720;
const TINY = 105;
/** 12! permutations, all that the board has: about 7 s in one thread. */
const MAX = 665_280;
const ITEM_BYTES = 8;
/** The most flips of any permutation of 12 numbers (OEIS A000375). */
const MOST_OF_ALL = 65;
const SAMPLES = 3;

interface Block {
  readonly sum: number;
  readonly most: number;
}

const blockOf = (words: Int32Array, item: number): Block => ({
  sum: words[item * 2] ?? NaN,
  most: words[item * 2 + 1] ?? NaN,
});

const wordsOf = (output: Uint8Array): Int32Array =>
  new Int32Array(output.buffer, output.byteOffset, output.byteLength / 4);

/** A permutation by its place in the game's order: the first 12, 11, … 2 numbers rotated to the left by the digits of its number. */
function permutationAt(index: number): number[] {
  const numbers = Array.from({ length: BOARD }, (_, place) => place);
  let [weight, rest] = [39_916_800, index];
  for (let length = BOARD; length > 1; length--) {
    const times = Math.floor(rest / weight);
    numbers.unshift(...numbers.splice(times, length - times));
    rest %= weight;
    weight /= length - 1;
  }
  return numbers;
}

function flipsOf(numbers: number[]): number {
  let flips = 0;
  for (let [first = 0] = numbers; first > 0; [first = 0] = numbers) {
    for (let low = 0, high = first; low < high; low++, high--) {
      [numbers[low], numbers[high]] = [numbers[high] ?? NaN, numbers[low] ?? NaN];
    }
    flips++;
  }
  return flips;
}

/** A block by the definition. */
export function plainly(item: number): Block {
  let [sum, most] = [0, 0];
  for (let index = 0; index < BLOCK; index++) {
    const flips = flipsOf(permutationAt(item * BLOCK + index));
    sum += index % 2 === 0 ? flips : -flips;
    most = Math.max(most, flips);
  }
  return { sum, most };
}

/** Where a sum of 720 can be at all; then some blocks spread over all of them, the last among them. */
function outputFault(output: Uint8Array): string | undefined {
  const words = wordsOf(output);
  const items = output.byteLength / ITEM_BYTES;
  for (let item = 0; item < items; item++) {
    const { sum, most } = blockOf(words, item);
    if (!(most > 0 && most <= MOST_OF_ALL))
      return `block ${item} has ${most} flips at most, expected 1 to ${MOST_OF_ALL}`;
    if (Math.abs(sum) > (most * BLOCK) / 2) return `block ${item} sums to ${sum}, too much for ${most} flips at most`;
  }
  for (let sample = 1; sample <= Math.min(SAMPLES, items); sample++) {
    const item = Math.floor((items * sample) / Math.min(SAMPLES, items)) - 1;
    const [got, expected] = [blockOf(words, item), plainly(item)];
    if (got.sum !== expected.sum) return `block ${item} sums to ${got.sum}, expected ${expected.sum}`;
    if (got.most !== expected.most) return `block ${item} has ${got.most} flips at most, expected ${expected.most}`;
  }
  return undefined;
}

function published(n: number, size: number, sum: number, most: number): PublishedCase {
  return {
    size,
    statement: `Fannkuch of ${n} has the checksum ${sum} and ${most} flips at most.`,
    source: `The Computer Language Benchmarks Game, fannkuch-redux: the output for N = ${n}`,
    fault(output) {
      const words = wordsOf(output);
      const blocks = Array.from({ length: size }, (_, item) => blockOf(words, item));
      const got = blocks.reduce((all, block) => all + block.sum, 0);
      if (got !== sum) return `the checksum is ${got}, published is ${sum}`;
      const flips = Math.max(...blocks.map((block) => block.most));
      return flips === most ? undefined : `${flips} flips at most, published are ${most}`;
    },
  };
}

export default {
  id: 'fannkuch',
  title: 'Fannkuch',
  sizeName: 'blocks of 720 permutations',
  computes: 'Flips the head of every permutation until its first number is 0, and counts how often.',
  teaches: 'Whole numbers, short loops and no memory: how far cores, or two threads of one core, get on with that.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 8,
  builds: 'same bytes',
  published: [published(7, 7, 228, 16), published(10, 5040, 73_196, 38)],
  items: (size) => size,
  itemBytes: () => ITEM_BYTES,
  inputBytes: () => 0,
  /** Four vectors, the orders of the first six, and a list of half of them. */
  scratchBytes: () => (4 + BLOCK + BLOCK / 2) * 16,
  work: (size) => ({ amount: size * BLOCK, unit: 'permutations' }),
  fillInput() {},
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: outputFault,
} satisfies Kernel;
