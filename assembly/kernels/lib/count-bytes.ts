/**
 * The sum of bytes that are 0 or 1, over a multiple of 2048 bytes: with vectors where the build has them, in words of eight
 * bytes elsewhere. Exact, so alike.
 */
export function countBytes(from: usize, bytes: usize): u32 {
  if (ASC_FEATURE_SIMD) return inVectors(from, from + bytes);
  else return inWords(from, from + bytes);
}

/** A lane of 8 bits holds 255: it is emptied after 32 rows of 64 bytes, which add at most 4 each. */
function inVectors(from: usize, end: usize): u32 {
  let total = i32x4.splat(0);
  do {
    let lanes = i8x16.splat(0);
    const runEnd = from + 2048;
    do {
      const left = i8x16.add(v128.load(from), v128.load(from, 16));
      lanes = i8x16.add(lanes, i8x16.add(left, i8x16.add(v128.load(from, 32), v128.load(from, 48))));
      from += 64;
    } while (from < runEnd);
    total = i32x4.add(total, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(lanes)));
  } while (from < end);
  const pairs = i64x2.add(i64x2.extend_low_i32x4_u(total), i64x2.extend_high_i32x4_u(total));
  return <u32>(i64x2.extract_lane(pairs, 0) + i64x2.extract_lane(pairs, 1));
}

/** Eight counters of a byte, emptied after 128 words: a multiplication adds them up in its highest byte, in two halves of 16 bits. */
function inWords(from: usize, end: usize): u32 {
  let total: u32 = 0;
  do {
    let counts: u64 = 0;
    const runEnd = from + 1024;
    do {
      counts += load<u64>(from);
      from += 8;
    } while (from < runEnd);
    const pairs = (counts & 0x00ff00ff00ff00ff) + ((counts >> 8) & 0x00ff00ff00ff00ff);
    total += <u32>((pairs * 0x0001000100010001) >> 48);
  } while (from < end);
  return total;
}
