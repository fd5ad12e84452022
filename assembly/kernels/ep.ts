/**
 * EP, the "embarrassingly parallel" kernel: pairs of Gaussian deviates by Marsaglia's polar method, their sums,
 * and how many lie in each square annulus l ≤ max(|X|, |Y|) < l + 1.
 * Source: NAS Parallel Benchmarks, RNR-94-007, section 2.1; generator s ← 5¹³ s mod 2⁴⁶ from s = 271 828 183.
 * Item: 4096 pairs of uniforms; f64 ΣX, f64 ΣY, ten u32 counts, 8 bytes of zero. Sums are added in item order.
 * Cost: 18 µs an item, all the same, no memory traffic; once a call a jump of the generator to its first item.
 * Teaches: what is left of n threads when there is nothing to share but the processor.
 * Scratch: constants, four generator states, then one block's accepted pairs and a number for each. In three passes
 * over a block, each short enough for the processor to work on many pairs at once.
 */
import { madd2 } from './lib/madd';
import { fillPolarTable, ONE, POLAR_TABLE_BYTES, squaredFactor } from './lib/polar';
import { drawPairs, seedStates, STATES_BYTES } from './lib/uniform-pairs';

const BLOCK: u32 = 1024;
const BLOCKS: u32 = 4;

/** Offsets in scratch: pairs (x, y), with two to spare for what is written beyond the last, and a number for each. */
const STATES: usize = POLAR_TABLE_BYTES;
const PAIRS: usize = STATES + STATES_BYTES;
const NUMBERS: usize = PAIRS + (BLOCK + 2) * 16;

export function ep(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  fillPolarTable(scratch);
  seedStates(scratch + STATES, <u64>start * BLOCK * BLOCKS * 2);
  for (let item = start; item < end; ++item) {
    const to = out + (item << 6);
    memory.fill(to, 0, 64);
    for (let block: u32 = 0; block < BLOCKS; ++block) {
      const pairs = drawPairs(scratch + STATES, BLOCK, scratch + PAIRS);
      squareFactors(scratch, pairs);
      gauss(scratch, pairs, to);
    }
  }
}

/** For each pair −2 ln t / t. An odd number is filled up with the pair (1, 0) of factor 0, worth nothing. */
function squareFactors(scratch: usize, pairs: u32): void {
  const end = scratch + (pairs << 4);
  let from = scratch;
  let to = scratch;
  v128.store(end, f64x2(1.0, 0.0), PAIRS);
  while (from < end) {
    const first = v128.load(from, PAIRS);
    const second = v128.load(from, PAIRS + 16);
    const x = v128.shuffle<f64>(first, second, 0, 2);
    const y = v128.shuffle<f64>(first, second, 1, 3);
    v128.store(to, squaredFactor(madd2(y, y, f64x2.mul(x, x)), scratch), NUMBERS);
    from += 32;
    to += 16;
  }
}

/** Adds the deviates of `pairs` pairs to the item at `to`. */
function gauss(scratch: usize, pairs: u32, to: usize): void {
  // From the table, like the logarithm's: as literals V8 would build them in every round.
  const one = v128.load(scratch, ONE);
  const two = f64x2.add(one, one);
  const three = f64x2.add(two, one);
  const end = scratch + (pairs << 4);
  let from = scratch;
  let number = scratch;
  let sumX = f64x2.splat(0.0);
  let sumY = sumX;
  let farthest = sumX;
  let over1 = i64x2.splat(0);
  let over2 = over1;
  let over3 = over1;
  while (from < end) {
    const factor = f64x2.sqrt(v128.load(number, NUMBERS));
    const first = v128.load(from, PAIRS);
    const second = v128.load(from, PAIRS + 16);
    const x = f64x2.mul(v128.shuffle<f64>(first, second, 0, 2), factor);
    const y = f64x2.mul(v128.shuffle<f64>(first, second, 1, 3), factor);
    sumX = f64x2.add(sumX, x);
    sumY = f64x2.add(sumY, y);
    const larger = f64x2.pmax(f64x2.abs(x), f64x2.abs(y));
    over1 = i64x2.sub(over1, f64x2.ge(larger, one));
    over2 = i64x2.sub(over2, f64x2.ge(larger, two));
    over3 = i64x2.sub(over3, f64x2.ge(larger, three));
    farthest = f64x2.pmax(farthest, larger);
    v128.store(number, larger, NUMBERS);
    from += 32;
    number += 16;
  }
  store<f64>(to, load<f64>(to) + f64x2.extract_lane(sumX, 0) + f64x2.extract_lane(sumX, 1));
  store<f64>(to, load<f64>(to, 8) + f64x2.extract_lane(sumY, 0) + f64x2.extract_lane(sumY, 1), 8);
  count(to, 0, pairs - lanes(over1));
  count(to, 1, lanes(over1) - lanes(over2));
  count(to, 2, lanes(over2) - lanes(over3));
  count(to, 3, lanes(over3));
  if (i64x2.bitmask(f64x2.ge(farthest, f64x2.splat(4.0)))) countFar(scratch, pairs, to);
}

function lanes(counts: v128): u32 {
  return <u32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
}

function count(to: usize, annulus: u32, more: u32): void {
  const at = to + (annulus << 2);
  store<u32>(at, load<u32>(at, 16) + more, 16);
}

/** Four and beyond, one pair in 8000. Takes back what `gauss` counts as three; no deviate reaches 12, so it stays in its item. */
function countFar(scratch: usize, pairs: u32, to: usize): void {
  for (const end = scratch + (pairs << 3); scratch < end; scratch += 8) {
    const larger = load<f64>(scratch, NUMBERS);
    if (larger < 4.0) continue;
    count(to, 3, -1);
    count(to, <u32>larger, 1);
  }
}
