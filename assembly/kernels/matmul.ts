/**
 * The matrix product C = A·B in 32-bit floats, cᵢⱼ = Σₖ aᵢₖ bₖⱼ.
 * Source: the register tile and the packed panels of Goto and van de Geijn (ACM TOMS 34, 2008), without blocking
 * over k: every element adds its products in the order of k, whichever tile it falls in.
 * Item: one row of C, `size` floats (a multiple of 8); reads one row of A and all of B.
 * Cost: 2·size² operations, 14 µs a row at 512; a row that is not one of four at a time costs up to twice that.
 * Teaches: with much arithmetic for each byte, threads add up until the shared cache must feed them all.
 * Input: A by rows, then B in panels of eight columns, size × 8 floats each.
 */
import { madd4 } from './lib/madd';

export function matmul(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const pitch = size << 2;
  const panels = input + size * pitch;
  // A panel stays in the first-level cache while every row of the range passes over it.
  for (let j: u32 = 0; j < size; j += 8) {
    const panel = panels + j * pitch;
    const corner = out + ((<usize>j) << 2);
    let i = start;
    for (; i + 4 <= end; i += 4) fourRows(input + i * pitch, panel, corner + i * pitch, pitch);
    for (; i < end; ++i) oneRow(input + i * pitch, panel, corner + i * pitch, pitch);
  }
}

/** Four rows by eight columns: eight sums, two vectors of B and one of A fill the registers. Unrolling k would spill. */
function fourRows(a0: usize, b: usize, c: usize, pitch: u32): void {
  let a1 = a0 + pitch;
  let a2 = a1 + pitch;
  let a3 = a2 + pitch;
  const end = a1;
  let c00 = f32x4.splat(0),
    c01 = c00;
  let c10 = c00,
    c11 = c00;
  let c20 = c00,
    c21 = c00;
  let c30 = c00,
    c31 = c00;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let a = v128.load32_splat(a0);
    c00 = madd4(a, b0, c00);
    c01 = madd4(a, b1, c01);
    a = v128.load32_splat(a1);
    c10 = madd4(a, b0, c10);
    c11 = madd4(a, b1, c11);
    a = v128.load32_splat(a2);
    c20 = madd4(a, b0, c20);
    c21 = madd4(a, b1, c21);
    a = v128.load32_splat(a3);
    c30 = madd4(a, b0, c30);
    c31 = madd4(a, b1, c31);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += 32;
  } while (a0 < end);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += pitch;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += pitch;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += pitch;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** What is left of a range below four rows. */
function oneRow(a: usize, b: usize, c: usize, pitch: u32): void {
  const end = a + pitch;
  let c0 = f32x4.splat(0),
    c1 = c0;
  do {
    const value = v128.load32_splat(a);
    c0 = madd4(value, v128.load(b), c0);
    c1 = madd4(value, v128.load(b, 16), c1);
    a += 4;
    b += 32;
  } while (a < end);
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
