/**
 * The copy of STREAM: c(j) = a(j) over vectors of doubles, one number read and one written, nothing computed.
 * Source: J. D. McCalpin, STREAM 5.10 (stream.c): the first of its four loops.
 * Item: 8192 elements; c goes to the scratch, its eight sums of every eighth element to the output, 8 × f64.
 * Cost: 2 to 6 µs an item, all the same: the time in which 64 KiB come from wherever they are.
 * Teaches: moving is work as well, and the most a thread can move does not grow with the number of threads.
 * Input: a in two halves, laid out as lib/stream.ts says.
 */
import { BLOCK_BYTES, blocksOf, firstOperand } from './lib/stream';

export function copy(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size) << 1;
  for (let item = start; item < end; ++item) {
    moveBlock(scratch, firstOperand(input, item, blocks), out + ((<usize>item) << 6));
  }
}

/** The sums are of whole numbers below 2⁵³, or even ones below 2⁵⁴, so no operation rounds: src/kernels/parts/stream.ts. */
function moveBlock(c: usize, a: usize, out: usize): void {
  const end = a + BLOCK_BYTES;
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  do {
    const c0 = v128.load(a);
    const c1 = v128.load(a, 16);
    const c2 = v128.load(a, 32);
    const c3 = v128.load(a, 48);
    v128.store(c, c0);
    v128.store(c, c1, 16);
    v128.store(c, c2, 32);
    v128.store(c, c3, 48);
    sum0 = f64x2.add(sum0, c0);
    sum1 = f64x2.add(sum1, c1);
    sum2 = f64x2.add(sum2, c2);
    sum3 = f64x2.add(sum3, c3);
    c += 64;
    a += 64;
  } while (a < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
