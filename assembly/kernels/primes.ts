/**
 * Counts primes with Eratosthenes' sieve, segment by segment, odd numbers only, a byte each.
 * Source: the segmented sieve of Bays and Hudson (BIT 17, 1977); multiples of 3, 5, 7, 11 and 13 come ready
 * struck from a pattern that repeats every 15 015 odd numbers.
 * Item: segment i, the odd numbers 2j + 1 for j in [32 768 i, 32 768 (i + 1)) up to `size`; its count as u32.
 * Item 0 also counts the prime 2.
 * Cost: 10 to 25 µs a segment, and once a call one division for each prime up to the root of its last number.
 * Teaches: a segment fills a first-level cache, so threads that share that cache win little.
 * Input: u32 number of base primes; at 64 the pattern; at 47 872 the base primes (17 … √size) as u32.
 * Scratch: the segment, then for each base prime the index of its next multiple, carried from segment to segment.
 */
import { countBytes } from './lib/count-bytes';

const SEGMENT: u32 = 32768;
const PERIOD: u32 = 15015;
const PATTERN: usize = 64;
const PRIMES: usize = 47872;

export function primes(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const base = input + PRIMES;
  const baseEnd = base + ((<usize>load<u32>(input)) << 2);
  const next = scratch + SEGMENT;
  const odds = (size + 1) >> 1;
  aim(base, baseEnd, next, start * SEGMENT, end * SEGMENT);
  for (let k = start; k < end; ++k) {
    const low = k * SEGMENT;
    memory.copy(scratch, input + PATTERN + (low % PERIOD), SEGMENT);
    if (k == 0) restoreSmallPrimes(scratch);
    strike(base, baseEnd, next, scratch, low);
    if (odds < low + SEGMENT) memory.fill(scratch + (odds - low), 0, low + SEGMENT - odds);
    store<u32>(out + ((<usize>k) << 2), countBytes(scratch, SEGMENT) + u32(k == 0 && size > 1));
  }
}

/** The pattern strikes 3, 5, 7, 11 and 13 themselves and leaves 1. */
function restoreSmallPrimes(segment: usize): void {
  store<u64>(segment, 0x00_01_01_00_01_01_01_00);
}

/** For each base prime the first odd multiple from its square on that is not below `low`; an index j stands for 2j + 1. */
function aim(base: usize, baseEnd: usize, next: usize, low: u32, high: u32): void {
  while (base < baseEnd) {
    const p = load<u32>(base);
    const square = (p * p) >> 1;
    if (square >= high) return;
    const rest = low % p;
    const half = p >> 1;
    store<u32>(next, max(square, low + half - rest + (rest > half ? p : 0)));
    base += 4;
    next += 4;
  }
}

/** Strikes the multiples of every base prime whose square lies below the segment's end. */
function strike(base: usize, baseEnd: usize, next: usize, segment: usize, low: u32): void {
  const end = segment + SEGMENT;
  while (base < baseEnd) {
    const p = load<u32>(base);
    if ((p * p) >> 1 >= low + SEGMENT) return;
    let byte = segment + (load<u32>(next) - low);
    if (p < SEGMENT / 4) {
      const p2 = p + p;
      const p3 = p2 + p;
      const p4 = p2 + p2;
      const last = end - p3;
      while (byte < last) {
        store<u8>(byte, 0);
        store<u8>(byte + p, 0);
        store<u8>(byte + p2, 0);
        store<u8>(byte + p3, 0);
        byte += p4;
      }
    }
    while (byte < end) {
      store<u8>(byte, 0);
      byte += p;
    }
    store<u32>(next, <u32>(byte - segment) + low);
    base += 4;
    next += 4;
  }
}
