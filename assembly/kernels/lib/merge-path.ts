/**
 * Where a place in the merge of two sorted runs lies in each of them, so that any piece of a merge can be made alone.
 * Source: S. Odeh, O. Green, Z. Mwassi, O. Shmueli and Y. Birk, "Merge Path" (IPDPS Workshops 2012). Merges nothing itself.
 */

/**
 * How many of the first `place` keys of the merge come from run a, between `least` and `most`; of equal keys those of a come
 * first. Keys are 32-bit integers at a and b. log₂(most − least) comparisons.
 */
export function keysOfFirst(a: usize, b: usize, place: u32, least: u32, most: u32): u32 {
  while (least < most) {
    const middle = (least + most) >> 1;
    if (load<i32>(a + (middle << 2)) <= load<i32>(b + ((place - 1 - middle) << 2))) least = middle + 1;
    else most = middle;
  }
  return least;
}
