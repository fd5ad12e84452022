/**
 * Descriptor of `assembly/kernels/sort.ts`: the keys, and two checks. At any size the output has to ascend and to hold the keys of the
 * input, by two sums over a hash of each key that forget the order; at one size the result is known key by key.
 *
 * The keys are powers of 75 modulo 65 537, less 32 769. 75 is a primitive root, so that the first 65 536 are the whole numbers from −32 768 to
 * 32 767, once each. Every later 65 536 are these again with a fraction of sixteenths, so that many keys are equal.
 */
import type { Kernel, PublishedCase } from './index.ts';

const TINY = 16;
/** 2²⁰ keys: input, output and spare take the 12 MiB that a job may have. */
const MAX = 256;
const BLOCK = 4096;
const ROOT = 75;
const PRIME = 65_537;
const PERIOD = PRIME - 1;
const LOWEST = -PERIOD / 2;

const floats = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

/** Wellons' "lowbias32" hash. */
function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Two words that depend on the keys, zeros of either sign included, and not on their order. */
function fingerprint(bytes: Uint8Array): readonly [sum: number, mixedAgain: number] {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  let sum = 0;
  let mixedAgain = 0;
  for (const word of words) {
    const mixed = mix(word);
    sum = (sum + mixed) | 0;
    mixedAgain ^= Math.imul(mixed, 0x9e3779b1) ^ (mixed >>> 13);
  }
  return [sum, mixedAgain];
}

/** Where the output does not ascend; −0 before +0. */
function orderFault(output: Uint8Array): string | undefined {
  const keys = floats(output);
  let before = -Infinity;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? NaN;
    if (!(before <= key)) return `key ${at} is ${key}, after ${before}`;
    if (key === 0 && before === 0 && Object.is(key, -0) && !Object.is(before, -0)) return `key ${at} is −0, after +0`;
    before = key;
  }
  return undefined;
}

function sortFault(output: Uint8Array, input: Uint8Array): string | undefined {
  const fault = orderFault(output);
  if (fault) return fault;
  const [got, expected] = [fingerprint(output), fingerprint(input)];
  if (got[0] === expected[0] && got[1] === expected[1]) return undefined;
  return `the keys ascend, but are not those of the input: fingerprint ${got.join(' ')}, expected ${expected.join(' ')}`;
}

const everyResidue: PublishedCase = {
  size: PERIOD / BLOCK,
  statement:
    '75 is a primitive root modulo 65 537: 65 536 powers are every number from 1 to 65 536 once, so sorted they count up.',
  source: 'S. Vickers, Sinclair ZX Spectrum BASIC Programming (1982), chapter 11: how RND works',
  fault(output) {
    const keys = floats(output);
    for (let at = 0; at < PERIOD; at++) {
      if (keys[at] !== LOWEST + at) return `key ${at} is ${keys[at]}, expected ${LOWEST + at}`;
    }
    return undefined;
  },
};

export default {
  id: 'sort',
  title: 'Merge sort',
  sizeName: 'blocks of 4096 keys',
  computes: 'Sorts 32-bit floats: blocks first, then pairs of sorted runs are merged until one is left.',
  teaches:
    'All keys cross the memory once for every doubling, and even the last merge is cut into shares, or it would keep all but one waiting.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 4,
  builds: 'same bytes',
  published: [everyResidue],
  items: (size) => size,
  itemBytes: () => 4 * BLOCK,
  inputBytes: (size) => 4 * BLOCK * size,
  /** A block, and the margins of 32 bytes around two pieces of one. */
  scratchBytes: () => 4 * BLOCK + 128,
  work: (size) => ({ amount: size * BLOCK, unit: 'keys sorted' }),
  steps: (size) => 1 + Math.ceil(Math.log2(size)),
  fillInput(input) {
    const keys = floats(input);
    let power = 1;
    for (let at = 0; at < keys.length; at++) {
      power = (power * ROOT) % PRIME;
      keys[at] = LOWEST - 1 + power + (at < PERIOD ? 0 : (mix(at) % 16) / 16);
    }
  },
  /** Work hardly grows faster than the blocks: one merge more for twice as many. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: (output, input) => sortFault(output, input),
} satisfies Kernel;
