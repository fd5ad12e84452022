/**
 * The sum of STREAM: c(j) = a(j) + b(j) over vectors of doubles, two numbers read and one written for one operation.
 * Source: J. D. McCalpin, STREAM 5.10 (stream.c): the third of its four loops.
 * Item: 8192 elements; c goes to the scratch, its eight sums of every eighth element to the output, 8 × f64.
 * Cost: 3 to 10 µs an item, all the same: the time in which 128 KiB come from wherever they are.
 * Teaches: half the arithmetic of the triad takes the same time: nobody waits for the arithmetic.
 * Input: a, then b, laid out as lib/stream.ts says.
 */
import { BLOCK_BYTES, blocksOf, firstOperand, secondOperand } from './lib/stream';

export function add(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size);
  for (let item = start; item < end; ++item) {
    const a = firstOperand(input, item, blocks);
    moveBlock(scratch, a, secondOperand(input, item, blocks), out + ((<usize>item) << 6));
  }
}

/** The sums are of whole numbers below 2⁵³, or even ones below 2⁵⁴, so no operation rounds: src/kernels/parts/stream.ts. */
function moveBlock(c: usize, a: usize, b: usize, out: usize): void {
  const end = a + BLOCK_BYTES;
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  do {
    const c0 = f64x2.add(v128.load(a), v128.load(b));
    const c1 = f64x2.add(v128.load(a, 16), v128.load(b, 16));
    const c2 = f64x2.add(v128.load(a, 32), v128.load(b, 32));
    const c3 = f64x2.add(v128.load(a, 48), v128.load(b, 48));
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
    b += 64;
  } while (a < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
