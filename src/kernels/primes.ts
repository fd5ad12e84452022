/**
 * Descriptor of `assembly/kernels/primes.ts`: sizes, the base primes and wheel pattern that the kernel reads, and
 * checks against published counts. A segment ends at a multiple of 65 536, so the first 2ᵏ segments hold
 * π(2¹⁶⁺ᵏ) primes, which is tabulated: most of any output is compared exactly.
 */
import type { Kernel, PublishedCase } from './index.ts';

const TINY = 3_000_000;
/** The squares of base primes fit 32 bits far beyond; a segment then costs about 30 µs. */
const MAX = 1_000_000_000;

/** The layout that the kernel's header states. */
const SEGMENT = 32_768;
const PATTERN_AT = 64;
const PATTERN_BYTES = 47_808;
const PRIMES_AT = PATTERN_AT + PATTERN_BYTES;
const WHEEL = [3, 5, 7, 11, 13];

/** π(2¹⁶), π(2¹⁷), … π(2²⁹): OEIS A007053. */
const PI_OF_POWERS_OF_TWO = [
  6542, 12251, 23000, 43390, 82025, 155611, 295947, 564163, 1077871, 2063689, 3957809, 7603553, 14630843, 28192750,
];

const segments = (size: number): number => Math.max(1, Math.ceil(Math.floor((size + 1) / 2) / SEGMENT));
const root = (size: number): number => Math.floor(Math.sqrt(size));

/** Primes from 17 to `limit`; the wheel's own are struck already. */
function basePrimes(limit: number): number[] {
  const struck = new Uint8Array(limit + 1);
  const found: number[] = [];
  for (let p = 3; p <= limit; p += 2) {
    if (struck[p]) continue;
    if (p > 13) found.push(p);
    for (let multiple = p * p; multiple <= limit; multiple += p) struck[multiple] = 1;
  }
  return found;
}

function countsOf(output: Uint8Array): Uint32Array {
  return new Uint32Array(output.buffer, output.byteOffset, output.byteLength / 4);
}

/**
 * Prefixes of 2ᵏ whole segments against A007053; every whole segment but the first within an eighth of the
 * density 1/ln x (true of every segment below 10⁹: `tests/kernels/primes.test.ts`); the total within Rosser and
 * Schoenfeld's x/ln x < π(x) < 1.25506 x/ln x (x ≥ 17; Illinois J. Math. 6, 1962, (3.5) and (3.6)).
 */
function countFault(output: Uint8Array, size: number): string | undefined {
  const counts = countsOf(output);
  let total = 0;
  for (const [segment, count] of counts.entries()) {
    const last = 2 * SEGMENT * (segment + 1) - 1;
    total += count;
    if (last > size) break;
    const power = Math.log2(segment + 1);
    const expected = PI_OF_POWERS_OF_TWO[power];
    if (expected !== undefined && total !== expected)
      return `π(${last + 1}) came out as ${total}, published is ${expected}`;
    const density = (2 * SEGMENT) / Math.log(last - SEGMENT);
    if (segment > 0 && Math.abs(count - density) > density / 8) {
      return `segment ${segment} holds ${count} primes, expected ${Math.round(density)} within an eighth`;
    }
  }
  const ratio = size / Math.log(size);
  if (size >= 17 && !(total > ratio && total < 1.25506 * ratio)) {
    return `π(${size}) came out as ${total}, outside ${Math.ceil(ratio)} … ${Math.floor(1.25506 * ratio)}`;
  }
  return undefined;
}

function publishedCount(power: number, exact: number): PublishedCase {
  const size = 10 ** power;
  return {
    size,
    statement: `There are ${exact} primes up to ${size}.`,
    source: 'OEIS A006880, number of primes below 10ⁿ',
    fault(output) {
      const got = countsOf(output).reduce((sum, count) => sum + count, 0);
      return got === exact ? undefined : `π(${size}) came out as ${got}, published is ${exact}`;
    },
  };
}

export default {
  id: 'primes',
  title: 'Sieve of Eratosthenes',
  sizeName: 'largest number looked at',
  computes: 'Strikes out the multiples of every prime and counts the numbers that are left.',
  teaches: 'Each segment fills a first-level cache, so two threads on one core gain little from each other.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 1,
  builds: 'same bytes',
  published: [publishedCount(6, 78_498), publishedCount(7, 664_579), publishedCount(8, 5_761_455)],
  items: segments,
  itemBytes: () => 4,
  /** At most half of the numbers up to the root are odd primes. */
  inputBytes: (size) => PRIMES_AT + 4 * Math.ceil(root(size) / 2),
  scratchBytes: (size) => SEGMENT + 4 * Math.ceil(root(size) / 2),
  work: (size) => ({ amount: size, unit: 'numbers sieved' }),
  fillInput(input, size) {
    const found = basePrimes(root(size));
    input.fill(0);
    new Uint32Array(input.buffer, input.byteOffset, 1)[0] = found.length;
    new Uint32Array(input.buffer, input.byteOffset + PRIMES_AT, found.length).set(found);
    const pattern = input.subarray(PATTERN_AT, PRIMES_AT).fill(1);
    for (const p of WHEEL) for (let index = p >> 1; index < pattern.length; index += p) pattern[index] = 0;
  },
  /** Work grows with size · ln ln size, which is size for every purpose here. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: (output, _input, size) => countFault(output, size),
} satisfies Kernel;
