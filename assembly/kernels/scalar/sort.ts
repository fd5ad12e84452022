/**
 * The merge sort of `../sort.ts`, for engines without SIMD: the same steps, key by key; a block grows from runs of one. The order is total,
 * so the result has the same bytes.
 */
import { keysOfFirst } from '../lib/merge-path';

const BLOCK: u32 = 4096;
const BLOCK_BYTES: u32 = 16384;

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
        const fromSecond = place - fromFirst;
        const bytesA = (next - fromFirst) << 2;
        mergeCopies(to, a + (fromFirst << 2), bytesA, b + (fromSecond << 2), BLOCK_BYTES - bytesA, scratch);
        fromFirst = next;
      }
    }
    if (last) exchangeForms(to, to, to + BLOCK_BYTES);
  }
}

/** Floats as integers of the same order, or such integers as floats: below zero all bits but the sign are turned round. */
function exchangeForms(to: usize, from: usize, end: usize): void {
  do {
    const key = load<i32>(from);
    store<i32>(to, key ^ ((key >> 31) & 0x7fffffff));
    to += 4;
    from += 4;
  } while (from < end);
}

/** Twelve times twice as long, from the block to the scratch and back. */
function sortBlock(to: usize, from: usize, scratch: usize): void {
  exchangeForms(to, from, from + BLOCK_BYTES);
  let source = to;
  let target = scratch;
  for (let run: u32 = 4; run < BLOCK_BYTES; run <<= 1) {
    for (let at: u32 = 0; at < BLOCK_BYTES; at += run << 1) {
      const middle = source + at + run;
      mergeKeys(target + at, target + at + (run << 1), source + at, middle, middle, middle + run);
    }
    const written = target;
    target = source;
    source = written;
  }
}

/** The merge of so many bytes from each run, of copies that lie between keys which stay outside: no end need be asked for. */
function mergeCopies(to: usize, a: usize, bytesA: u32, b: usize, bytesB: u32, scratch: usize): void {
  const copyA = copyPiece(scratch, a, bytesA);
  const copyB = copyPiece(copyA + bytesA + 4, b, bytesB);
  mergeKeys(to, to + BLOCK_BYTES, copyA, copyA + bytesA, copyB, copyB + bytesB);
}

/** Where the copy is: between a key below and a key above all floats. */
function copyPiece(to: usize, from: usize, bytes: u32): usize {
  store<i32>(to, i32.MIN_VALUE);
  memory.copy(to + 4, from, bytes);
  store<i32>(to + 4 + bytes, i32.MAX_VALUE);
  return to + 4;
}

/** The merge of two pieces, of even length together, from both ends at once, without a branch that depends on a key. */
function mergeKeys(to: usize, end: usize, a0: usize, a1: usize, b0: usize, b1: usize): void {
  do {
    const lowA = load<i32>(a0);
    const lowB = load<i32>(b0);
    const lowFromA: usize = lowA <= lowB ? 4 : 0;
    store<i32>(to, select(lowA, lowB, lowFromA != 0));
    a0 += lowFromA;
    b0 += 4 - lowFromA;
    to += 4;
    end -= 4;
    const highA = load<i32>(a1 - 4);
    const highB = load<i32>(b1 - 4);
    const highFromA: usize = highA > highB ? 4 : 0;
    store<i32>(end, select(highA, highB, highFromA != 0));
    a1 -= highFromA;
    b1 -= 4 - highFromA;
  } while (to < end);
}
