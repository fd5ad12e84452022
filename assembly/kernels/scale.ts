/**
 * The multiple of STREAM: b(j) = 3·c(j) over vectors of doubles, one number read and one written for one operation.
 * Source: J. D. McCalpin, STREAM 5.10 (stream.c): the second of its four loops, with its scalar.
 * Item: 8192 elements; b goes to the scratch, its eight sums of every eighth element to the output, 8 × f64.
 * Cost: 2 to 6 µs an item, all the same: the time in which 64 KiB come from wherever they are.
 * Teaches: a multiplication for each number costs nothing beside fetching it, on one core or on all.
 * Input: c in two halves, laid out as lib/stream.ts says.
 */
import { BLOCK_BYTES, blocksOf, firstOperand } from './lib/stream';

const SCALAR: f64 = 3.0;

export function scale(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size) << 1;
  for (let item = start; item < end; ++item) {
    moveBlock(scratch, firstOperand(input, item, blocks), out + ((<usize>item) << 6));
  }
}

/** The sums are of whole numbers below 2⁵³, or even ones below 2⁵⁴, so no operation rounds: src/kernels/parts/stream.ts. */
function moveBlock(b: usize, c: usize, out: usize): void {
  const end = c + BLOCK_BYTES;
  const scalar = f64x2.splat(SCALAR);
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  do {
    const b0 = f64x2.mul(scalar, v128.load(c));
    const b1 = f64x2.mul(scalar, v128.load(c, 16));
    const b2 = f64x2.mul(scalar, v128.load(c, 32));
    const b3 = f64x2.mul(scalar, v128.load(c, 48));
    v128.store(b, b0);
    v128.store(b, b1, 16);
    v128.store(b, b2, 32);
    v128.store(b, b3, 48);
    sum0 = f64x2.add(sum0, b0);
    sum1 = f64x2.add(sum1, b1);
    sum2 = f64x2.add(sum2, b2);
    sum3 = f64x2.add(sum3, b3);
    b += 64;
    c += 64;
  } while (c < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
