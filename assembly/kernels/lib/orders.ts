/**
 * The order in which `../fannkuch.ts` takes permutations, as vectors of bytes: byte j says which number stands at place j.
 * In that order the p-th permutation rotates the first 12, 11, … 2 numbers by the digits of p in the factorial number
 * system; 720 in a row differ by the last five digits only. `numbers` is always 0, 1, 2, … 15.
 * Source: the Benchmarks Game's task "fannkuch-redux". Writes only the table; holds nothing.
 */
export const BOARD: u32 = 12;
const FIXED: u32 = 6;

/** Where each number comes from when the first `length` are rotated to the left. */
function rotation(length: u32, by: u32, numbers: v128): v128 {
  const bound = i8x16.splat(<i8>length);
  const moved = i8x16.add(numbers, i8x16.splat(<i8>by));
  const wrapped = i8x16.sub(moved, v128.and(i8x16.ge_u(moved, bound), bound));
  return v128.bitselect(wrapped, numbers, i8x16.lt_u(numbers, bound));
}

/** The 720 orders of the first six: c·k! + m is the m-th, then the first k + 1 rotated c times. */
export function fillOrders(first: usize, numbers: v128): void {
  v128.store(first, numbers);
  let to = first + 16;
  for (let length: u32 = 2; length <= FIXED; ++length) {
    const bytes = to - first;
    for (let by: u32 = 1; by < length; ++by) {
      const rotated = rotation(length, by, numbers);
      for (let from = first; from < first + bytes; from += 16, to += 16) {
        v128.store(to, i8x16.swizzle(rotated, v128.load(from)));
      }
    }
  }
}

/** The block's number in the factorial number system says how far the first 12, 11, … 7 are rotated. */
export function firstOfBlock(block: u32, numbers: v128): v128 {
  let permutation = numbers;
  let weight: u32 = 55440;
  for (let length = BOARD; length > FIXED; --length) {
    permutation = i8x16.swizzle(permutation, rotation(length, block / weight, numbers));
    block %= weight;
    weight /= length - 1;
  }
  return permutation;
}
