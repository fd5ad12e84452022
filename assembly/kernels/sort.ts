/**
 * Merge sort of 32-bit floats in the order of IEEE 754's totalOrder: by number, −0 before +0. No key may be a NaN.
 * Sources: networks that merge four keys with four (K. E. Batcher, AFIPS 1968; H. Inoue and others, PACT 2007), from both
 * ends of the result at once; the places of a block in two runs by Merge Path, lib/merge-path.ts.
 * Stepped: step 0 sorts blocks, step p merges pairs of runs of 2^(p−1) blocks; ⌈log₂ size⌉ merges in all, a run without a
 * partner is copied. Between steps keys are integers of the same order; the last step makes floats of them again.
 * Item: a block of 4096 keys of the result of its step, 16 KiB, whichever runs they come from.
 * Cost: 18 µs to sort a block, 1.7 to 2.8 to merge one, 0.3 more in the last step.
 * Teaches: the result moves through memory once for every doubling, and a merge need not have one thread: were the last one
 * a single item, 1/20 of the comparisons of 2^20 keys would be serial, and by Amdahl's law no number of threads
 * would be more than 20 times as fast; with no merge cut, the chain of merges holds 1/10, and it would be 10 times.
 */
import { mergeFours } from './lib/merge-fours';
import { keysOfFirst } from './lib/merge-path';
import { ordered, sortColumns } from './lib/sort-columns';

const BLOCK: u32 = 4096;
const BLOCK_BYTES: u32 = 16384;
/** How far a merge may look past the ends of its pieces. */
const MARGIN: u32 = 32;

export function sort(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32, step: u32): void {
  const last = (<u32>1) << step >= size;
  let fromFirst: u32 = 0;
  for (let item = start; item < end; ++item) {
    const to = out + item * BLOCK_BYTES;
    if (step == 0) {
      sortBlock(to, input + item * BLOCK_BYTES, scratch);
    } else {
      const run: u32 = 1 << (step - 1);
      const first = item & -(run << 1);
      const a = input + first * BLOCK_BYTES;
      const b = a + run * BLOCK_BYTES;
      const keysA = run * BLOCK;
      const keysB = first + run < size ? min(size - first - run, run) * BLOCK : 0;
      if (keysB == 0) {
        memory.copy(to, input + item * BLOCK_BYTES, BLOCK_BYTES);
      } else {
        const place = (item - first) * BLOCK;
        if (place == 0) fromFirst = 0;
        else if (item == start) fromFirst = keysOfFirst(a, b, place, place - min(place, keysB), min(place, keysA));
        const until = place + BLOCK;
        const least = max(fromFirst, until - min(until, keysB));
        const next = keysOfFirst(a, b, until, least, min(fromFirst + BLOCK, keysA));
        mergeBlock(
          to,
          a,
          b,
          keysA << 2,
          keysB << 2,
          fromFirst << 2,
          next << 2,
          (place - fromFirst) << 2,
          (until - next) << 2,
          scratch,
        );
        fromFirst = next;
      }
    }
    if (last) restore(to, to + BLOCK_BYTES);
  }
}

/** From ordered integers to floats, in place. */
function restore(at: usize, end: usize): void {
  do {
    v128.store(at, ordered(v128.load(at)));
    v128.store(at, ordered(v128.load(at, 16)), 16);
    at += 32;
  } while (at < end);
}

/** Runs of eight, then nine times twice as long, from the scratch to the block and back. */
function sortBlock(to: usize, from: usize, scratch: usize): void {
  for (let at: u32 = 0; at < BLOCK_BYTES; at += 128) sortColumns(scratch + at, from + at);
  let source = scratch;
  let target = to;
  for (let run: u32 = 32; run < BLOCK_BYTES; run <<= 1) {
    for (let at: u32 = 0; at < BLOCK_BYTES; at += run << 1) {
      const middle = source + at + run;
      mergeFours(target + at, target + at + (run << 1), source + at, middle, middle, middle + run);
    }
    const written = target;
    target = source;
    source = written;
  }
}

/** Bytes a0 to a1 of run a with b0 to b1 of run b. Where a piece ends with its run, both are copied between keys that stay outside. */
function mergeBlock(
  to: usize,
  a: usize,
  b: usize,
  endA: u32,
  endB: u32,
  a0: u32,
  a1: u32,
  b0: u32,
  b1: u32,
  scratch: usize,
): void {
  if (a0 >= MARGIN && b0 >= MARGIN && a1 + MARGIN <= endA && b1 + MARGIN <= endB) {
    mergeFours(to, to + BLOCK_BYTES, a + a0, a + a1, b + b0, b + b1);
    return;
  }
  const copyA = copyPiece(scratch, a + a0, a1 - a0);
  const copyB = copyPiece(copyA + (a1 - a0) + MARGIN, b + b0, b1 - b0);
  mergeFours(to, to + BLOCK_BYTES, copyA, copyA + (a1 - a0), copyB, copyB + (b1 - b0));
}

/** Where the copy is: after a margin of keys below all floats, before one of keys above all. */
function copyPiece(to: usize, from: usize, bytes: u32): usize {
  v128.store(to, i32x4.splat(i32.MIN_VALUE));
  v128.store(to, i32x4.splat(i32.MIN_VALUE), 16);
  to += MARGIN;
  memory.copy(to, from, bytes);
  v128.store(to + bytes, i32x4.splat(i32.MAX_VALUE));
  v128.store(to + bytes, i32x4.splat(i32.MAX_VALUE), 16);
  return to;
}
