/**
 * SHA-256 of four messages side by side, which have equally many blocks: one in each lane of 32 bits.
 * Source: FIPS 180-4, section 6.2; the rounds are in lib/sha256-rounds.ts.
 * Item: four digests, 128 bytes: 32 bytes for each message, in the standard's order of bytes.
 * Cost: 9 to 12 µs an item of 32 blocks for each message, all the same but the first two; hardly any memory traffic.
 * Teaches: integer units that one thread keeps busy leave little for a second thread on the same core.
 * Input: 64 round constants as u32; then 16 bytes an item: where its four chaining values lie (a digest's layout), where its messages
 * lie (one after the other, padded), how many blocks of 64 bytes each has, zero; then what those offsets name.
 * Scratch: the order of bytes, the chaining values word by word, and the schedule of a block, W₀ … W₆₃, all for four lanes.
 */
import { compress } from './lib/sha256-rounds';

const ENTRIES: usize = 256;
const STATE: usize = 16;
const SCHEDULE: usize = STATE + 128;

export function sha256(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  v128.store(scratch, i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
  for (let item = start; item < end; ++item) {
    const entry = input + ((<usize>item) << 4);
    const values = input + load<u32>(entry, ENTRIES);
    turn(values, 32, scratch + STATE, 16, scratch);
    turn(values + 16, 32, scratch + STATE + 64, 16, scratch);
    const blocks = load<u32>(entry, ENTRIES + 8);
    let block = input + load<u32>(entry, ENTRIES + 4);
    const last = block + (blocks << 6);
    do {
      for (let part: usize = 0; part < 64; part += 16) {
        turn(block + part, blocks << 6, scratch + SCHEDULE + (part << 2), 16, scratch);
      }
      compress(scratch + STATE, scratch + SCHEDULE, input);
      block += 64;
    } while (block < last);
    const to = out + ((<usize>item) << 7);
    turn(scratch + STATE, 16, to, 32, scratch);
    turn(scratch + STATE + 64, 16, to + 16, 32, scratch);
  }
}

/** Four vectors of four words, `pitch` bytes apart: each word's bytes reversed, rows made columns. */
function turn(from: usize, pitch: usize, to: usize, toPitch: usize, order: usize): void {
  const reverse = v128.load(order);
  const a = swizzle(v128.load(from), reverse);
  const b = swizzle(v128.load(from + pitch), reverse);
  const c = swizzle(v128.load(from + pitch * 2), reverse);
  const d = swizzle(v128.load(from + pitch * 3), reverse);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab2 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd2 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to + toPitch, v128.shuffle<i64>(ab, cd, 1, 3));
  v128.store(to + toPitch * 2, v128.shuffle<i64>(ab2, cd2, 0, 2));
  v128.store(to + toPitch * 3, v128.shuffle<i64>(ab2, cd2, 1, 3));
}

/** One instruction where the order may be trusted, as here, to name no byte beyond the vector. */
function swizzle(bytes: v128, order: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(bytes, order);
  else return i8x16.swizzle(bytes, order);
}
