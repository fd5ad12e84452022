/**
 * Pairs of uniform numbers in (−1, 1) inside the unit circle, two at a time, from the generator of the NAS benchmarks:
 * s ← 5¹³ s mod 2⁴⁶ from s = 271 828 183 (RNR-94-007, section 2.3).
 * `seedStates` fills a place of `STATES_BYTES`, from which every block goes on.
 */
import { madd2 } from './madd';

const MULTIPLIER: u64 = 1220703125;
const SEED: u64 = 271828183;
/** A state is kept in the upper 46 bits of a word, where a product is taken modulo 2⁴⁶ by itself. */
const UNUSED: u64 = 18;

/** Four states and three constants, which V8 would build anew at every use were they literals. */
export const STATES_BYTES: usize = 80;
const ONE: usize = 32;
const TWO: usize = 48;
const THREE: usize = 64;

/** The four states after `skip` numbers: s·aˢᵏⁱᵖ by repeated squaring. */
export function seedStates(states: usize, skip: u64): void {
  let state = SEED << UNUSED;
  for (let power = MULTIPLIER; skip; skip >>= 1, power *= power) {
    if (skip & 1) state *= power;
  }
  v128.store(states, f64x2.splat(1.0), ONE);
  v128.store(states, f64x2.splat(2.0), TWO);
  v128.store(states, f64x2.splat(3.0), THREE);
  for (const end = states + ONE; states < end; states += 8) {
    state *= MULTIPLIER;
    store<u64>(states, state);
  }
}

/** Draws `draws` pairs, an even number, and writes those inside the circle, without a branch; their number. Two more places are written. */
export function drawPairs(states: usize, draws: u32, pairs: usize): u32 {
  const leap = MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER;
  let s0 = load<u64>(states);
  let s1 = load<u64>(states, 8);
  let s2 = load<u64>(states, 16);
  let s3 = load<u64>(states, 24);
  const one = v128.load(states, ONE);
  const two = v128.load(states, TWO);
  const three = v128.load(states, THREE);
  let to = pairs;
  let left = draws >> 1;
  do {
    const first = uniforms(i64x2(s0, s1), two, three);
    const second = uniforms(i64x2(s2, s3), two, three);
    s0 *= leap;
    s1 *= leap;
    s2 *= leap;
    s3 *= leap;
    const x = v128.shuffle<f64>(first, second, 0, 2);
    const y = v128.shuffle<f64>(first, second, 1, 3);
    const inside = i64x2.bitmask(f64x2.le(madd2(y, y, f64x2.mul(x, x)), one));
    v128.store(to, first);
    to += (inside & 1) << 4;
    v128.store(to, second);
    to += (inside & 2) << 3;
  } while (--left);
  store<u64>(states, s0);
  store<u64>(states, s1, 8);
  store<u64>(states, s2, 16);
  store<u64>(states, s3, 24);
  return (<u32>(to - pairs)) >> 4;
}

/** 2·s·2⁻⁴⁶ − 1, exactly: the state becomes the mantissa of a float between 2 and 4. */
function uniforms(states: v128, two: v128, three: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(states, 12), two), three);
}
