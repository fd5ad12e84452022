/**
 * Descriptor of `assembly/kernels/ep.ts`: sizes, the sums and counts that NASA published, and a check of every
 * item on its own that holds at any size.
 */
import type { Kernel, PublishedCase } from './index.ts';

const TINY = 40;
/** 2²⁸ pairs, NAS class A: about 1.6 s in one thread. */
const MAX = 65_536;
const PAIRS = 4096;
const ITEM_BYTES = 64;
const ANNULI = 10;
/** Items at most this many standard deviations from the mean: one in 10⁹ by chance, none of the first 65 536 in fact. */
const DEVIATIONS = 6;

/** The output as sums (an item's X and Y at 8i and 8i + 1) and as words (its counts from 16i + 4, padding at 16i + 14). */
function viewsOf(output: Uint8Array): { items: number; sums: Float64Array; words: Uint32Array } {
  const { buffer, byteOffset, byteLength } = output;
  return {
    items: byteLength / ITEM_BYTES,
    sums: new Float64Array(buffer, byteOffset, byteLength / 8),
    words: new Uint32Array(buffer, byteOffset, byteLength / 4),
  };
}

/** A pair is accepted with probability π/4; its deviates have mean 0 and variance 1. */
function itemFault(output: Uint8Array): string | undefined {
  const { items, sums, words } = viewsOf(output);
  const mean = (PAIRS * Math.PI) / 4;
  const spread = DEVIATIONS * Math.sqrt(mean * (1 - Math.PI / 4));
  const widest = DEVIATIONS * Math.sqrt(mean);
  for (let item = 0; item < items; item++) {
    let accepted = 0;
    for (let annulus = 0; annulus < ANNULI; annulus++) accepted += words[item * 16 + 4 + annulus] ?? NaN;
    if (!(Math.abs(accepted - mean) <= spread)) {
      return `item ${item} accepts ${accepted} of ${PAIRS} pairs, expected ${Math.round(mean)} ± ${Math.round(spread)}`;
    }
    const [sumX = NaN, sumY = NaN] = [sums[item * 8], sums[item * 8 + 1]];
    if (!(Math.abs(sumX) <= widest && Math.abs(sumY) <= widest)) {
      return `item ${item} sums to ${sumX} and ${sumY}, expected within ± ${Math.round(widest)}`;
    }
    if (words[item * 16 + 14] !== 0 || words[item * 16 + 15] !== 0) return `item ${item} has padding that is not zero`;
    if (item > 0 && sums[item * 8 - 8] === sumX) return `item ${item} repeats the item before it`;
  }
  return undefined;
}

/** What NPB allows on the sums of a class, 10⁻⁸ of thousands, is far more. */
const TOLERANCE = 1e-10;

function disagreement(output: Uint8Array, other: Uint8Array): string | undefined {
  const [one, two] = [viewsOf(output), viewsOf(other)];
  for (const [at, word] of one.words.entries()) {
    const isCount = at % 16 >= 4;
    if (isCount && word !== two.words[at]) {
      return `annulus ${(at % 16) - 4} of item ${Math.floor(at / 16)} holds ${word} pairs and ${two.words[at]}`;
    }
  }
  for (const [at, sum] of one.sums.entries()) {
    const isSum = at % 8 < 2;
    if (isSum && !(Math.abs(sum - (two.sums[at] ?? NaN)) <= TOLERANCE)) {
      return `item ${Math.floor(at / 8)} sums to ${sum} and ${two.sums[at]}`;
    }
  }
  return undefined;
}

interface Verification {
  readonly name: string;
  readonly logPairs: number;
  readonly sums: readonly [x: number, y: number];
  /** Pairs in the annuli 0, 1, 2, …; empty where NASA lists the sums only. */
  readonly counts: readonly number[];
}

/** NPB accepts sums within a relative error of 10⁻⁸ and prints the counts. */
function nasClass({ name, logPairs, sums, counts }: Verification): PublishedCase {
  return {
    size: 2 ** logPairs / PAIRS,
    statement: `NAS EP class ${name}: 2^${logPairs} pairs sum to ${sums[0]} and ${sums[1]}.`,
    source: 'NAS Parallel Benchmarks 3, EP/ep.f (verification values), RNR-94-007 section 2.1',
    fault(output) {
      const { items, sums: given, words } = viewsOf(output);
      for (const [axis, published] of sums.entries()) {
        let sum = 0;
        for (let item = 0; item < items; item++) sum += given[item * 8 + axis] ?? NaN;
        const error = Math.abs((sum - published) / published);
        if (!(error <= 1e-8)) return `class ${name} sums to ${sum}, published is ${published}`;
      }
      for (const [annulus, published] of counts.entries()) {
        let count = 0;
        for (let item = 0; item < items; item++) count += words[item * 16 + 4 + annulus] ?? NaN;
        if (count !== published) return `annulus ${annulus} holds ${count} pairs, published is ${published}`;
      }
      return itemFault(output);
    },
  };
}

export default {
  id: 'ep',
  title: 'Gaussian pairs (NAS EP)',
  sizeName: 'blocks of 4096 pairs',
  computes: 'Draws pairs of random points, keeps those inside the unit circle, and makes Gaussian deviates of them.',
  teaches: 'Nothing is shared but the processor itself: what is missing to n-fold speed is lost there.',
  version: 2,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 1,
  builds: {
    statement: 'The same counts; sums of an item within 10⁻¹⁰, since fused operations round once instead of twice.',
    fault: disagreement,
  },
  published: [
    nasClass({
      name: 'S',
      logPairs: 24,
      sums: [-3247.83465203474, -6958.407078382297],
      counts: [6140517, 5865300, 1100361, 68546, 1648, 17, 0, 0, 0, 0],
    }),
    nasClass({ name: 'W', logPairs: 25, sums: [-2863.319731645753, -6320.053679109499], counts: [] }),
  ],
  items: (size) => size,
  itemBytes: () => ITEM_BYTES,
  inputBytes: () => 0,
  /** Constants and generator states, then x, y and a number for each pair of a block of 1024, with two places to spare. */
  scratchBytes: () => 512 + 24 * (1024 + 2),
  work: (size) => ({ amount: size * PAIRS, unit: 'pairs of uniforms' }),
  fillInput() {},
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: itemFault,
} satisfies Kernel;
