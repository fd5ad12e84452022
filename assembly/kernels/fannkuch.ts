/**
 * Fannkuch: a permutation's first number says how many numbers to turn round, again and again until it is 0; the flips counted.
 * Source: the Benchmarks Game's task "fannkuch-redux" (K. R. Anderson and D. Rettig, 1994) and its order of permutations, on a board
 * of 12 numbers. The first n! permutations move only the first n numbers, so they are the game's for n.
 * Item: 720 permutations in a row: i32 sum of their flips, every second one subtracted, u32 most flips.
 * Cost: 7 to 10 µs an item, all nearly the same; 20 KB of scratch; once a call a table of the 720 orders of six.
 * Teaches: short loops of unforeseeable length on whole numbers; blocks average them out, so equal shares are nearly equal work.
 * A permutation is one vector, so a flip is a byte shuffle. No branch asks whether one is through: all permutations of a list
 * flip eight times (a first number of 0 flips nothing), then those that have a flip before them stay in the list.
 */
import { BOARD, fillOrders, firstOfBlock } from './lib/orders';

const FLIPS: u32 = 8;

/** Offsets in scratch. */
const PLACES: usize = 16;
const IDLE: usize = 32;
const LEAST_IDLE: usize = 48;
const ORDERS: usize = 64;
const ORDERS_END: usize = ORDERS + 720 * 16;

export function fannkuch(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  number(scratch);
  fillOrders(scratch + ORDERS, v128.load(scratch));
  for (let item = start; item < end; ++item) {
    const first = firstOfBlock(item, v128.load(scratch));
    const even = list(first, scratch, ORDERS);
    const odd = list(first, scratch, ORDERS + 16);
    store<i32>(out + (item << 3), <i32>even - <i32>odd);
    store<u32>(out + (item << 3), max(<u32>(even >> 32), <u32>(odd >> 32)), 4);
  }
}

/** The numbers from 0 on; then places as a flip compares them: the first behind the board counts as 1, those after it as 0. */
function number(scratch: usize): void {
  for (let place: u32 = 0; place < 16; ++place) {
    store<u8>(scratch + place, <u8>place);
    store<u8>(scratch + place, place < BOARD ? <u8>place : place == BOARD ? 1 : 0, PLACES);
  }
}

/** Every second permutation of a block: the sum of their flips, and in the upper half the most. */
function list(first: v128, scratch: usize, offset: usize): u64 {
  const begin = scratch + ORDERS_END;
  let end = begin;
  for (let order = scratch + offset; order < scratch + ORDERS_END; order += 32, end += 16) {
    v128.store(end, i8x16.swizzle(first, v128.load(order)));
  }
  v128.store(scratch, i32x4.splat(0), IDLE);
  let most: u32 = 0;
  let flips: u32 = 0;
  while (end > begin) {
    flips += ((<u32>(end - begin)) >> 4) * FLIPS;
    most += FLIPS;
    end = flipAll(begin, end, scratch);
  }
  flips -= load<u32>(scratch, IDLE + BOARD);
  most -= load<u32>(scratch, LEAST_IDLE + BOARD);
  return ((<u64>most) << 32) | flips;
}

/** Flips all of a list; the new end of the list. Flips of permutations that were through already are counted as idle. */
function flipAll(begin: usize, end: usize, scratch: usize): usize {
  const places = v128.load(scratch, PLACES);
  // As places; of a shuffle by places it knows V8 would make several instructions.
  const zero = i32x4.splat(0);
  let idle = v128.load(scratch, IDLE);
  let least = i32x4.splat(FLIPS);
  let to = begin;
  let from = begin;
  do {
    let permutation = v128.load(from);
    let own = i32x4.splat(0);
    let left = FLIPS;
    do {
      const first = turn(permutation, zero);
      const behind = i8x16.gt_s(places, first);
      own = i8x16.sub(own, behind);
      permutation = merge(permutation, turn(permutation, i8x16.sub(first, places)), behind);
    } while (--left);
    idle = i32x4.add(idle, own);
    least = i32x4.min_u(least, own);
    v128.store(to, permutation);
    to += usize(u32((i32x4.extract_lane(permutation, 0) & 0xff) != 0)) << 4;
    from += 16;
  } while (from < end);
  v128.store(scratch, idle, IDLE);
  v128.store(scratch, least, LEAST_IDLE);
  return to;
}

/** A negative place gives 0. */
function turn(permutation: v128, places: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(permutation, places);
  else return i8x16.swizzle(permutation, places);
}

function merge(permutation: v128, turned: v128, behind: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_laneselect(permutation, turned, behind);
  else return v128.or(turned, v128.and(permutation, behind));
}
