/**
 * The triad of STREAM: a(j) = b(j) + 3·c(j) over vectors of doubles, two numbers read and one written for two operations.
 * Source: J. D. McCalpin, STREAM 5.10 (stream.c): the last of its four loops, with its scalar.
 * Item: 8192 elements; a goes to the scratch, its eight sums of every eighth element to the output, 8 × f64.
 * Cost: 3 to 10 µs an item, all the same: the time in which 128 KiB come from wherever they are.
 * Teaches: all cores read through the same wires. When these are full, another core brings nothing.
 * Input: b, then c, laid out as lib/stream.ts says.
 */
import { madd2 } from './lib/madd';
import { BLOCK_BYTES, blocksOf, firstOperand, secondOperand } from './lib/stream';

const SCALAR: f64 = 3.0;

export function triad(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size);
  for (let item = start; item < end; ++item) {
    const b = firstOperand(input, item, blocks);
    moveBlock(scratch, b, secondOperand(input, item, blocks), out + ((<usize>item) << 6));
  }
}

/** The sums are of whole numbers below 2⁵³, or even ones below 2⁵⁴, so no operation rounds: src/kernels/parts/stream.ts. */
function moveBlock(a: usize, b: usize, c: usize, out: usize): void {
  const end = b + BLOCK_BYTES;
  const scalar = f64x2.splat(SCALAR);
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  do {
    const a0 = madd2(scalar, v128.load(c), v128.load(b));
    const a1 = madd2(scalar, v128.load(c, 16), v128.load(b, 16));
    const a2 = madd2(scalar, v128.load(c, 32), v128.load(b, 32));
    const a3 = madd2(scalar, v128.load(c, 48), v128.load(b, 48));
    v128.store(a, a0);
    v128.store(a, a1, 16);
    v128.store(a, a2, 32);
    v128.store(a, a3, 48);
    sum0 = f64x2.add(sum0, a0);
    sum1 = f64x2.add(sum1, a1);
    sum2 = f64x2.add(sum2, a2);
    sum3 = f64x2.add(sum3, a3);
    a += 64;
    b += 64;
    c += 64;
  } while (b < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
