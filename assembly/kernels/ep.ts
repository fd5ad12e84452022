/**
 * EP, the "embarrassingly parallel" kernel: pairs of Gaussian deviates by Marsaglia's polar method, their sums,
 * and how many lie in each square annulus l ≤ max(|X|, |Y|) < l + 1.
 * Source: NAS Parallel Benchmarks, RNR-94-007, section 2.1; generator s ← 5¹³ s mod 2⁴⁶ from s = 271 828 183.
 * Item: 4096 pairs of uniforms; f64 ΣX, f64 ΣY, ten u32 counts, 8 bytes of zero. Sums are added in item order.
 * Cost: 25 µs an item, all the same, no memory traffic; once a call a jump of the generator to its first item.
 * Teaches: what is left of n threads when there is nothing to share but the processor.
 * Scratch: the logarithm's table, four generator states, then one block's accepted pairs as x, y and t = x² + y².
 */
import { fillLogTable, log, LOG_TABLE_BYTES, ONE, TWO, TWO_52 } from './lib/log';

const BLOCK: u32 = 512;
const BLOCKS: u32 = 8;
const MULTIPLIER: u64 = 1220703125;
const SEED: u64 = 271828183;
const MASK: u64 = (1 << 46) - 1;

/** Offsets in scratch. A lane of pairs has two places to spare, for what `accept` and `gauss` write beyond the last. */
const STATES: usize = LOG_TABLE_BYTES;
const X: usize = STATES + 64;
const Y: usize = X + (BLOCK + 2) * 8;
const T: usize = Y + (BLOCK + 2) * 8;

export function ep(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  fillLogTable(scratch);
  seed(scratch, <u64>start * BLOCK * BLOCKS * 2);
  for (let item = start; item < end; ++item) {
    const to = out + (item << 6);
    memory.fill(to, 0, 64);
    for (let block: u32 = 0; block < BLOCKS; ++block) gauss(scratch, accept(scratch), to);
  }
}

function times(a: u64, b: u64): u64 {
  return (a * b) & MASK;
}

/** Jumps over `skip` numbers: s·aˢᵏⁱᵖ by repeated squaring. */
function seed(scratch: usize, skip: u64): void {
  let state = SEED;
  for (let power = MULTIPLIER; skip; skip >>= 1, power = times(power, power)) {
    if (skip & 1) state = times(state, power);
  }
  for (let lane: usize = 0; lane < 32; lane += 8) {
    state = times(state, MULTIPLIER);
    store<u64>(scratch + lane, state, STATES);
  }
}

/** One block of uniforms; writes x, y and t of the pairs inside the unit circle, without a branch; their number. */
function accept(scratch: usize): u32 {
  const square = times(MULTIPLIER, MULTIPLIER);
  const leap = times(square, square);
  let s0 = load<u64>(scratch, STATES);
  let s1 = load<u64>(scratch, STATES + 8);
  let s2 = load<u64>(scratch, STATES + 16);
  let s3 = load<u64>(scratch, STATES + 24);
  const two52 = v128.load(scratch, TWO_52);
  const one = v128.load(scratch, ONE);
  const unit = f64x2.mul(one, f64x2.splat(1.0 / 35184372088832.0));
  let to = scratch;
  let left = BLOCK / 2;
  do {
    const x = uniform(i64x2(s0, s2), two52, unit, one);
    const y = uniform(i64x2(s1, s3), two52, unit, one);
    s0 = times(s0, leap);
    s1 = times(s1, leap);
    s2 = times(s2, leap);
    s3 = times(s3, leap);
    const t = f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y));
    const inside = i64x2.bitmask(f64x2.le(t, one));
    v128.store64_lane(to, x, 0, X);
    v128.store64_lane(to, y, 0, Y);
    v128.store64_lane(to, t, 0, T);
    to += (inside & 1) << 3;
    v128.store64_lane(to, x, 1, X);
    v128.store64_lane(to, y, 1, Y);
    v128.store64_lane(to, t, 1, T);
    to += (inside & 2) << 2;
  } while (--left);
  store<u64>(scratch, s0, STATES);
  store<u64>(scratch, s1, STATES + 8);
  store<u64>(scratch, s2, STATES + 16);
  store<u64>(scratch, s3, STATES + 24);
  return (<u32>(to - scratch)) >> 3;
}

/** 2·s·2⁻⁴⁶ − 1, exactly: the state becomes the mantissa of a float between 2⁵² and 2⁵³. */
function uniform(state: v128, two52: v128, unit: v128, one: v128): v128 {
  return f64x2.sub(f64x2.mul(f64x2.sub(v128.or(state, two52), two52), unit), one);
}

/** Adds `pairs` accepted pairs to the item at `to`. An odd number is filled up with a pair (0, 0), t = 1, worth nothing. */
function gauss(scratch: usize, pairs: u32, to: usize): void {
  const end = scratch + (pairs << 3);
  store<f64>(end, 0.0, X);
  store<f64>(end, 0.0, Y);
  store<f64>(end, 1.0, T);
  // From the table, like the logarithm's: as literals V8 would build them in every round.
  const one = v128.load(scratch, ONE);
  const two = v128.load(scratch, TWO);
  const three = f64x2.add(one, two);
  const four = f64x2.add(two, two);
  const minusTwo = f64x2.neg(two);
  let from = scratch;
  let sumX = f64x2.splat(0.0);
  let sumY = sumX;
  let over1 = i64x2.splat(0);
  let over2 = over1;
  let over3 = over1;
  while (from < end) {
    const t = v128.load(from, T);
    const factor = f64x2.sqrt(f64x2.div(f64x2.mul(minusTwo, log(t, scratch)), t));
    const x = f64x2.mul(v128.load(from, X), factor);
    const y = f64x2.mul(v128.load(from, Y), factor);
    sumX = f64x2.add(sumX, x);
    sumY = f64x2.add(sumY, y);
    const larger = f64x2.pmax(f64x2.abs(x), f64x2.abs(y));
    over1 = i64x2.sub(over1, f64x2.ge(larger, one));
    over2 = i64x2.sub(over2, f64x2.ge(larger, two));
    over3 = i64x2.sub(over3, f64x2.ge(larger, three));
    if (i64x2.bitmask(f64x2.ge(larger, four))) {
      countFar(to, f64x2.extract_lane(larger, 0));
      countFar(to, f64x2.extract_lane(larger, 1));
    }
    from += 16;
  }
  store<f64>(to, load<f64>(to) + f64x2.extract_lane(sumX, 0) + f64x2.extract_lane(sumX, 1));
  store<f64>(to, load<f64>(to, 8) + f64x2.extract_lane(sumY, 0) + f64x2.extract_lane(sumY, 1), 8);
  count(to, 0, pairs - lanes(over1));
  count(to, 1, lanes(over1) - lanes(over2));
  count(to, 2, lanes(over2) - lanes(over3));
  count(to, 3, lanes(over3));
}

function lanes(counts: v128): u32 {
  return <u32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
}

function count(to: usize, annulus: u32, more: u32): void {
  const at = to + (annulus << 2);
  store<u32>(at, load<u32>(at, 16) + more, 16);
}

/** Four and beyond, one pair in 8000. Takes back what `gauss` counts as three; no deviate reaches 12, so it stays in its item. */
function countFar(to: usize, larger: f64): void {
  if (larger < 4.0) return;
  count(to, 3, -1);
  count(to, <u32>larger, 1);
}
