/**
 * `ep` without vectors: pairs one after another, as ../ep.ts defines items and annuli. A block of 1024 pairs adds its
 * accepted pairs in two sums, of every other pair each, as the two lanes of a vector do.
 */
import { squaredFactorScalar } from '../lib/polar-scalar';

const BLOCK: u32 = 1024;
const BLOCKS: u32 = 4;
const MULTIPLIER: u64 = 1220703125;
const SEED: u64 = 271828183;
/** A state is kept in the upper 46 bits of a word, where a product is taken modulo 2⁴⁶ by itself. */
const UNUSED: u64 = 18;

/** In scratch: the generator's state, then X and Y of the sum that a pair is added to, then of the other. */
const SUMS: usize = 16;

export function ep(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  store<u64>(scratch, jump(<u64>start * BLOCK * BLOCKS * 2));
  for (let item = start; item < end; ++item) {
    const to = out + (item << 6);
    memory.fill(to, 0, 64);
    for (let block: u32 = 0; block < BLOCKS; ++block) pairs(scratch, to);
  }
}

/** The generator's state after `skip` numbers: s·aˢᵏⁱᵖ by repeated squaring. */
function jump(skip: u64): u64 {
  let state = SEED << UNUSED;
  for (let power = MULTIPLIER; skip; skip >>= 1, power *= power) {
    if (skip & 1) state *= power;
  }
  return state;
}

/** 2·s·2⁻⁴⁶ − 1, exactly. */
function uniform(state: u64): f64 {
  return <f64>(<i64>(state >> UNUSED)) * (1.0 / 35184372088832.0) - 1.0;
}

function pairs(scratch: usize, to: usize): void {
  memory.fill(scratch + SUMS, 0, 32);
  let state = load<u64>(scratch);
  let lane: usize = 0;
  for (let left = BLOCK; left; --left) {
    state *= MULTIPLIER;
    const x = uniform(state);
    state *= MULTIPLIER;
    const y = uniform(state);
    const t = x * x + y * y;
    if (t > 1.0) continue;
    const factor = Math.sqrt(squaredFactorScalar(t));
    add(scratch + lane, x * factor);
    add(scratch + lane + 8, y * factor);
    const annulus = <u32>max(abs(x * factor), abs(y * factor));
    store<u32>(to + (annulus << 2), load<u32>(to + (annulus << 2), 16) + 1, 16);
    lane ^= 16;
  }
  store<u64>(scratch, state);
  store<f64>(to, load<f64>(to) + load<f64>(scratch, SUMS) + load<f64>(scratch, SUMS + 16));
  store<f64>(to, load<f64>(to, 8) + load<f64>(scratch, SUMS + 8) + load<f64>(scratch, SUMS + 24), 8);
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at, SUMS) + value, SUMS);
}
