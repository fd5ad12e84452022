/**
 * Counts the ways to place `size` queens on a board of as many rows and columns so that none attacks another.
 * Source: the bit masks of attacked columns and diagonals of M. Richards, "Backtracking algorithms in MCPL using bit patterns and recursion"
 * (Cambridge, 1997). He goes depth first; here all boards of a row are kept, and eight of them place their next queen at once:
 * no branch asks what a single board looks like, so none is mispredicted.
 * Item: one placement of the first rows; the ways to complete it, and as many for its mirror image, as u32.
 * Cost: 0.1 to 9 µs an item, as the squares fall; no memory traffic.
 * Teaches: the only way to know how long an item takes is to search it.
 * Input: u32 rows that a placement has; at 64, for each set of lanes as 8 bits, the order of bytes that packs the other lanes to the front;
 * at 4160, for each item the columns and diagonals (leftward, rightward) attacked in its next row, u16 each, and two bytes of padding.
 * Scratch: two levels, this row's boards and the next one's: columns, left, right, u16 each, at most 2048 boards (1354 occur).
 */
const TABLE: usize = 64;
const PREFIXES: usize = TABLE + 4096;
/** Not 4096 apart: stores would then seem to the processor to meet the next loads. */
const LEFT: usize = 4096 + 128;
const RIGHT: usize = 2 * LEFT;
const LEVEL: usize = 3 * LEFT;

export function queens(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const rows = size - load<u32>(input) - 2;
  const board = i16x8.splat(<i16>(<i32>((1 << size) - 1)));
  for (let item = start; item < end; ++item) {
    const prefix = input + ((<usize>item) << 3);
    store<u16>(scratch, load<u16>(prefix, PREFIXES));
    store<u16>(scratch, load<u16>(prefix, PREFIXES + 2), LEFT);
    store<u16>(scratch, load<u16>(prefix, PREFIXES + 4), RIGHT);
    let here = scratch;
    let there = scratch + LEVEL;
    let last = here + 2;
    for (let row: u32 = 0; row < rows; ++row) {
      const reached = advance(here, last, there, input + TABLE, board);
      there = here;
      here = here == scratch ? scratch + LEVEL : scratch;
      last = reached;
    }
    store<u32>(out + ((<usize>item) << 2), 2 * count(here, last, board));
  }
}

/** Fills the last vector of a level with boards that have no free square. */
function close(end: usize): void {
  v128.store(end, i16x8.splat(-1));
}

/** Every board of a row with every next queen, those that have a free square after it; returns where they end. An empty level is a dead vector. */
function advance(from: usize, end: usize, to: usize, table: usize, board: v128): usize {
  const zero = i16x8.splat(0);
  const ones = i16x8.splat(-1);
  close(end);
  do {
    const columns = v128.load(from);
    const left = v128.load(from, LEFT);
    const right = v128.load(from, RIGHT);
    let free = v128.andnot(board, v128.or(v128.or(columns, left), right));
    do {
      const rest = v128.and(free, i16x8.add(free, ones));
      const queen = v128.xor(free, rest);
      free = rest;
      const columns1 = v128.or(columns, queen);
      const left1 = i16x8.shl(v128.or(left, queen), 1);
      const right1 = i16x8.shr_u(v128.or(right, queen), 1);
      const free1 = v128.andnot(board, v128.or(v128.or(columns1, left1), right1));
      const dead = i16x8.bitmask(i16x8.eq(i16x8.min_u(queen, free1), zero));
      const order = v128.load(table + (dead << 4));
      v128.store(to, pack(columns1, order));
      v128.store(to, pack(left1, order), LEFT);
      v128.store(to, pack(right1, order), RIGHT);
      to += 16 - (popcnt(dead) << 1);
    } while (v128.any_true(free));
    from += 16;
  } while (from < end);
  return to;
}

/** As `advance` to the last row, where a free square is a solution, which is counted: all lanes less those that are dead. */
function count(from: usize, end: usize, board: v128): u32 {
  const zero = i16x8.splat(0);
  const ones = i16x8.splat(-1);
  let dead = zero;
  let lanes: u32 = 0;
  close(end);
  do {
    const columns = v128.load(from);
    const left = v128.load(from, LEFT);
    const right = v128.load(from, RIGHT);
    let free = v128.andnot(board, v128.or(v128.or(columns, left), right));
    do {
      const rest = v128.and(free, i16x8.add(free, ones));
      const queen = v128.xor(free, rest);
      free = rest;
      const diagonals = v128.or(i16x8.shl(v128.or(left, queen), 1), i16x8.shr_u(v128.or(right, queen), 1));
      const free1 = v128.andnot(board, v128.or(v128.or(columns, queen), diagonals));
      dead = i16x8.sub(dead, i16x8.eq(i16x8.min_u(queen, free1), zero));
      lanes += 8;
    } while (v128.any_true(free));
    from += 16;
  } while (from < end);
  const four = i32x4.extadd_pairwise_i16x8_u(dead);
  const two = i64x2.add(i64x2.extend_low_i32x4_u(four), i64x2.extend_high_i32x4_u(four));
  return lanes - <u32>(i64x2.extract_lane(two, 0) + i64x2.extract_lane(two, 1));
}

/** One instruction where the order may be trusted, as here, to name no byte beyond the vector. */
function pack(lanes: v128, order: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(lanes, order);
  else return i8x16.swizzle(lanes, order);
}
