/**
 * What the four loops of STREAM have in common as kernels: an input of two halves, each of `blocksOf` blocks of 64 KiB, one
 * block for every 16 items and 80 at most, and a block in the scratch that is written. STREAM wants arrays of four times the
 * last cache; 10 MiB are more than many a core's share of it, but not more than every cache, and what is written stays in a
 * second-level cache. Whoever gives each item an input and a scratch of its own has STREAM whole: src/runtime/traffic.ts.
 */
export const BLOCK_BYTES: usize = 65536;
const MOST_BLOCKS: u32 = 80;

/** Blocks in each half of the input. */
export function blocksOf(size: u32): u32 {
  return min(MOST_BLOCKS, size >> 4);
}

/** The block of the first half that an item reads. */
export function firstOperand(input: usize, item: u32, blocks: u32): usize {
  return input + <usize>(item % blocks) * BLOCK_BYTES;
}

/** The block of the second half that an item reads: one further on after each round, so that the first blocks² pairs all differ. */
export function secondOperand(input: usize, item: u32, blocks: u32): usize {
  const further = ((item % blocks) + item / blocks) % blocks;
  return input + <usize>(blocks + further) * BLOCK_BYTES;
}
